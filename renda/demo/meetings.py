"""The presidium's meetings through the years, and the session of the congress that is being prepared now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from renda.demo.acting import OFFICE, Actors
from renda.demo.furnishing import Rows
from renda.demo.scheduling import workday_finder
from renda.foundation import clock
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.execute import execute, open_matter
from renda.law.counting import add_months
from renda.modules.presidium import selectors
from renda.modules.presidium.models import Decision, Meeting
from renda.modules.sessions.models import SessionWork

APART, CALLED_BEFORE, FILED_AFTER, CARRIED_OUT_AFTER = 75, 6, 3, 40
PREPARED_MONTHS, ELECTED_BEFORE = 2, 25
#: Topic, what was said, what was decided (nothing where it was only heard), which unit carries it out.
AGENDAS = (
    (
        ("听取和审议镇人民政府关于饮水安全的专项工作报告", "会议听取了专项工作报告。大家认为，管网改造抓得紧，高处几个组夏天供水还不稳。",
         "把审议意见交镇人民政府研究处理，用水高峰前到现场查看一次。", "station"),
        ("听取重点督办建议的办理情况", "承办单位逐件说明进度。两件已经办成，一件卡在用地手续上。", "", ""),
    ),
    (
        ("研究安全生产执法检查方案", "会议讨论了检查的范围、分组和时间，建议把烟花爆竹零售点也列进去。", "同意检查方案，分三个组，月底前查完。", "office"),
        ("听取上半年代表活动情况", "各代表小组都开展了活动，第三小组接待群众最多。", "", ""),
    ),
    (
        ("听取和审议镇人民政府上半年工作情况", "会议认为上半年工作抓得实，农田水利的进度要再快一些。", "镇人民政府按审议意见拿出下半年重点工作清单。", "station"),
        ("研究代表述职安排", "会议商定今年述职的代表名单和评议办法。", "安排十名代表向选民述职。", ""),
    ),
    (
        ("听取建议办理情况的汇报", "会议逐件听取了没有办结的建议，要求逾期的说明原因。", "没有按期答复的，由主席团成员分头督办。", ""),
        ("研究人民代表大会会议的筹备工作", "会议讨论了开会日期、议程和分工。", "同意筹备方案，各组按分工准备。", ""),
    ),
)  # fmt: skip
STAY_AWAY = 5
"""Every so many meetings one member asks leave."""


class Meetings:
    """Puts the presidium's meetings on the agenda, from the first day to the one called for next week."""

    def __init__(self, rows: Rows, later: Callable, is_workday: Callable[[date], bool]) -> None:
        self.rows, self.later, self.workday = rows, later, workday_finder(is_workday)
        self.actors = Actors(rows)
        self.held = 0

    def plan(self, first: date, today: date) -> None:
        """All meetings up to the next one, which is called and not held yet."""
        day, n = self.workday(first + timedelta(days=CALLED_BEFORE + 1)), 0
        while day - timedelta(days=CALLED_BEFORE) <= today:
            self.later(day - timedelta(days=CALLED_BEFORE), lambda day=day, n=n: self.call(day, AGENDAS[n % len(AGENDAS)]))
            if day <= today:
                self.later(day, lambda n=n: self.hold(AGENDAS[n % len(AGENDAS)]))
            day, n = self.workday(day + timedelta(days=APART)), n + 1

    def call(self, day: date, agenda: tuple) -> None:
        data = {
            "held_on": day,
            "starts": "上午9时",
            "venue": "镇人大会议室",
            "topics": "\n".join(topic for topic, *_ in agenda),
            "observers": "镇长，有关单位负责人",
        }
        meeting = open_matter(self.actors.staff(OFFICE), "presidium", "plan", data).matter
        execute(self.actors.staff(OFFICE), meeting, "call")

    def hold(self, agenda: tuple) -> None:
        """Open the meeting called for today, record its topics, close it; it is filed a few days later."""
        meeting, office = Meeting.objects.get(state="called", held_on=clock.today()), self.actors.staff(OFFICE)
        members = selectors.members(clock.today())
        self.held += 1
        away = members[-1:] if self.held % STAY_AWAY == 0 else []
        there = [one for one in members if one not in away]
        execute(office, meeting, "open", {"host": members[0], "present": there, "excused": away, "note": "出差" if away else ""})
        for topic, (_, said, decided, who) in zip(meeting.topics.all(), agenda, strict=True):
            due_on = clock.today() + timedelta(days=CARRIED_OUT_AFTER)
            votes = {"outcome": decided, "in_favour": len(there), "due_on": due_on} if decided else {}
            execute(office, meeting, "record", {"topic": str(topic.pk), "discussion": said, "unit": self.executor(who), **votes})
        execute(office, meeting, "close")
        self.later(self.workday(clock.today() + timedelta(days=FILED_AFTER)), lambda: self.file(meeting.pk))
        self.later(self.workday(clock.today() + timedelta(days=CARRIED_OUT_AFTER - 5)), lambda: self.finish(meeting.pk))

    def executor(self, who: str):
        """A unit that handles suggestions, or nobody: the office carries it out itself."""
        units = sorted((unit for unit in self.rows.units.values() if unit.handles_suggestions), key=lambda unit: unit.name)
        if who == "station":
            return next((unit for unit in units if unit.name.endswith("站")), units[0])
        return units[0] if who == "office" else None

    def file(self, pk) -> None:
        execute(self.actors.staff(OFFICE), Meeting.objects.get(pk=pk), "file")

    def finish(self, pk) -> None:
        """What was decided is carried out in time, save the last decision of every other meeting."""
        decisions = list(Decision.objects.filter(topic__meeting_id=pk, state="open").order_by("due_on", "id"))
        for decision in decisions[: 1 if self.held % 2 else None]:
            done = {"done_on": clock.today(), "result": "已按决定办好，办理情况在下次会议上报告。"}
            execute(self.actors.staff(OFFICE), decision, "finish", done)

    def prepare_session(self, today: date) -> None:
        """The session registered next is taken in hand some weeks before."""
        coming = CongressSession.objects.filter(opens_on__gt=today).select_related("term").order_by("opens_on", "id").first()
        if coming is None:
            return
        self.later(self.workday(min(today, add_months(coming.opens_on, -PREPARED_MONTHS))), lambda: self.start(coming.pk))

    def start(self, pk) -> None:
        coming = CongressSession.objects.select_related("term").get(pk=pk)
        first = coming.number == 1
        data = {"kind": "first" if first else "regular", "opens_on": coming.opens_on, "closes_on": coming.closes_on}
        if first:
            data["counted_from"] = coming.opens_on - timedelta(days=ELECTED_BEFORE)
        work = open_matter(self.actors.staff(OFFICE), "session", "start", data).matter
        for step in work.steps.filter(due_on__lt=self.rows.plan.today).order_by("due_on", "position", "id"):
            self.later(max(step.due_on, clock.today()), lambda key=step.key, label=step.label: self.tick(work.pk, key, label))

    def tick(self, pk, key: str, label: str) -> None:
        done = {"step": key, "label": label, "done_on": clock.today()}
        execute(self.actors.staff(OFFICE), SessionWork.objects.get(pk=pk), "tick", done)
