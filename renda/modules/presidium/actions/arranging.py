"""What planning and changing a meeting share."""

from __future__ import annotations

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.deadlines import timing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.presidium import selectors
from renda.modules.presidium.models import Meeting, Topic

EXTRA_RULE = "presidium-extra-meeting"
PLAIN = ("held_on", "starts", "venue")
LONGEST = 200


def lines_of(text: str) -> list[str]:
    """The topics of the box, one a line, numbers before them taken off."""
    found = [line.strip().lstrip("0123456789一二三四五六七八九十").lstrip("、.．)） ") for line in text.splitlines()]
    return [line[:LONGEST] for line in found if line]


def reasons(step: Step) -> list[Reason]:
    """What stands against the plan: no term, nothing to discuss, a day gone by, too few who propose an extra meeting."""
    data, found = step.data, []
    held_on = data.get("held_on")
    if held_on is None:
        return []
    if held_on < clock.today():
        found.append(Reason(f"{date_zh(held_on)}已经过了。", "请选今天或以后的日期。"))
    if selectors.current_term(held_on) is None:
        found.append(Reason("还没有设置届次。", "请先在“设置”里设好第几届。"))
    if not lines_of(data.get("topics", "")):
        found.append(Reason("还没有写议题。", "一行写一个议题。"))
    if not selectors.members(held_on):
        found.append(Reason("任职人员里还没有主席团成员。", "请先在“任职人员”里登记主席团成员。"))
    proposers = data.get("proposers")
    if data.get("is_extra") and proposers is not None:
        rule = timing.rule(EXTRA_RULE, held_on)
        least = rule.value("proposers_min")
        if proposers < least:
            words = f"{proposers}名成员联名，不到{least}名。"
            found.append(Reason(words, "由主席决定召开的，不用填几位成员联名。", rule.id, tuple(c.text for c in rule.citations)))
    return found


def fill(meeting: Meeting, data: dict) -> None:
    for key in PLAIN:
        setattr(meeting, key, data[key])
    meeting.observers = data.get("observers") or ""
    meeting.is_extra = bool(data.get("is_extra"))
    meeting.cause = data.get("cause") or ""


def put_topics(meeting: Meeting, text: str) -> None:
    """The agenda as typed; rows that stay keep their place in the data."""
    kept = {topic.title: topic for topic in meeting.topics.all()}
    wanted = list(dict.fromkeys(lines_of(text)))
    meeting.topics.exclude(title__in=wanted).delete()
    for position, title in enumerate(wanted, 1):
        topic = kept.get(title) or Topic(meeting=meeting, title=title)
        topic.position = position
        topic.save()
