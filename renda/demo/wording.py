"""Short words the plan leaves to the build: how a meeting went, why something is not public, what a review said."""

from __future__ import annotations

from renda.demo.content import texts
from renda.demo.content.model import Story, Town

_WAYS = ("site", "visit", "site", "meeting", "phone")
_VIEWS = (
    "同意单位的打算，盼早日动手。",
    "办法可以，请把时间写进答复。",
    "没有意见，村里愿意配合。",
    "先把急的一段办了，其余的按计划来。",
    "希望动工的时候通知我到场。",
)
_NOT_PUBLIC = (
    "内容涉及具体人家的情况，公开后容易认出是谁。",
    "已在村务公开栏公示，不再重复公开。",
    "涉及正在商谈的用地，暂不公开。",
)


def way(story: Story, turn: int) -> str:
    """How the unit met the deputy; the second time always on the spot."""
    return "site" if turn else _WAYS[story.number % len(_WAYS)]


def deputy_view(story: Story, turn: int) -> str:
    """What the deputy said at the meeting."""
    if turn:
        return "这回把办法和时间都讲清楚了，我看落实。"
    return _VIEWS[story.number % len(_VIEWS)]


def not_public(story: Story) -> str:
    """Why the office keeps a closed suggestion off the open column."""
    return _NOT_PUBLIC[story.number % len(_NOT_PUBLIC)]


def review(town: Town, story: Story) -> str:
    """The presidium on a suggestion whose deputy is still dissatisfied."""
    unit = town.unit(story.lead).name
    return (
        f"主席团会议听取了{unit}关于《{texts.title(town, story)}》办理情况的汇报，询问了代表不满意的原因。"
        f"会议认为办理还有差距，要求{unit}会后一个月内再到现场，拿出办法和时间，由分管副镇长牵头，结果向主席团书面报告。"
    )
