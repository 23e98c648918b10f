"""Write down one topic: what was said, how it was voted on, who carries the decision out."""

from __future__ import annotations

from renda.kernel.access.actors import system
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step, open_matter
from renda.modules.presidium import selectors
from renda.modules.presidium.models import Topic

VOTES = ("in_favour", "against", "abstained")


def guard(step: Step) -> list[Reason]:
    """A decision needs its majority; the votes can't be more than those present; a day to finish needs a decision."""
    data, meeting, found = step.data, step.matter, []
    votes = [data.get(key) or 0 for key in VOTES]
    if sum(votes) > (meeting.present or 0):
        found.append(Reason(f"赞成、反对、弃权一共{sum(votes)}人，比到会的{meeting.present}人还多。", "请核对人数。"))
    if data.get("outcome"):
        if data.get("in_favour") is None:
            found.append(Reason("作出决定的，要填赞成几人。", "请填表决的人数。"))
        else:
            verdict = selectors.majority(data["in_favour"], meeting.members, meeting.held_on)
            if not verdict.met:
                articles = verdict.rule.articles
                words = f"赞成人数不够，不能作出决定：{verdict.sentence_zh}"
                found.append(Reason(words, "没有通过的，把“作出的决定”清空，只记讨论情况。", verdict.rule.id, articles))
    elif data.get("due_on"):
        found.append(Reason("填了完成日期，但没有写决定。", "请写决定内容，或者清空完成日期。"))
    if data.get("due_on") and data["due_on"] < meeting.held_on:
        found.append(Reason("完成日期在开会以前。", "请核对日期。"))
    return found


def effect(step: Step) -> None:
    data, meeting = step.data, step.matter
    topic = meeting.topics.filter(pk=data["topic"], recorded=False).first()
    if topic is None:
        raise Refused([Reason("这个议题已经记录过了。", "请刷新页面看最新情况。")])
    topic.discussion, topic.outcome = data["discussion"], data.get("outcome") or ""
    for key in VOTES:
        setattr(topic, key, data.get(key))
    topic.verdict = verdict_words(topic, meeting)
    topic.recorded = True
    topic.save()
    if topic.outcome and data.get("due_on"):
        fields = {"topic": topic, "text": topic.outcome, "unit": data.get("unit"), "due_on": data["due_on"]}
        open_matter(system(meeting.town_id), "decision", "make", fields)


def verdict_words(topic: Topic, meeting) -> str:
    """The result in a sentence; empty where nothing was decided."""
    if not topic.outcome:
        return ""
    against, abstained = topic.against or 0, topic.abstained or 0
    return f"全体成员{meeting.members}名，赞成{topic.in_favour}名，反对{against}名，弃权{abstained}名，通过。"
