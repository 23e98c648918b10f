"""The written reply to the deputy, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from renda.foundation.chinese.dates import date_zh, day_zh

from ..model import Post, Story, Town
from ..topics import BY_KEY
from .common import filler, ordinal, rng_for, sentence
from .suggestions import suggestion

_ASKED = (
    "您在{时}提出的《{题}》收悉。您提出：{请}",
    "您{时}提出的《{题}》已交我们办理。来件的要求是：{请}",
    "收到您{时}的《{题}》后，我们逐条作了对照。您的意见归纳起来：{请}",
)
_VISITED = (
    "收件以后，{联系人}带人到{组}看了现场，并与您面商，情况与您所写相符。",
    "{日}我们同您一起走了现场，听了{组}几位村民的意见。",
    "我们先到{村}核对了情况，又当面听了您的想法，您所反映的属实。",
    "经办人两次到{组}，一次看现场，一次和您商量办法。",
)
_DONE_LEAD = ("目前已经做了这些：", "到今天为止的办理情况是：", "已经办完的有：", "现将办理结果答复如下：")
_PLAN_LEAD = ("接下来这样安排：", "还没有做完的，打算这样办：", "下一步：")
_CANNOT_LEAD = ("有一点要向您说明：", "暂时办不了的，原因是：", "还有一处难处：")
_AGAIN = (
    "第一次答复以后您表示不满意，我们重新到现场看了一遍，对照您的意见补做了下面这些。",
    "上次答复讲得不实，您提了意见。我们重新排了办法，现再次答复。",
)
_ENDINGS = (
    "感谢您对这件事的关心。您如果还有意见，请直接打电话，我们随时到场。",
    "这件事还会继续盯着，有了变化第一时间告诉您。",
    "请您和村民继续看着我们做，做得不到的地方请指出来。",
    "欢迎您随时到现场来看，有不对的当场说。",
)


@dataclass(frozen=True, slots=True)
class Reply:
    addressees: tuple[str, ...]
    asked: str
    done: str
    planned: str
    planned_by: date | None
    cannot: str
    ending: str
    contact: str
    contact_phone: str
    signer: str
    signer_title: str
    unit: str
    on: date
    result: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The letter between salutation and signature."""
        return tuple(part for part in (self.asked, self.done, self.planned, self.cannot, self.ending) if part)

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)


def promise(town: Town, story: Story) -> str:
    """What the unit promises in its reply (the text of the promise ledger)."""
    return filler(town, story)(rng_for(town, story, "promise").choice(BY_KEY[story.topic].plans))


def reply(town: Town, story: Story, on: date, result: str, planned_by: date | None = None, turn: int = 1) -> Reply:
    """The reply of round ``turn`` with the parts that ``result`` needs."""
    rng, fill, topic = rng_for(town, story, f"reply{turn}"), filler(town, story), BY_KEY[story.topic]
    unit = town.unit(story.lead)
    contact = town.persons[unit.contact_key]
    names = [town.deputies[i].person.name for i in (story.deputy_index, *story.cosigner_indexes)]
    head = head_of(town, story.lead, on)
    return Reply(
        addressees=tuple(names),
        asked=_asked(town, story, rng, on),
        done=_done(rng, fill, topic, result, turn),
        planned=_planned(town, story, rng, planned_by),
        planned_by=planned_by,
        cannot=_cannot(rng, fill, topic, result),
        ending=rng.choice(_ENDINGS),
        contact=contact.name,
        contact_phone=unit.phone,
        signer=town.persons[head.person_key].name,
        signer_title=head.title,
        unit=unit.name,
        on=on,
        result=result,
    )


def head_of(town: Town, unit_key: str, on: date) -> Post:
    """The post of whoever heads a unit on a day."""
    heads = [post for post in town.posts if post.body == unit_key and post.title != "联系人"]
    return next((post for post in heads if post.to_on is None or on <= post.to_on), heads[-1])


def _asked(town: Town, story: Story, rng: Random, on: date) -> str:
    text = suggestion(town, story)
    session = next((s for s in town.sessions if s.key == story.session_key), None)
    when = f"{session.name}上" if session else f"{story.submitted_on.year}年{story.submitted_on.month}月"
    unit = town.unit(story.lead)
    consulted = story.last("consulted")
    visited = rng.choice(_VISITED).format(
        联系人=town.persons[unit.contact_key].name, 组=story.group, 村=town.village(story.village_key).name,
        日=day_zh(consulted.on if consulted and consulted.on <= on else story.submitted_on))
    return rng.choice(_ASKED).format(时=when, 题=text.title, 请=ordinal(list(text.ask_items))) + visited


def _done(rng: Random, fill, topic, result: str, turn: int) -> str:
    count = {"solved": 3, "solving": 2, "planned": 1, "passed_up": 1}.get(result, 1)
    items = [fill(text) for text in rng.sample(topic.done, min(count, len(topic.done)))]
    lead = rng.choice(_AGAIN) if turn > 1 else rng.choice(_DONE_LEAD)
    if result in ("reference", "not_yet_possible"):
        return "现阶段先做了力所能及的一点：" + sentence(items[0])
    return lead + (ordinal(items) if len(items) > 1 else sentence(items[0]))


def _planned(town: Town, story: Story, rng: Random, by: date | None) -> str:
    if by is None:
        return ""
    return f"{rng.choice(_PLAN_LEAD)}{promise(town, story)}，在{date_zh(by)}前办到，届时请您来看。"


def _cannot(rng: Random, fill, topic, result: str) -> str:
    if result == "solved":
        return ""
    why = sentence(fill(rng.choice(topic.cannot)))
    if result == "passed_up":
        return f"主要部分不在本镇权限之内，我们已向{topic.upward or '青禾县人民政府'}书面反映，收到答复后转告您。{why}"
    if result == "reference":
        return f"您的意见我们留作参考，今后定计划时一并考虑。{why}"
    return rng.choice(_CANNOT_LEAD) + why
