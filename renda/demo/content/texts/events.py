"""Minutes and notes of the supervision rhythm, villagers' letters, letters of the presidium."""

from __future__ import annotations

from datetime import date
from random import Random

from renda.foundation.chinese.dates import date_zh

from .. import scene
from ..model import Event, Opinion, Story, Town
from ..topics import BY_KEY
from .common import rng_for, sentence
from .suggestions import title

_VOICE = (
    "我是{村}{组}的，向代表反映一件事。{实}{影}望代表帮我们说句话。",
    "代表同志：{实}我们也找过村里，村里说要上面来办。{影}请您来看一看。",
    "{实}这个事讲了不止一年。{影}我不会写，是请侄子代写的。",
    "电话里说的：{实}{影}问什么时候能办，请回个话。",
    "到联络站当面讲的：{实}{影}同来的还有两位邻居，都这么说。",
)
_HEARING = (
    "{日}，主席团听取建议办理进度。{单位}等单位作了汇报。本次列入的{总}件中，已答复{完}件，正在办理{办}件，{迟}。",
    "{日}上午，主席团会议听取{总}件建议的办理情况，其中{完}件已答复，{办}件在办，{迟}。{单位}汇报在前。",
)
_HEARING_ASKS = (
    "请超期的单位会后书面说明原因，写出时间。", "答复件要写清谁办、何时办，不写空话。", "面商不能用电话代替，要到现场。",
    "列入计划的，人大办一件一件记上台账。", "重点督办的几件，下次带现场照片来。", "对代表不满意的，由分管副镇长牵头重办。",
)
_VISIT = (
    "{日}，{代表}等{人}名代表同镇政府和承办单位一起看了{处}处现场。先到{村}，看《{题}》的办理情况，随后沿途查看其余各处。",
    "{日}，代表分乘一辆中巴，用半天时间看了{处}处。第一站是{村}，对照《{题}》的答复一条一条核。",
)
_VISIT_NOTES = (
    "答复写的和现场一致，代表没有意见。", "做是做了，收口粗糙，施工队答应返工。", "还没有动工，单位说下旬进场，代表要求写下日期。",
    "群众围过来说，办得不错，只盼有人长期管。", "设备装好了没有通电，供电所当场约了时间。", "台账写已完成，现场还差十几米，要求改正台账。",
)
_SUPERVISION = (
    "经查，交你单位办理的第{号}号建议《{题}》，应于{期}前答复，至今未见书面答复。请收到本函后抓紧办结并答复代表，"
    "同时书面说明延误的原因。",
    "你单位承办的第{号}号建议《{题}》已超过{期}的期限，人大办提醒后仍未答复。请主要负责人亲自过问，抓紧办结。",
)
_REMARKS = (
    "请在收件当天确定经办人，尽早与代表约好面商。", "请先到现场，再谈办法。", "此件群众关注，请主要负责人过问。",
    "如认为不属本单位职责，请在期限内书面说明并退回。", "涉及几家，由主办单位牵头，协办单位按时送意见。",
    "往年提过同类建议，请对照上次答复，说明办到哪一步。",
)


def voice(town: Town, topic_key: str, village_key: str, group: str, line_key: str, own: str, on: date,
          variant: int) -> str:
    """A villager's words on a topic."""
    topic = BY_KEY[topic_key]
    rng = Random(f"{town.seed}|voice|{own}")
    slots = scene.fill(town, topic_key, village_key, group, line_key, own, on.month)
    facts = rng.sample(topic.facts, 2)
    if on.month <= 2:
        facts = [fact.replace("今年", "去年") for fact in facts]
    text = _VOICE[variant % len(_VOICE)]
    return text.format(村=slots["村"], 组=group, 实="".join(sentence(fact.format(**slots)) for fact in facts),
                       影=sentence(rng.choice(topic.effects).format(**slots)))


def opinion(town: Town, item: Opinion) -> str:
    """The text of a villager's letter or message."""
    story = next((s for s in town.stories if s.opinion_key == item.key), None)
    group = story.group if story else town.village(item.village_key).groups[0]
    line = story.line_key if story else f"{item.topic_key}/{item.village_key}/{group}/{item.on.year}"
    return voice(town, item.topic_key, item.village_key, group, line, item.key, item.on, item.variant)


def hearing(town: Town, event: Event) -> str:
    """Summary of the minutes of a hearing of progress."""
    rng = Random(f"{town.seed}|{event.key}")
    stories = [town.story(n) for n in event.story_numbers]
    done = [s for s in stories if any(x.kind == "replied" and x.on <= event.on for x in s.steps)]
    late = [s for s in stories if s not in done and any(x.kind == "reminded" and x.on <= event.on for x in s.steps)]
    opening = rng.choice(_HEARING).format(
        日=date_zh(event.on), 总=len(stories), 完=len(done), 办=len(stories) - len(done) - len(late), 迟=f"{len(late)}件临近期限已提醒" if late else "没有超期的",
        单位="、".join(town.unit(key).short for key in event.unit_keys[:3]))
    asked = rng.sample(_HEARING_ASKS, 3)
    return opening + "会议提出：" + "".join(asked)


def site_visit(town: Town, event: Event) -> str:
    """Notes of a quarterly visit."""
    rng = Random(f"{town.seed}|{event.key}")
    stories = [town.story(n) for n in event.story_numbers]
    first = stories[0]
    text = rng.choice(_VISIT).format(
        日=date_zh(event.on), 代表=town.deputies[event.deputy_indexes[0]].person.name, 人=len(event.deputy_indexes),
        处=len(stories), 村=town.village(first.village_key).name, 题=title(town, first))
    for story, note in zip(stories, rng.sample(_VISIT_NOTES, min(len(stories), len(_VISIT_NOTES))), strict=False):
        text += f"{town.village(story.village_key).name}：{note}"
    return text


def supervision_letter(town: Town, story: Story, number: str, due_on: date) -> str:
    """The body of a 督办函."""
    return rng_for(town, story, "letter").choice(_SUPERVISION).format(号=number, 题=title(town, story),
                                                                     期=date_zh(due_on))


def assignment_remark(town: Town, story: Story) -> str:
    """The presidium's line on the hand-over slip."""
    return rng_for(town, story, "remark").choice(_REMARKS)
