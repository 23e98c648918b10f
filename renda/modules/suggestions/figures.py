"""Figures about suggestions; the conditions are those of the statistics, so that papers and tables agree."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from renda.kernel.figures.registry import Figure, FigureRow, register
from renda.kernel.figures.scopes import PERIOD, SESSION, YEAR, Scope
from renda.modules.suggestions.models import RhythmEvent, Suggestion
from renda.modules.suggestions.models.rhythm import RhythmKind
from renda.modules.suggestions.models.suggestion import Kind
from renda.modules.suggestions.statistics import FIGURES, suggestions

STRETCHES = (SESSION, YEAR, PERIOD)
GROUP = "代表建议"


def cohort(scope: Scope) -> QuerySet[Suggestion]:
    """What was handed in at the session, or between the two days."""
    if scope.session is not None:
        return suggestions().filter(session=scope.session)
    return suggestions().filter(submitted_on__range=(scope.from_on, scope.until_on))


CONTENT = FIGURES["satisfied"] | FIGURES["mostly"]
JUDGED = CONTENT | FIGURES["dissatisfied"]


def bills(scope: Scope) -> QuerySet[Suggestion]:
    """Bills handed in."""
    rows = Suggestion.objects.filter(kind=Kind.BILL, submitted_on__isnull=False).exclude(state="draft")
    if scope.session is not None:
        rows = rows.filter(session=scope.session)
    else:
        rows = rows.filter(submitted_on__range=(scope.from_on, scope.until_on))
    return rows.order_by("submitted_on", "number", "id")


def suggestion_row(suggestion: Suggestion) -> FigureRow:
    return FigureRow(str(suggestion), suggestion.get_absolute_url(), suggestion.state_label())


def held(scope: Scope) -> QuerySet[RhythmEvent]:
    """The activities that were held."""
    found = RhythmEvent.objects.filter(held_on__range=(scope.from_on, scope.until_on))
    return found.order_by("held_on", "id")


def event_row(event: RhythmEvent) -> FigureRow:
    return FigureRow(str(event), event.get_absolute_url(), event.held_on.isoformat())


def simple(key: str, label: str, basis: str, *words: str) -> Figure:
    return Figure(
        f"suggestions.{key}",
        label,
        GROUP,
        cohort,
        suggestion_row,
        basis,
        "件",
        STRETCHES,
        where=FIGURES[key],
        words=words,
    )


def share(key: str, label: str, part: Q, whole: Q, basis: str, *words: str) -> Figure:
    return Figure(
        f"suggestions.{key}",
        label,
        GROUP,
        cohort,
        suggestion_row,
        basis,
        "",
        STRETCHES,
        where=part,
        whole=whole,
        words=words,
    )


def activity(key: str, kind: RhythmKind, label: str, basis: str, *words: str) -> Figure:
    return Figure(
        f"suggestions.{key}",
        label,
        GROUP,
        held,
        event_row,
        basis,
        "次",
        (YEAR, PERIOD),
        where=Q(kind=kind),
        words=words,
    )


register(
    simple("received", "收到的建议", "代表提交的建议，议案和草稿不算", "提出…建议", "征集…建议"),
    simple(
        "accepted",
        "登记受理的建议",
        "登记了的，不受理、并案、撤回的不算",
        "交办…建议",
        "建议…交办",
        "受理…建议",
    ),
    simple("merged", "并案的建议", "并入别的建议一起办的"),
    simple("declined", "不予受理的建议", "不予受理的"),
    simple("key", "重点督办的建议", "受理的里面列为重点督办的", "重点督办", "重点建议"),
    simple("replied", "已答复的建议", "受理的里面已经书面答复代表的", "书面答复"),
    simple("on_time", "按期答复的建议", "已答复的里面没有超过答复期限的"),
    simple("late_now", "逾期没有答复的建议", "今天已经过了答复期限的", "逾期…答复", "超期…建议"),
    simple("solved", "已解决或采纳的建议", "答复的办理结果是“已解决或采纳”的", "建议…解决"),
    simple("solving", "正在解决的建议", "答复的办理结果是“正在解决”的"),
    simple("planned", "列入计划的建议", "答复的办理结果是“列入计划逐步解决”的"),
    simple("limited", "暂不能解决的建议", "答复的办理结果是“因条件所限暂不能解决”的"),
    simple("satisfied", "代表满意的建议", "测评总体评价是“满意”的"),
    simple("mostly", "代表基本满意的建议", "测评总体评价是“基本满意”的"),
    simple("dissatisfied", "代表不满意的建议", "测评总体评价是“不满意”的"),
    simple("reopened", "退回再办的建议", "代表不满意，第二次办理的", "不满意…重新办理", "再办"),
    share(
        "replied_share",
        "答复率",
        FIGURES["replied"],
        FIGURES["accepted"],
        "已答复的除以受理的",
        "答复率",
        "办复率",
        "办理…答复率",
    ),
    share(
        "on_time_share",
        "按期答复率",
        FIGURES["on_time"],
        FIGURES["replied"],
        "按期答复的除以已答复的",
        "按期答复率",
        "按期答复",
        "按时答复率",
        "按时办结率",
    ),
    share(
        "content_share",
        "满意和基本满意率",
        CONTENT,
        JUDGED,
        "满意和基本满意的除以测评了的",
        "满意率",
        "代表…满意率",
        "办理…满意率",
    ),
    Figure(
        "suggestions.bills",
        "代表议案",
        GROUP,
        bills,
        suggestion_row,
        "代表提交的议案",
        "件",
        STRETCHES,
        words=("代表议案", "提出议案"),
    ),
    activity(
        "hearings",
        RhythmKind.HEARING,
        "听取建议办理情况",
        "听取政府和承办单位汇报建议办理进展的次数",
        "听取…建议办理",
        "听取…办理进展",
        "听取…办理情况",
    ),
    activity(
        "site_visits",
        RhythmKind.SITE_VISIT,
        "建议办理现场督办",
        "组织代表到现场看建议办理的次数",
        "现场督办",
        "现场…建议",
        "实地…建议",
    ),
    activity(
        "publications",
        RhythmKind.PUBLICATION,
        "公开建议办理情况",
        "向社会公开建议办理情况的次数",
        "公开…建议办理",
        "建议…公开",
        "办理情况…公开",
    ),
)
