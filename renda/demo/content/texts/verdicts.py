"""What deputies say of the answer, and the short reasons that the office writes."""

from __future__ import annotations

from ..model import Story, Town
from ..topics import BY_KEY
from .common import filler, rng_for

_SATISFIED = (
    "事情办好了，我去看过，村民也认可。", "办得快，来看了两次现场，讲话也实在。", "答复写得清楚，做的和写的一样。",
    "原来以为要拖到明年，没想到这么快就动了。", "{组}的人专门打电话来，让我说一声谢谢。", "该做的做了，没有虚话。",
    "老人们说，这回是真办了。",
)
_MOSTLY = (
    "大头办了，还有一小段没有做完，盼按答复的时间做好。", "态度很好，速度慢了一点。", "办是办了，质量还要看一个雨季。",
    "理解单位的难处，计划写了时间，到时候再看。", "现场来过一次，后面的情况是我自己问到的，以后请主动讲一声。",
)
_NOT = (
    "答复说的和现场对不上，{组}还是老样子。", "写了两页纸，我要问的那一件没有答。", "只说研究研究，没有时间，没有人。",
    "没有人来找过我，就把答复送来了。", "去年也是这样答的，一个字没有变。", "说已办好，我去看只做了个样子。",
)
_WITHDRAW = (
    "提出以后，村里自己凑钱办好了，不必再占用办理力量，申请撤回。",
    "同一件事县里已列入今年的工程，近日就要动工，申请撤回。",
    "与另一位代表商量，由他牵头重写一件更全面的，本件撤回。",
    "后来核对，情况与我写的有出入，弄清楚以后再提。",
)
_GATE = {
    "private_interest": "所提是代表本人家里的事，不属代表建议的范围。请按村民建房的手续向村委会申请，办公室可以告知需要的材料。",
    "pending_case": "所提案件法院正在审理，代表建议不能要求干预审判。已告知可由当事人在诉讼中提出意见。",
    "several_matters": "一件里写了三件事，分属不同单位，交办后不好答复。请拆成三件分别提出，办公室可以帮助抄写。",
    "no_content": "没有写明在哪里、什么情况、要做什么，单位无从办起。请补充地点、事实和具体要求后再交。",
    "academic_or_promotion": "内容是推销商品，不属代表建议的范围。",
    "ongoing_tender": "工程正在招标，代表建议不能指定中标人。对招标程序有意见的，可以向监督部门反映。",
    "forwarded_letters": "只是转交来信，没有代表自己了解的情况和意见。来信已转镇信访窗口登记，结果会告知写信人。",
}
_SECRET = (
    "文中写到具体人家的病情和收入，代表要求不公开。", "涉及举报线索，公开后可能给反映人带来麻烦。",
    "附件里有未成年人的情况，依规定不公开。", "代表在提交时选择了保密，只告知承办单位。",
)
_CLOSE = (
    "材料齐全，目录核对无误，予以办结归档。", "答复、测评、现场照片均已入卷，承诺已销号，办结。",
    "代表测评满意，案卷清点完毕，封卷。", "答复已公开，卷内文件按次序排好，办结归档。",
)


def verdict(town: Town, story: Story, deputy_index: int, level: str, turn: int = 1) -> str:
    """A deputy's comment; ``level`` is satisfied, mostly or dissatisfied."""
    bank = {"satisfied": _SATISFIED, "mostly": _MOSTLY, "dissatisfied": _NOT}[level]
    return filler(town, story)(rng_for(town, story, f"verdict{deputy_index}.{turn}").choice(bank))


def withdrawal_reason(town: Town, story: Story) -> str:
    return rng_for(town, story, "withdraw").choice(_WITHDRAW)


def gate_reason(story: Story) -> str:
    """Why the gate advises against the paper, in words for the deputy."""
    return _GATE[BY_KEY[story.topic].unsuitable]


def confidential_reason(town: Town, story: Story) -> str:
    return rng_for(town, story, "secret").choice(_SECRET)


def close_note(town: Town, story: Story) -> str:
    return rng_for(town, story, "close").choice(_CLOSE)
