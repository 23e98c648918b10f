"""Papers of the handling: transmittal, return, meeting with the deputy, deferral, urging, reply, passing up."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.deadlines import timing
from renda.kernel.procedures.execute import Step
from renda.kernel.units.models import TownProfile
from renda.modules.suggestions import selectors
from renda.modules.suggestions.documents.common import office_facts, suggestion_facts, unit_contact
from renda.modules.suggestions.models.handling import Rung


def transmittal_paper(step: Step, share, shares):
    """One transmittal for one unit, with every later date in it."""
    suggestion = step.matter
    case = "complex" if suggestion.is_complex else None
    reply_by = timing.due("suggestion-reply-three-months", step.today, case=case)
    fields = {
        **office_facts(),
        **suggestion_facts(suggestion),
        "unit": share.unit.name,
        "part": share.get_part_display(),
        "content": f"{suggestion.facts}\n{suggestion.ask}" + (f"\n交办要求：{note}" if (note := step.data.get("note")) else ""),
        "lead_unit": suggestion.lead_unit.name,
        "supporting_units": [other.unit.name for other in shares if other.part == "support"],
        "return_by": timing.due("suggestion-wrong-body-return", step.today, name="return_within").due_on,
        "reply_by": reply_by.due_on,
        "leader": suggestion.key_leader.name if suggestion.key_leader else "",
    }
    if share.part == "support":
        fields["opinion_by"] = timing.due("suggestion-co-handler-opinion", step.today).due_on
    return step.paper("transmittal", fields, role="transmittal", series="transmittal")


def hand_back_paper(step: Step, share):
    """The unit's letter returning the suggestion."""
    suggestion = step.matter
    fields = {
        **suggestion_facts(suggestion),
        "organ": TownProfile.current().presidium_name,
        "unit": share.unit.name,
        "assigned_on": share.assigned_on,
        "reason": share.return_reason,
        "better_unit": share.better_unit.name if share.better_unit else "",
        **unit_contact(share.unit),
    }
    return step.paper("hand_back", fields, role="hand_back", responsible=share.unit.name)


def consultation_paper(step: Step, record):
    """The record of meeting the deputy."""
    fields = {
        **suggestion_facts(step.matter),
        "round": record.round,
        "unit": record.unit.name,
        "held_on": record.held_on,
        "way": record.get_way_display(),
        "place": record.place,
        "present": record.present,
        "content": record.content,
        "deputy_view": record.deputy_view,
    }
    return step.paper("consultation", fields, role="consultation", responsible=record.unit.name)


def deferral_paper(step: Step, extension):
    """The deferral letter to the deputies: the latest date and what is done until then."""
    suggestion = step.matter
    running = selectors.running_reply(suggestion)
    office = office_facts()
    fields = {
        **suggestion_facts(suggestion),
        "organ": office["organ"],
        "unit": extension.unit.name,
        "reply_by": running.due_on if running else extension.latest_on,
        "approved_by": office["organ"],
        "reason": extension.reason,
        "measures": extension.measures,
        "latest_on": extension.latest_on,
        **unit_contact(extension.unit),
    }
    return step.paper("extension", fields, role="extension", series="reply", responsible=extension.unit.name)


RUNG_PAPERS = {
    Rung.REMINDER: ("reminder", "office", "reminder"),
    Rung.LETTER: ("supervision_letter", "letter", "supervision"),
    Rung.PRESIDIUM: ("to_presidium", "office", "escalation"),
}


def urging_paper(step: Step, urging):
    """The paper of a rung of the ladder."""
    suggestion = step.matter
    template, series, role = RUNG_PAPERS[urging.rung]
    running = selectors.running_reply(suggestion)
    earlier = [f"{date_zh(row.made_on)}{row.get_rung_display()}" for row in suggestion.urging_set.exclude(pk=urging.pk)]
    fields = {
        **office_facts(),
        **suggestion_facts(suggestion),
        "assigned_on": suggestion.assigned_on,
        "reply_by": running.due_on if running else suggestion.assigned_on,
        "reason": urging.reason,
        "demand": "尽快与代表面商，提出办理意见并书面答复代表。",
        "report_by": timing.due("suggestion-cosign-confirmation", step.today).due_on,
        "earlier": "，".join(earlier),
    }
    return step.paper(template, fields, role=role, series=series)


def reply_paper(step: Step, reply):
    """The reply letter to every deputy who signed."""
    promises = "；".join(f"{row['text']}（{date_zh(row['due_on'])}前）" for row in step.data.get("promises") or [])
    fields = {
        **suggestion_facts(step.matter),
        "organ": TownProfile.current().presidium_name,
        "unit": reply.unit.name,
        "asked": reply.asked,
        "done": reply.done,
        "planned": "\n".join(part for part in (reply.planned, promises) if part),
        "cannot": reply.cannot,
        "result": reply.get_result_display(),
        "passed_up_to": reply.passed_up_to,
        "signer": reply.signer,
        "contact": reply.contact,
        "contact_phone": reply.contact_phone,
    }
    return step.paper("reply", fields, role="reply", series="reply", signer=reply.signer, responsible=reply.unit.name)


def passing_up_paper(step: Step, reply):
    """The letter to the body above that has the power."""
    fields = {
        **office_facts(),
        **suggestion_facts(step.matter),
        "to": reply.passed_up_to,
        "asked": reply.asked,
        "done": reply.done,
        "request": reply.cannot or reply.planned or reply.asked,
    }
    return step.paper("pass_up", fields, role="pass_up", series="letter")
