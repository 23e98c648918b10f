"""The supervision rhythm of the town: every event that came round is held, recorded and filed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from renda.demo.acting import OFFICE, Actors
from renda.demo.content import texts
from renda.demo.content.model import Event
from renda.demo.furnishing import Rows
from renda.foundation import clock
from renda.kernel.procedures.execute import execute
from renda.modules.suggestions.models import RhythmEvent

KINDS = {"hearing": "hearing", "site_visit": "site_visit", "publication": "publication", "report": "congress_report"}
PLACES = {
    "hearing": "镇政府二楼会议室",
    "site_visit": "各办理现场",
    "publication": "镇便民服务中心公开栏、各村公开栏",
    "report": "镇人民代表大会会场",
}
ASKS = {
    "hearing": "答复不能只写打算，要写哪一天办到；快到期的几件，下周再看一次。",
    "site_visit": "台账要和现场对得上；没有做完的，写明哪天做完。",
    "publication": "",
    "report": "代表审议时提出，列入计划的事项要逐件报告进度。",
}


class Rounds:
    """Watches for events that have come up and puts holding and filing them on the agenda."""

    def __init__(self, rows: Rows, later: Callable, is_workday: Callable[[date], bool]) -> None:
        self.rows, self.later, self.is_workday = rows, later, is_workday
        self.actors = Actors(rows)
        self.seen: set = set()

    def look(self) -> None:
        """Put new events on the agenda."""
        for event in RhythmEvent.objects.filter(state="planned").exclude(pk__in=self.seen):
            self.seen.add(event.pk)
            day = max(event.due_on - timedelta(days=1), clock.today())
            while not self.is_workday(day):
                day += timedelta(days=1)
            self.later(day, lambda pk=event.pk: self.hold(pk))

    def hold(self, pk) -> None:
        """Record the event; it is filed two days later."""
        event = RhythmEvent.objects.get(pk=pk)
        planned = self.planned(event)
        data = {
            "held_on": clock.today(),
            "place": PLACES[event.kind],
            "present": self.present(planned),
            "summary": self.summary(event, planned),
            "opinions": ASKS[event.kind],
        }
        execute(self.actors.staff(OFFICE), event, "record", data)
        self.later(clock.today() + timedelta(days=2), lambda: execute(self.actors.staff(OFFICE), RhythmEvent.objects.get(pk=pk), "file"))

    def planned(self, event: RhythmEvent) -> Event | None:
        """The plan's own event of this kind and period."""
        inside = [
            one for one in self.rows.plan.events
            if one.kind == KINDS[event.kind] and event.period_from <= one.on <= event.due_on + timedelta(days=3)
        ]  # fmt: skip
        return inside[-1] if inside else None

    def present(self, planned: Event | None) -> str:
        plan = self.rows.plan
        names = [plan.deputies[index].person.name for index in (planned.deputy_indexes if planned else plan.presidium)]
        units = [plan.unit(key).short for key in (planned.unit_keys if planned else ())]
        return ("代表：" + "、".join(names[:9]) + "；单位：" + "、".join(units))[:300] if units else "、".join(names[:9])

    def summary(self, event: RhythmEvent, planned: Event | None) -> str:
        """The plan's minutes of the day, or plain words where the plan has none."""
        if planned is not None and event.kind == "hearing":
            return texts.hearing(self.rows.plan, planned)
        if planned is not None and event.kind == "site_visit":
            return texts.site_visit(self.rows.plan, planned)
        if event.kind == "publication":
            return "本期办理情况已在镇、村两级公开栏张贴，并在公开页面登出，张贴照片存卷。"
        if event.kind == "report":
            return "人大主席向大会报告上次会议以来代表建议办理情况，代表分组审议，会议表决通过报告。"
        return "本期没有需要专门查看的件，人大办逐件核对了台账，情况正常。"
