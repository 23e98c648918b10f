"""When a step of a meeting applies, and for whom a decision's day counts."""

from __future__ import annotations


def topics_of(meeting) -> list[tuple[str, str]]:
    """The topics not recorded yet, as choices."""
    if meeting is None:
        return []
    return [(str(topic.pk), topic.title) for topic in meeting.topics.filter(recorded=False)]


def something_to_record(meeting) -> bool:
    return meeting.topics.filter(recorded=False).exists()


def everything_recorded(meeting) -> bool | str:
    left = meeting.topics.filter(recorded=False).count()
    return True if not left else f"还有{left}个议题没有记录，记完再散会。"


def executors(step) -> list:
    """The unit that carries the decision out; nobody's own where the office does it itself."""
    return [step.matter.unit]
