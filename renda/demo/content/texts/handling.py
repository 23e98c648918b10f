"""What units, deputies and the county write while a suggestion is handled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from renda.foundation.chinese.dates import date_zh, day_zh

from ..model import Story, Town
from ..topics import BY_KEY
from .common import filler, ordinal, rng_for, sentence

_MEETINGS = (
    "{日}上午，{单位}{联系人}同{代表}代表到{组}现场面商。代表当面说明：{请}。单位表示：{话}",
    "{日}，{单位}在{村}村部与{代表}代表座谈，组长和两名村民在座。代表最看重的一条是：{请}。双方商定：{话}",
    "{日}，{单位}打电话与{代表}代表沟通，随后又到现场碰面。代表提出：{请}。单位答应：{话}",
    "{日}下午，{代表}代表到{单位}，看了初步方案，提醒不要漏了一条：{请}。经商量：{话}",
)
_AGREED = (
    "先把能马上做的做起来，费用报镇里后再定其余部分。",
    "一个星期内拿出办法，动工前通知代表到场。",
    "方案按代表的意见改一处，其余照办。",
    "答复之前把草稿先送代表看一遍。",
    "占地和出工的事由代表和村里去做，材料由单位落实。",
    "急的先办，花钱多的排到下一批，并写明时间。",
    "每半个月向代表通一次气，做到哪里说到哪里。",
)
_PROGRESS = (
    ("已到现场查看，量了尺寸，拍了照，问题与代表所说一致。", "收到交办件后开了碰头会，定了经办人，约好到现场的时间。",
     "已请村里提供户数和位置，情况核对完毕。", "已翻查往年的资料，弄清了来龙去脉，经办人到过现场。"),
    ("办理方案已拟好，费用正在核算，准备报分管领导。", "与协办单位碰过头，分工已经明确，各做各的一段。",
     "材料已询价，施工队也看过现场，等天晴进场。", "方案征求了代表和村里的意见，改动了一处。"),
    ("已经动手，完成了一半多，代表来看过。", "主要部分做完，剩下的收尾，预计半个月内结束。",
     "碰到一处要协调的，村里正在做工作，其余照常推进。", "已完成，等代表和村里一起验看。"),
)
_SUPPORT = (
    "收到主办单位的协办函后，我们派人看了现场。涉及我们的部分是“{请}”，可以办。{话}",
    "代表要求“{请}”，这一项属我们职责。{话}其余请主办单位统一答复。",
    "对照职责，“{请}”一项由我们配合。{话}",
)
_SUPPORT_WORDS = (
    "请主办单位在动工前三天通知我们到场。", "所需人手我们安排，费用请主办单位列支。", "一个月内办完并报送情况。",
    "技术上没有问题，手续由我们代办。", "先做现场核查，结果书面送主办单位。",
)
_RETURNS = (
    "经核对，{题}所提的主要事项由{他}负责，我单位没有相应的职责和经费，请改交{他}主办，我单位愿意协办。",
    "现场看过，问题的关键在{他}管的那一段，由他们主办更顺。现将原件退回，请重新确定。",
    "这件事的审批和施工都在{他}，我单位只管日常巡查。为不耽误时间，收件后即说明情况并退回。",
)
_OBJECTIONS = (
    "这件事交给{单位}，我觉得不合适。该单位去年经手过，说没有权，最后不了了之。建议由更管得到的单位主办。",
    "看到交办名单，主办写的是{单位}。群众的意见主要不是针对这一家，请主席团再斟酌。",
    "{单位}只管其中一小段，由它牵头恐怕协调不动，请考虑换一家主办，{单位}参加就行。",
)
_EXTENSION_WHY = (
    "牵涉{上}的审批，材料已于{日}报出，批复未下",
    "入汛以来雨天多，现场无法施工，工期往后顺延",
    "涉及{户}户的地，还有几户没有谈好，不宜硬来",
    "原定的施工队退出，重新找队伍需要时间",
    "检测报告比预计的晚，方案要等报告出来才能定",
    "与另外两处工程合在一起做更省，需要等设计统一",
)
_EXTENSION_HOW = (
    "危险处先摆警示牌，派人看守", "每半个月把进展告诉代表一次", "先做不需要审批的部分", "由分管副镇长牵头，每周调度一次",
    "村里安排人做户主的工作", "临时先用简易办法过渡，保证群众日常使用",
)
_UPWARD_ANSWERS = (
    "{上}来函：已派人看过现场，同意列入明年的项目库，资金批下来后安排。",
    "{上}电话答复并补了书面意见：今年计划已定，明年上半年优先考虑，在此之前由镇里先做临时处理。",
    "{上}复函：经核实情况属实，已安排技术人员测设，年底前给出方案。",
    "{上}答复：不完全符合现行立项条件，建议镇里先解决急的部分，条件具备再申报。",
)
_PROOFS = (
    "已按答复办到：{办}。{日}，代表、村干部和经办人一起看过，三方在验看单上签了字，照片存卷。",
    "{日}现场核对：{办}。代表认可，承诺销号。",
    "承诺事项已完成，{办}。村委会出具证明，群众随机问了六户，都说办到了。",
)
_BROKEN = (
    "到期未办。单位说明：资金没有批下来，{难}。主席团要求重新报出时间，并向代表当面说明。",
    "到期核对，现场仍是老样子。单位解释人员调整、交接漏了这一项，已补报计划。",
    "承诺的时间已过，只做了一部分，剩下的因{难}停了下来。",
)


@dataclass(frozen=True, slots=True)
class Extension:
    reason: str
    measures: tuple[str, ...]
    latest_on: date

    @property
    def body(self) -> str:
        return (f"因{self.reason}，不能按原定时间答复。最迟在{date_zh(self.latest_on)}前答复。"
                f"这段时间采取的措施：{ordinal(list(self.measures))}")


@dataclass(frozen=True, slots=True)
class Letter:
    addressee: str
    paragraphs: tuple[str, ...]
    signer: str
    on: date

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)


def deputy_name(town: Town, story: Story) -> str:
    return town.deputies[story.deputy_index].person.name


def consultation(town: Town, story: Story, on: date, turn: int = 0) -> str:
    """Note of a meeting of the unit with the deputy (面商)."""
    rng, fill, topic = rng_for(town, story, f"consult{turn}"), filler(town, story), BY_KEY[story.topic]
    unit = town.unit(story.lead)
    slots = {
        "日": day_zh(on), "单位": unit.short, "联系人": town.persons[unit.contact_key].name,
        "代表": deputy_name(town, story), "请": fill(rng.choice(topic.asks)), "话": rng.choice(_AGREED),
        "组": story.group, "村": town.village(story.village_key).name,
    }
    return rng.choice(_MEETINGS).format(**slots)


def progress(town: Town, story: Story, stage: int) -> str:
    """Entry ``stage`` (0 beginning, 1 middle, 2 end) of the handling log."""
    rng = rng_for(town, story, f"progress{stage}")
    text = rng.choice(_PROGRESS[min(stage, 2)])
    if stage == 1:
        text += f"排在最前面的是：{sentence(filler(town, story)(rng.choice(BY_KEY[story.topic].asks)))}"
    return text


def support_opinion(town: Town, story: Story, unit_key: str) -> str:
    """The supporting unit's opinion to the lead unit."""
    rng = rng_for(town, story, "support" + unit_key)
    ask = filler(town, story)(rng.choice(BY_KEY[story.topic].asks))
    return rng.choice(_SUPPORT).format(请=ask, 话=rng.choice(_SUPPORT_WORDS))


def return_reason(town: Town, story: Story, better_unit: str) -> str:
    """Why a unit hands the suggestion back, naming the unit that fits better."""
    from .suggestions import title

    rng = rng_for(town, story, "return")
    return rng.choice(_RETURNS).format(题=f"《{title(town, story)}》", 他=town.unit(better_unit).short)


def objection(town: Town, story: Story, unit_key: str) -> str:
    """The deputy's objection to the unit chosen."""
    return rng_for(town, story, "objection").choice(_OBJECTIONS).format(单位=town.unit(unit_key).short)


def extension(town: Town, story: Story, on: date, latest_on: date) -> Extension:
    """Reason, measures and latest date of a deferral (延办)."""
    rng, fill = rng_for(town, story, "extension"), filler(town, story)
    bank = _EXTENSION_WHY if BY_KEY[story.topic].upward else _EXTENSION_WHY[1:]
    why = rng.choice(bank).replace("{上}", BY_KEY[story.topic].upward).replace("{日}", day_zh(on))
    return Extension(fill(why), tuple(rng.sample(_EXTENSION_HOW, 3)), latest_on)


def passing_up(town: Town, story: Story, on: date) -> Letter:
    """The letter by which the town passes a matter up to the county."""
    from .suggestions import suggestion

    text, topic, fill = suggestion(town, story), BY_KEY[story.topic], filler(town, story)
    rng = rng_for(town, story, "up")
    openings = (
        f"我镇人大代表{deputy_name(town, story)}提出《{text.title}》，经查情况属实，所提事项超出本镇权限，现将有关情况报告如下。",
        f"我镇在办理代表建议《{text.title}》时了解到，问题的解决需要贵局支持。现将情况函告。",
    )
    facts = "".join(sentence(fill(fact)) for fact in topic.facts[:3])
    return Letter(
        topic.upward or "青禾县人民政府",
        (rng.choice(openings), facts + sentence(fill(topic.effects[0])),
         "恳请给予以下支持：" + ordinal([fill(ask) for ask in topic.asks[:3]]),
         f"镇里已先做了能做的部分：{sentence(fill(topic.done[0]))}请将办理意见函告我镇，以便答复代表。"),
        f"{town.name}人民政府", on,
    )


def upward_answer(town: Town, story: Story) -> str:
    """What the county body answered."""
    upward = BY_KEY[story.topic].upward or "青禾县人民政府"
    return rng_for(town, story, "upanswer").choice(_UPWARD_ANSWERS).format(上=upward)


def promise_kept_proof(town: Town, story: Story, on: date) -> str:
    """How it was shown that the promise was kept."""
    rng = rng_for(town, story, "proof")
    done = filler(town, story)(rng.choice(BY_KEY[story.topic].done))
    return rng.choice(_PROOFS).format(办=done, 日=day_zh(on))


def promise_broken_reason(town: Town, story: Story) -> str:
    """What the unit says when the promised day has passed."""
    rng = rng_for(town, story, "broken")
    return rng.choice(_BROKEN).format(难=filler(town, story)(rng.choice(BY_KEY[story.topic].cannot)))
