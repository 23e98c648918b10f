"""The suggestion as the deputy wrote it: 案由, 事实, 建议."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from ..model import Story, Town
from ..topics import BY_KEY
from .common import filler, numbered, pick, rng_for, sentence

_OPENINGS = (
    "在{村}联络站接待群众那天，来的人里有一半讲的是这件事",
    "{组}的几位村民把我拉到现场，一边走一边指给我看",
    "上半年我在{村}入户走访，记了满满一本，这件事排在头一条",
    "这件事不是一家一户的事，{村}的人碰到代表就要问",
    "我就住在{组}旁边，天天看在眼里",
    "代表小组活动时讨论过，大家都认为该向大会提出来",
    "{村}开户主会，散会以后还有十几个人围着我说这件事",
    "我在{村}做了多年的工作，这个问题看着它一年年变重",
    "有村民把照片发到我手机上，我去看了，情况属实",
    "年前返乡的人多，坐下来拉家常，说来说去都绕不开这一桩",
    "一位七十多岁的老人走了几里路，到我家门口说的就是这件事",
    "组长给我算了一笔账，我听完觉得不提不行",
    "这几年村里变化不小，剩下的难处里，这一件群众最在意",
    "代表视察路过{组}，队伍停下来看了半个钟头",
    "选我当代表的时候，{组}的人托付过我这件事",
    "{村}的党员会上，有六个人发言都说到它",
)
_SURVEYS = (
    "为了把情况弄准，我{月}月里到现场看了{次}趟，又问了组长和几位老人，说法一致",
    "以上数字是我和村会计一起数的，不是估计",
    "我把看到的情况拍了照，附在后面",
    "我请懂行的人看过，他的说法是再拖一年，花的钱要翻一番",
    "我问了{户}户里的一多半，没有一户说不急",
    "我和{邻村}的代表交换过意见，他们那边也是这样",
    "村委会出具了情况说明，参加座谈的人都签了名",
    "我用卷尺量过，用手机记了时间，数字可以核对",
    "同去看的还有村监委会主任和两名党员",
    "我早晚各看过一次，早上的情况更严重",
    "组里开过会，记录本上写得清清楚楚",
    "我翻了村里往年的记录，这件事断断续续讲了好几年",
    "承办的同志如果要看现场，我可以带路",
    "几户人家愿意出面作证，姓名留在村委会",
)
_WHY_NOW = (
    "这件事宜早不宜迟，现在动手花得少，拖到出了事再办就被动了",
    "眼下农活不算忙，劳力好找，正是办这件事的时候",
    "村里刚开过户主会，意见难得这样一致，趁热打铁最好",
    "过年前后人都回来，先看到动静，群众的心就定了",
    "上面的项目一年一报，错过这一批又要等一年",
    "不求一步到位，先把最急的一段办下来，余下的慢慢来",
    "能自己解决的，村里不会伸手，这件事确实超出了一个村的力量",
    "往年也零打碎敲地修补过，治标不治本，这回想请一次办到位",
    "邻近几个村类似的问题已经办好，做法可以照搬，不必再摸索",
    "群众的要求并不高，能用、安全、有人管，就满意了",
    "办之前请先把方案贴出来，让{组}的人看一看，少走弯路",
    "如果一个单位办不下来，请明确由谁牵头，免得几家互相等",
)
_COSTS = (
    "村里粗算过，大约要花{万}万元，村集体可以先拿一部分",
    "花钱不算多，{万}万元上下，群众愿意出工",
    "如果一次拿不出钱，可以分两年做，先做最急的",
    "村里愿意出劳力，占地的工作由村里去做",
    "所需费用请有关单位到现场核算，村里不多报",
    "只要定下来，群众会自己让路、让地、看场子",
    "能用旧的就不买新的，够用就行",
    "已有几位在外做事的乡亲说，愿意捐一点",
    "这件事钱少事细，难在经常有人管，请把管护的人也定下来",
    "建议先做一个样子，群众认可了再铺开",
    "请承办单位动手之前，先到组里听一听意见",
)
_CLOSINGS = (
    "盼早日有个结果，我好向选民回话。",
    "办得成办不成，都请给群众一句明白话。",
    "群众等着看，我也愿意一起跟到底。",
    "请把办理的时间排出来，群众心里有数。",
    "如有难处，也请说明难在哪里。",
    "办的时候如需村里配合，请直接找我。",
    "请在动工之前告诉我一声，我去现场看。",
    "这件事办好了，比说多少话都管用。",
    "希望赶在下一个农忙之前见到动静。",
    "以上请研究，并请书面答复。",
)
_HISTORY = (
    "这件事{旧年}年已经提过一次，当时的答复是{旧果}，到今天情况仍是上面这样",
    "{旧年}年本镇代表提出过同样的问题，答复说{旧果}，群众记得很清楚",
    "翻看{旧年}年的答复，写的是{旧果}，可是现在走过去看，还差一大截",
)
OLD_RESULTS = {
    "solved": "已经办好", "solving": "正在办理", "planned": "列入计划", "not_yet_possible": "条件不够暂缓办理",
    "reference": "留作参考", "passed_up": "向县里反映",
}


@dataclass(frozen=True, slots=True)
class SuggestionText:
    title: str
    reason: str  # 案由 (for a bill 案由)
    facts: str  # 事实 (for a bill 案据)
    ask_items: tuple[str, ...]
    asks: str  # 建议 (for a bill 方案), numbered

    @property
    def body(self) -> str:
        return f"{self.reason}\n{self.facts}\n{self.asks}"


def title(town: Town, story: Story) -> str:
    """The title; for a bill it ends in 议案."""
    titles = BY_KEY[story.topic].titles
    turn = story.variant + (1 if story.duplicate_of else 0)
    text = filler(town, story)(titles[turn % len(titles)])
    return text.removesuffix("的建议") + "的议案" if story.form == "bill" and text.endswith("的建议") else text


def fact_positions(story: Story) -> list[int]:
    """Which facts of the topic the deputy tells; a near-duplicate tells all but one of the same."""
    bank = BY_KEY[story.topic].facts
    chosen = pick(bank, min(4, len(bank)), story.variant, story.topic + "|实")
    rest = [n for n in range(len(bank)) if n not in chosen]
    if story.duplicate_of and rest:
        chosen = sorted(chosen[1:] + rest[:1])
    return chosen


def ask_positions(story: Story) -> list[int]:
    bank = BY_KEY[story.topic].asks
    return pick(bank, min(3, len(bank)), story.variant, story.topic + "|请")


def suggestion(town: Town, story: Story) -> SuggestionText:
    """The suggestion's text; 案由, 事实 and 建议 together have 250 to 600 characters."""
    topic, fill, rng = BY_KEY[story.topic], filler(town, story), rng_for(town, story, "suggestion")
    asks = tuple(fill(topic.asks[n]) for n in ask_positions(story))
    if topic.unsuitable:
        return SuggestionText(title(town, story), sentence(fill(topic.effects[0])),
                              "".join(sentence(fill(fact)) for fact in topic.facts), asks, numbered(list(asks)))
    effects = list(topic.effects)
    rng.shuffle(effects)
    reason = sentence(fill(rng.choice(_OPENINGS))) + sentence(fill(effects[0]))
    facts = [fill(topic.facts[n]) for n in fact_positions(story)]
    facts += [fill(effects[1]), *(fill(text) for text in rng.sample(_SURVEYS, 3))]
    if story.previous:
        facts.append(_history(town, story, rng))
    if story.has_private_data:
        facts.append(_private_sentence(town, story))
    closing = "".join(sentence(fill(text)) for text in (rng.choice(_WHY_NOW), rng.choice(_COSTS), rng.choice(_CLOSINGS)))
    text = SuggestionText(
        title(town, story), reason, "".join(sentence(fact) for fact in facts), asks,
        numbered(list(asks)) + "\n" + closing,
    )
    return _in_plural(text) if story.cosigner_indexes else text


def _history(town: Town, story: Story, rng: Random) -> str:
    old = town.story(story.previous)
    return rng.choice(_HISTORY).format(旧年=old.submitted_on.year, 旧果=OLD_RESULTS.get(old.result, "正在办理"))


def _private_sentence(town: Town, story: Story) -> str:
    """A sentence that must not be published: a villager's name, number and ID number."""
    source = next((o for o in town.opinions if o.key == story.opinion_key), None)
    person = town.persons[f"v-{story.village_key}"]
    phone = source.phone if source else person.phone
    return f"具体情况可问村民{person.name}，电话{phone}，身份证号{person.id_number}"


def _in_plural(text: SuggestionText) -> SuggestionText:
    """Several deputies say 我们."""
    def plural(part: str) -> str:
        return part.replace("我们", "我").replace("我", "我们")

    return SuggestionText(text.title, plural(text.reason), plural(text.facts), tuple(map(plural, text.ask_items)),
                          plural(text.asks))
