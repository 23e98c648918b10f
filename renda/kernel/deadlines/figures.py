"""Figures about deadlines: kept, missed, running. The office's own measures are left out."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from renda.foundation import clock
from renda.kernel.access.matters import of_visible_matters
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.figures.registry import Figure, FigureRow, register
from renda.kernel.figures.scopes import PERIOD, SESSION, TODAY, YEAR, Scope

STRETCHES = (YEAR, PERIOD, SESSION)
KEPT = Q(status=DeadlineStatus.MET)
ENDED = Q(status__in=(DeadlineStatus.MET, DeadlineStatus.MET_LATE, DeadlineStatus.LATE))


def due(scope: Scope) -> QuerySet[Deadline]:
    """What fell due in the stretch and was not called off."""
    stays = [status for status in DeadlineStatus if status != DeadlineStatus.CANCELLED]
    rows = Deadline.objects.filter(
        internal=False, due_on__range=(scope.from_on, scope.until_on), status__in=stays
    )
    return rows.order_by("due_on", "id")


def late_now(scope: Scope) -> QuerySet[Deadline]:
    running = Deadline.objects.filter(
        internal=False, status__in=DeadlineStatus.open(), due_on__lt=clock.today()
    )
    return running.order_by("due_on", "id")


def deadline_row(deadline: Deadline) -> FigureRow:
    return FigureRow(
        f"{deadline.label}：{deadline.subject}",
        deadline.url,
        f"{deadline.due_on.isoformat()} {deadline.get_status_display()}",
    )


OF_THE_LAW = "法定和约定的期限，内部期限不算"
register(
    Figure(
        "deadlines.due",
        "到期的期限",
        "期限",
        due,
        deadline_row,
        f"这段时间到期的{OF_THE_LAW}",
        "个",
        STRETCHES,
        seen=of_visible_matters,
    ),
    Figure(
        "deadlines.kept",
        "按期办完的期限",
        "期限",
        due,
        deadline_row,
        "到期日当天或以前办完的",
        "个",
        STRETCHES,
        where=KEPT,
        seen=of_visible_matters,
    ),
    Figure(
        "deadlines.kept_share",
        "期限按期率",
        "期限",
        due,
        deadline_row,
        "按期办完的除以已经办完或逾期的",
        "",
        STRETCHES,
        where=KEPT,
        whole=ENDED,
        seen=of_visible_matters,
    ),
    Figure(
        "deadlines.late_now",
        "现在逾期的",
        "期限",
        late_now,
        deadline_row,
        "今天还没有办完、已经过了到期日的",
        "个",
        (TODAY,),
        seen=of_visible_matters,
    ),
)
