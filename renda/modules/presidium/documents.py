"""The notice and the minutes of a meeting, filled from its rows."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.documents.current_values import current_values
from renda.kernel.procedures.execute import Step
from renda.modules.presidium.models import Meeting, Presence, Topic

NO_DECISION = "听取情况，没有作出决定"
NOT_SET = "—"


def notice(step: Step):
    """The notice to the members with the topics; numbered in the office's register."""
    meeting = step.matter
    fields = {
        **current_values(step.actor),
        "meeting": str(meeting),
        "held_at": f"{date_zh(meeting.held_on)}{meeting.starts}",
        "venue": meeting.venue,
        "topics": [topic.title for topic in meeting.topics.all()],
        "observers": meeting.observers,
        "reply_by": "会议前一天",
    }
    return step.paper("presidium_meeting_notice", with_contact(fields), role="notice", series="office")


def minutes(step: Step):
    """The minutes: who came, what was discussed and decided, who carries it out by when."""
    meeting = step.matter
    came = {key: [] for key in Presence.values}
    for row in meeting.attendances.select_related("person").order_by("person__name", "id"):
        came[row.presence].append(row.person.name)
    fields = {
        **current_values(step.actor),
        "meeting": str(meeting),
        "held_on": date_zh(meeting.held_on),
        "host": meeting.host.name if meeting.host_id else "",
        "venue": meeting.venue,
        "members_total": meeting.members,
        "members_present": meeting.present,
        "items": [item_of(topic) for topic in meeting.topics.prefetch_related("decisions__unit")],
        "present_names": came[Presence.PRESENT],
        "excused_names": came[Presence.EXCUSED],
        "observer_names": [name for name in meeting.observers.replace("，", "、").split("、") if name],
    }
    return step.paper("minutes_presidium", with_contact(fields), role="minutes", series="minutes")


def item_of(topic: Topic) -> dict:
    """One topic as the minutes tell it."""
    decision = next(iter(topic.decisions.all()), None)
    return {
        "matter": topic.title,
        "discussion": topic.discussion,
        "decision": topic.outcome or NO_DECISION,
        "executor": decision.executor if decision else "人大办",
        "finish": date_zh(decision.due_on) if decision else NOT_SET,
    }


def with_contact(fields: dict) -> dict:
    return {"contact": "人大办", "phone": "（未登记）", **fields}


def topics_in(meeting: Meeting) -> str:
    """The topics as they are typed: one a line."""
    return "\n".join(topic.title for topic in meeting.topics.all())
