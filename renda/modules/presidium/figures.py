"""Figures about the presidium, for its yearly report."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from renda.kernel.access.actors import Actor
from renda.kernel.figures.registry import Figure, FigureRow, register
from renda.kernel.figures.scopes import PERIOD, YEAR, Scope
from renda.modules.presidium.models import Decision, Meeting, Topic
from renda.modules.presidium.selectors import COUNTED

STRETCHES = (YEAR, PERIOD)
GROUP = "主席团"


def in_reach(actor: Actor) -> Q:
    """Topics are seen by whoever sees the meetings."""
    return Q() if actor.has("presidium.view") else Q(pk__in=[])


def meetings(scope: Scope) -> QuerySet[Meeting]:
    return Meeting.objects.filter(state__in=COUNTED, held_on__range=(scope.from_on, scope.until_on)).order_by(
        "held_on", "id"
    )


def topics(scope: Scope) -> QuerySet[Topic]:
    rows = Topic.objects.filter(meeting__in=meetings(scope), recorded=True).select_related("meeting")
    return rows.order_by("meeting__held_on", "position", "id")


def decisions(scope: Scope) -> QuerySet[Decision]:
    rows = Decision.objects.filter(topic__meeting__in=meetings(scope)).select_related("topic", "unit")
    return rows.order_by("due_on", "id")


CARRIED_OUT = Q(state="carried_out")

FIGURES = (
    Figure("presidium.carried_out_share", "主席团决定落实率", GROUP, decisions, lambda row: FigureRow(str(row), row.get_absolute_url(), row.executor),
           "登记了落实结果的占作出的决定的比例。", unit="", scopes=STRETCHES, where=CARRIED_OUT, whole=Q(), words=("决定…落实率", "决定事项…落实")),
    Figure("presidium.meetings", "主席团会议次数", GROUP, meetings, lambda row: FigureRow(str(row), row.get_absolute_url()),
           "这段时间里开了的主席团会议。", unit="次", scopes=STRETCHES, words=("主席团会议", "召开主席团会议")),
    Figure("presidium.topics", "主席团会议议题", GROUP, topics, lambda row: FigureRow(row.title, row.meeting.get_absolute_url(), str(row.meeting)),
           "这段时间里开的主席团会议记录了的议题。", unit="个", scopes=STRETCHES, seen=in_reach, words=("主席团…议题", "会议…议题")),
    Figure("presidium.decisions", "主席团决定", GROUP, decisions, lambda row: FigureRow(str(row), row.get_absolute_url(), row.executor),
           "这段时间里作出、要跟踪落实的决定。", scopes=STRETCHES, words=("主席团…作出决定",)),
    Figure("presidium.carried_out", "已落实的主席团决定", GROUP, decisions, lambda row: FigureRow(str(row), row.get_absolute_url(), row.executor),
           "其中登记了落实结果的。", scopes=STRETCHES, where=CARRIED_OUT, words=("决定…落实",)),
)  # fmt: skip

register(*FIGURES)
