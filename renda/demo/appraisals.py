"""Appraisals in the demonstration town: last year's with a poor result, put right and voted on again; this year's under way, one
unit behind its day. The secret votes are real ones: slips, monitors, telephones, some paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from renda.demo.acting import CHAIR, OFFICE, Actors
from renda.demo.content.units import UNIT_PLANS
from renda.demo.furnishing import Rows
from renda.demo.inspections import picture
from renda.demo.voting import vote_all
from renda.foundation import clock
from renda.kernel.files import store
from renda.kernel.people.models import Mandate
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.appraisals import questionnaires, selectors
from renda.modules.appraisals.models import Appraisal, Appraised, Demand, RunLine
from renda.modules.appraisals.questionnaires import Given

#: Days before today on which this year's round began; last year's began in that month, or soon after the town did.
UNDER_WAY, LAST_YEAR_BEGAN, SOON = 66, (9, 1), 12
#: Days after the beginning.
ASKED, APPROVED, PUBLISHED, LEADERS, VISITED, REPORTED, MEETING, RECORDED, LETTER, PLANNED = (
    2,
    5,
    8,
    10,
    18,
    24,
    30,
    31,
    34,
    44,
)
SHOWN, PROVED, CHECKED, SECOND, TOLD, FILED = 84, 90, 96, 112, 114, 117
STEPS = (
    0,
    ASKED,
    APPROVED,
    PUBLISHED,
    LEADERS,
    VISITED,
    REPORTED,
    MEETING,
    RECORDED,
    LETTER,
    PLANNED,
    SHOWN,
    PROVED,
    CHECKED,
    SECOND,
    TOLD,
    FILED,
)
PLAN_OF = {"visit": (12, 26), "ends": 130, "due": 95}
TEAM = 8
HALF_YEAR = 6
CONTENTS = ("依法办事、收费公开的情况", "服务态度和办事效率", "办理代表建议和群众来信的情况")
#: Which units, and the share of voters content with each at the first vote; one is content after all at the second.
LAST, THIS = (("water", 82), ("service", 30)), (("market", 88), ("police", 74), ("hospital", 28))
BETTER = 79
ADVICE = (
    ("办事窗口中午没有人，群众多跑一趟。", "窗口轮流值班，中午不断人"),
    ("收费和办事时限没有在大厅公示。", "把收费标准和办事时限贴在大厅，印成单子随手可取"),
    ("群众投诉没有登记，也不回复。", "建立投诉登记本，三天内回复，每月报一次人大办"),
)


def unit_key_names() -> dict[str, str]:
    return {one.key: one.short for one in UNIT_PLANS}


class Appraisals:
    """Puts the steps of both rounds on the agenda; ``voting_days``: after these days the votes are held, outside any transaction."""

    def __init__(self, rows: Rows, later: Callable, is_workday: Callable[[date], bool]) -> None:
        self.rows, self.later, self.is_workday = rows, later, is_workday
        self.actors = Actors(rows)
        self.votes: dict[date, Callable[[], None]] = {}

    def workday(self, day: date) -> date:
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def plan(self, first: date, today: date) -> None:
        """Last year's as soon as the town is old enough, this year's in any case."""
        begun = max(date(today.year - 1, *LAST_YEAR_BEGAN), first + timedelta(days=SOON))
        if begun + timedelta(days=FILED) < today - timedelta(days=UNDER_WAY):
            Round(self, begun, LAST).whole()
        Round(self, today - timedelta(days=UNDER_WAY), THIS).begun()

    def hold(self, day: date) -> None:
        """The vote of this day, if there is one."""
        if day in self.votes:
            self.votes[day]()


class Round:
    """One round on some units."""

    def __init__(self, town: Appraisals, begun: date, units: tuple[tuple[str, int], ...]) -> None:
        self.town, self.begun_on, self.good = town, begun, dict(units)
        self.days = self.one_after_the_other()
        meeting = self.day(MEETING)
        half = "上半年" if meeting.month <= HALF_YEAR else "下半年"
        self.title = f"{meeting.year}年{half}基层站所评议"

    # ------------------------------------------------------------------ the agenda

    def begun(self) -> None:
        """Up to the letters; then each unit does what it does."""
        for days, act in (
            (0, self.propose), (ASKED, lambda: self.act("ask")), (APPROVED, self.approve), (PUBLISHED, self.publish), (LEADERS, self.leaders),
            (VISITED, self.visit), (REPORTED, self.report), (MEETING, self.meet), (RECORDED, self.record), (LETTER, self.letters), (PLANNED, self.plans),
        ):  # fmt: skip
            self.at(days, act)
        self.town.votes[self.day(MEETING)] = lambda: self.vote(self.good)

    def whole(self) -> None:
        """Put right, looked at, the poor one voted on again, filed."""
        self.begun()
        for days, act in (
            (SHOWN, self.show), (PROVED, self.prove), (CHECKED, self.settle), (SECOND, self.meet_again), (TOLD, self.tell), (FILED, lambda: self.act("file")),
        ):  # fmt: skip
            self.at(days, act)
        self.town.votes[self.day(SECOND)] = lambda: self.vote(dict.fromkeys(self.good, BETTER))

    def one_after_the_other(self) -> dict[int, date]:
        """The working day of each step, none before or on the day of another: a vote is held after the day's work."""
        found, last = {}, self.begun_on - timedelta(days=1)
        for days in STEPS:
            last = found[days] = self.town.workday(
                max(self.begun_on + timedelta(days=days), last + timedelta(days=1))
            )
        return found

    def day(self, days: int) -> date:
        return self.days.get(days) or self.town.workday(self.begun_on + timedelta(days=days))

    def at(self, days: int, act: Callable[[], object]) -> None:
        self.town.later(self.day(days), act)

    # ------------------------------------------------------------------ who and what

    @property
    def appraisal(self) -> Appraisal:
        return Appraisal.objects.get(title=self.title)

    def act(self, verb: str, **data) -> Appraisal:
        return execute(self.town.actors.staff(OFFICE), self.appraisal, verb, data).matter

    def parts(self, *states: str) -> list[Appraised]:
        rows = selectors.standing(self.appraisal).select_related("unit", "appraisal")
        return list(rows.filter(state__in=states) if states else rows)

    def key_of(self, part: Appraised) -> str:
        return next(key for key, unit in self.town.rows.units.items() if unit.pk == part.unit_id)

    def actor_of(self, part: Appraised):
        """Whoever answers for the unit; without an account the office keys it."""
        return self.town.actors.unit(self.key_of(part)) or self.town.actors.staff(OFFICE)

    def paper(self, name: str):
        office = self.town.actors.staff(OFFICE)
        return store.accept(picture(), name, town_id=self.town.rows.town.pk, created_by=office.label)

    # ------------------------------------------------------------------ before the meeting

    def propose(self) -> None:
        visit, units = PLAN_OF["visit"], [self.town.rows.units[key] for key in self.good]
        data = {
            "title": self.title, "year": self.day(MEETING).year, "units": units, "why": "群众来信来访和代表建议里，反映这几个单位的最多，代表要求评议。",
            "visit_from": self.day(visit[0]), "visit_until": self.day(visit[1]), "meeting_on": self.day(MEETING),
            "ends_on": self.day(PLAN_OF["ends"]), "guests": "镇党委、镇人民政府领导成员和县级主管部门负责人",
        }  # fmt: skip
        open_matter(self.town.actors.staff(OFFICE), "appraisal", "propose", data)

    def approve(self) -> None:
        self.act(
            "approve",
            approved_on=clock.today(),
            approved_by="镇党委",
            approval="同意。请各单位如实报告工作。",
            files=[self.paper("批件.jpg")],
        )

    def publish(self) -> None:
        rows, found = self.town.rows, self.appraisal
        team = list(
            Mandate.objects.on()
            .filter(level="town")
            .select_related("person")
            .order_by("person__name", "id")[:TEAM]
        )
        self.act(
            "plan", leader=rows.people[CHAIR], deputies=team, contents="\n".join(CONTENTS), visit_from=found.visit_from, visit_until=found.visit_until,
            visit_least=20, report_by=self.day(REPORTED), meeting_on=found.meeting_on, meeting_at="上午9时", venue="镇政府三楼会议室", grades="satisfied",
        )  # fmt: skip
        for place, part in enumerate(self.parts()):
            own = team[place * 2 : place * 2 + 2]
            execute(self.town.actors.staff(OFFICE), part, "team", {"head": own[0], "team": own})
        self.act("publish")

    def leaders(self) -> None:
        self.act(
            "leaders",
            on=clock.today(),
            by="各小组组长、人大主席",
            text="每组走访一个单位；意见按原话记，不写反映人姓名；不吃请、不收礼。",
        )

    def visit(self) -> None:
        """A talk and a visit for each unit, questionnaires on paper and by telephone."""
        office = self.town.actors.staff(OFFICE)
        for part in self.parts():
            good = self.good[self.key_of(part)] > 50
            notes = (
                (
                    "visit",
                    18,
                    "办事还算快，就是不知道要带什么材料。"
                    if good
                    else "中午窗口没有人，跑了两趟；打电话没有人接。",
                ),
                ("talk", 9, "服务态度比前几年好。" if good else "投诉了没有回音，收费看不懂。"),
            )
            for kind, people, text in notes:
                execute(
                    office,
                    part,
                    "note",
                    {"kind": kind, "on": clock.today(), "by": "走访小组", "people": people, "text": text},
                )
            for given in sheets(good):
                questionnaires.key(office, part, given)
            for secret, given in zip(
                questionnaires.print_slips(office, part, 10), sheets(good), strict=False
            ):
                questionnaires.answer(questionnaires.find(secret), given)

    def report(self) -> None:
        for part in self.parts():
            data = {
                "report": "全年办件、投诉处理情况见报告；存在窗口人手少、公示不全的问题，打算轮流值班、补齐公示。",
                "files": [self.paper("工作报告.jpg")],
            }
            execute(self.actor_of(part), part, "report", data)

    def meet(self) -> None:
        """The run sheet, and the vote is prepared; it is held when the day's work is on the disk."""
        self.act("arrange", report_minutes=10, speech_minutes=5, question_minutes=10)
        self.act("vote", held_on=clock.today(), monitors="钱国栋\n孙秀云\n李长明")

    def vote(self, good: dict[str, int]) -> None:
        """Everybody votes, as content with each unit as it is given in hundredths."""
        names = unit_key_names()
        shares = {names[key]: share for key, share in good.items()}
        vote_all(self.town.actors, selectors.open_vote(self.appraisal), shares)

    # ------------------------------------------------------------------ afterwards

    def record(self) -> None:
        """What was said, from the notes of the meeting."""
        for line in (
            RunLine.objects.filter(appraisal=self.appraisal).exclude(kind="vote").order_by("position")
        ):
            texts = {
                "report": "报告了全年工作、存在的问题和改进打算。", "speak": "走访中群众说得最多的是窗口没有人、公示看不懂。",
                "ask": "窗口什么时候能做到中午有人？答：下个月起轮流值班。",
            }  # fmt: skip
            self.act(
                "speak",
                line=str(line.pk),
                kind=line.kind,
                who=line.who,
                text=texts[line.kind],
                appraised=str(line.appraised_id or ""),
            )
        self.act("minute")

    def letters(self) -> None:
        office = self.town.actors.staff(OFFICE)
        for part in self.parts("rated"):
            for fault, ask in ADVICE[: 1 if self.good[self.key_of(part)] > 80 else len(ADVICE)]:
                part = execute(office, part, "list_demand", {"fault": fault, "ask": ask}).matter
            execute(
                office,
                part,
                "opinion",
                {"merits": "急事办得快，上门为行动不便的老人办事，群众反映好。", "cc": "镇党委"},
            )

    def plans(self) -> None:
        """Every unit but the one with the worst result of this year: it misses its day."""
        slow = min(THIS, key=lambda one: one[1])[0]
        for part in self.parts("planning"):
            if self.key_of(part) == slow:
                continue
            actor, due_on = self.actor_of(part), self.day(PLAN_OF["due"])
            for demand in part.demands.order_by("position"):
                execute(
                    actor,
                    demand,
                    "measure",
                    {
                        "measure": "排出值班表和公示单，专人负责，每周检查一次。",
                        "person": "单位负责人",
                        "due_on": due_on,
                    },
                )
            execute(actor, part, "hand_in_plan", {"study": "召开全体职工会议，逐条研究"})

    def show(self) -> None:
        for part in self.parts("doing"):
            actor = self.actor_of(part)
            for demand in part.demands.filter(state="doing").order_by("position"):
                execute(
                    actor,
                    demand,
                    "show",
                    {"result": "已经改好，照片附后。", "files": [self.paper("整改后.jpg")]},
                )
            execute(actor, part, "hand_in_result", {"lasting": "值班、公示、回访形成制度，每季度自查一次。"})

    def prove(self) -> None:
        chair = self.town.actors.staff(CHAIR)
        for demand in Demand.objects.filter(appraised__appraisal=self.appraisal, state="shown").order_by(
            "position"
        ):
            execute(
                chair,
                demand,
                "close",
                {"on": clock.today(), "text": "代表到现场看过，问了办事群众，已经改好。"},
            )

    def settle(self) -> None:
        for part in self.parts("resulted"):
            verb = "to_second" if part.again else "settle"
            execute(
                self.town.actors.staff(CHAIR),
                part,
                verb,
                {"on": clock.today(), "text": "整改意见逐条复查，都已改好。"},
            )

    def meet_again(self) -> None:
        self.act(
            "vote_again", units=self.parts("revote"), held_on=clock.today(), monitors="钱国栋\n孙秀云\n李长明"
        )

    def tell(self) -> None:
        self.act("tell", note="谢谢各位代表。")


def sheets(good: bool) -> list[Given]:
    """Some questionnaires, more content or less."""
    rows = (
        ("good", "mostly", "good", "good", "unknown", "bad")
        if good
        else ("bad", "mostly", "bad", "good", "bad", "unknown")
    )
    words = ("", "希望把要带的材料写清楚。", "", "", "", "打电话没有人接。")
    served = ("villager", "party", "villager", "official", "villager", "party")
    return [
        Given(who, {str(place): choice for place, _ in enumerate(CONTENTS, 1)}, text)
        for choice, text, who in zip(rows, words, served, strict=True)
    ]
