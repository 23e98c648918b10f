"""Everything the page of one suggestion shows, gathered with a fixed number of queries."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.dossiers.models import Dossier, DossierLink
from renda.kernel.procedures.offers import Offer, offers
from renda.modules.suggestions.models import Suggestion
from renda.modules.suggestions.policy import LEAD_VERBS, UNIT_VERBS
from renda.modules.suggestions.procedure.suggestion import SUGGESTION
from renda.web import ui
from renda.web.steps import facts
from renda.web.suggestions import present, secrecy
from renda.web.suggestions.links import link_choices

FOR_A_UNIT = LEAD_VERBS | UNIT_VERBS | {"suggestion.give_opinion"}
READERS_OF_PAPERS = ("office", "chair", "presidium", "leader")


def rows_to_show(actor: Actor):
    """Visible suggestions with the rows every page of one needs."""
    return policies.visible(actor, Suggestion).select_related(
        "author__person", "author__group", "author__constituency", "village", "category", "lead_unit",
        "session__term", "key_leader", "merged_into",
    )  # fmt: skip


def gather(request: HttpRequest, suggestion: Suggestion) -> dict:
    """The context of the page."""
    actor = request.actor
    shares = list(
        suggestion.assignment_set.select_related("unit", "better_unit").order_by("assigned_on", "part", "id")
    )
    signed = next((share.signed_on for share in shares if share.part == "lead" and share.is_active), None)
    deadlines = deadlines_for(actor, suggestion)
    dossier = Dossier.objects.filter(model=suggestion._meta.label_lower, object_id=suggestion.pk).first()
    return {
        "suggestion": suggestion,
        "light": present.state_light(suggestion),
        "steps": present.step_bar(suggestion, signed),
        **buttons(actor, suggestion, shares),
        "deadlines": deadlines,
        "waiting_kind": "alert" if any(one["light"]["kind"] == "overdue" for one in deadlines) else "",
        "waiting": present.WITHOUT_DEADLINE.get(suggestion.state, ""),
        "cosigners": list(suggestion.cosigners.select_related("mandate__person")),
        "opinions": list(suggestion.opinions.all()),
        "attachments": list(suggestion.attachments.select_related("file")),
        "shares": shares,
        "my_share": next(
            (share for share in shares if share.is_active and share.unit_id in actor.unit_ids), None
        ),
        "merged": list(suggestion.merged.select_related("author__person")),
        "checklist": checklist(suggestion),
        "course": course(actor, suggestion),
        "dossier": dossier,
        "dossier_url": present.address("dossier", "papers:dossier", args=[dossier.pk]) if dossier else "",
        "contents": facts.contents(actor, dossier if actor.has("dossier.view") else None),
        "related": related(actor, dossier),
        "links": link_choices(actor, suggestion),
        **handling(actor, suggestion),
        **judged(actor, suggestion),
    }


def buttons(actor: Actor, suggestion: Suggestion, shares: list) -> dict:
    """The reader's own steps, and for the office those it keys for a unit, apart."""
    found = [offer for offer in offers(actor, suggestion) if not is_over(offer, actor, shares)]
    keyed = [offer for offer in found if actor.is_("office") and offer.transition.who in FOR_A_UNIT]
    own = [offer for offer in found if offer not in keyed]
    met = suggestion.consultation_set.filter(round=suggestion.round).exists()
    cosign = cosign_page(actor, suggestion)
    first = [ui.Action("确认联名", cosign, "primary")] if cosign else []
    url = "suggestions:step"
    return {
        "actions": first
        + present.actions(actor, suggestion, url, found=own, not_main=("consult",) if met else ()),
        "keyed": present.actions(actor, suggestion, url, found=keyed, not_main=present.MAIN_VERBS),
    }


def is_over(offer: Offer, actor: Actor, shares: list) -> bool:
    """Signing for and handing back are over once the share (for the office: every share) is signed for."""
    if offer.transition.verb not in ("sign_for", "hand_back"):
        return False
    mine = [
        share
        for share in shares
        if share.is_active and (actor.is_("office") or share.unit_id in actor.unit_ids)
    ]
    return all(share.signed_on or share.by_silence for share in mine)


def cosign_page(actor: Actor, suggestion: Suggestion) -> str:
    """The deputy's page to confirm a co-signature that is still asked for."""
    asked = suggestion.cosigners.filter(mandate_id__in=actor.mandate_ids, agrees__isnull=True)
    if suggestion.state in ("draft", "submitted") and asked.exists():
        return present.address("suggestions:cosign", args=[suggestion.pk])
    return ""


def deadlines_for(actor: Actor, suggestion: Suggestion) -> list[dict]:
    """Internal ones are not for deputies; a unit sees its own and the day of the reply."""
    found = present.open_deadlines(suggestion)
    if actor.is_(*READERS_OF_PAPERS):
        return found
    if actor.is_("unit_handler", "unit_leader"):
        return [
            one for one in found if one["unit_id"] in actor.unit_ids or one["key"] in ("reply", "rehandle")
        ]
    return [one for one in found if not one["internal"]]


def handling(actor: Actor, suggestion: Suggestion) -> dict:
    """What the units did and what was done to hurry them."""
    objections = suggestion.objection_set.select_related("mandate__person")
    replies = list(suggestion.reply_set.select_related("unit", "paper"))
    return {
        "objections": list(objections) if secrecy.reads_objections(actor, suggestion) else [],
        "consultations": list(suggestion.consultation_set.select_related("unit")),
        "progress": list(suggestion.progress_set.select_related("unit")),
        "extensions": list(suggestion.extension_set.select_related("unit", "paper")),
        "replies": replies,
        "urgings": list(suggestion.urging_set.select_related("unit", "paper")),
        "promises": promises(suggestion),
    }


def promises(suggestion: Suggestion) -> list[dict]:
    rows = suggestion.promises.select_related("unit").order_by("due_on", "id")
    return [
        {
            "promise": row,
            "light": present.state_light(row),
            "due": present.due_light(row.due_on) if not row.closed_at else None,
        }
        for row in rows
    ]


def judged(actor: Actor, suggestion: Suggestion) -> dict:
    verdicts = list(suggestion.verdict_set.select_related("mandate__person").order_by("round", "id"))
    return {
        "verdicts": secrecy.verdicts_for(actor, suggestion, verdicts),
        "overall": secrecy.overall_for(suggestion),
        "asked": len([one for one in verdicts if one.round == suggestion.round]),
    }


def checklist(suggestion: Suggestion) -> list[dict]:
    """The office's list of what must have been done, ticked by the facts."""
    return [
        {"label": check.label, "done": bool(check.done(suggestion))}
        for check in SUGGESTION.checklist
        if check.when is None or check.when(suggestion)
    ]


def course(actor: Actor, suggestion: Suggestion) -> list[dict]:
    """The log of this suggestion; its own name at the end of every sentence is left out."""
    return [
        {
            "at": entry.at,
            "who": entry.actor,
            "what": facts.without_names(entry.sentence, (str(suggestion), suggestion.title)),
        }
        for entry in secrecy.course_for(actor, suggestion)
    ]


def related(actor: Actor, dossier: Dossier | None) -> list[dict]:
    """Other suggestions tied to this one's dossier (merged, same matter), as far as the reader may see them."""
    if dossier is None:
        return []
    ties = DossierLink.objects.filter(from_dossier=dossier) | DossierLink.objects.filter(to_dossier=dossier)
    others: dict[UUID, str] = {}
    for tie in ties.select_related("from_dossier", "to_dossier"):
        other = tie.to_dossier if tie.from_dossier_id == dossier.pk else tie.from_dossier
        if other.model == "suggestions.suggestion":
            others[other.object_id] = tie.note
    seen = policies.visible(actor, Suggestion).filter(pk__in=others)
    return [{"suggestion": one, "note": others[one.pk]} for one in seen.order_by("-submitted_on", "-id")]
