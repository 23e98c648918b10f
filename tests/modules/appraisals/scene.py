"""A round of appraisal taken as far as a test needs it."""

from __future__ import annotations

from datetime import date

import pytest

from renda.foundation import clock
from renda.kernel.files import store
from renda.kernel.procedures.execute import Refused, execute, open_matter
from renda.kernel.secret_votes import codes, steps
from renda.kernel.secret_votes.models import SecretVote
from renda.modules.appraisals import questionnaires
from renda.modules.appraisals.models import Appraisal, Appraised, Demand
from renda.modules.appraisals.questionnaires import Given
from tests.harness.town import TownSet
from tests.modules.supervision.scene import picture

TODAY = date(2026, 5, 11)
VISIT_FROM, VISIT_UNTIL, REPORT_BY, MEETING = (
    date(2026, 5, 18),
    date(2026, 5, 29),
    date(2026, 6, 5),
    date(2026, 6, 10),
)
ENDS = date(2026, 9, 30)
TITLE = "2026年基层站所评议"
CONTENTS = ("依法办事", "服务态度")
GUESTS = [f"群众{number:02d}" for number in range(9)]
MONITORS = "钱监票\n孙监票"
ADVICE = (
    ("窗口中午没有人，群众多跑一趟。", "窗口轮流值班，中午不断人"),
    ("收费没有公示。", "收费标准贴在大厅"),
)


class Scene:
    """The office's way through one round on one unit, the water station."""

    def __init__(self, made: TownSet, units: tuple[str, ...] = ("water",)):
        self.made, self.names = made, units

    @property
    def appraisal(self) -> Appraisal:
        return Appraisal.objects.get()

    @property
    def part(self) -> Appraised:
        return Appraised.objects.order_by("position").first()

    @property
    def demand(self) -> Demand:
        return Demand.objects.order_by("position").last()

    def act(self, verb: str, role: str = "office", **data):
        return execute(self.made.actor(role), self.appraisal, verb, data)

    def do(self, verb: str, role: str = "office", **data):
        return execute(self.made.actor(role), self.part, verb, data)

    def mend(self, verb: str, role: str = "unit_handler", **data):
        return execute(self.made.actor(role), self.demand, verb, data)

    def refused(self, verb: str, by: str = "act", /, **data) -> Refused:
        """The refusal a step meets; it fails when the step is taken."""
        try:
            getattr(self, by)(verb, **data)
        except Refused as refused:
            return refused
        raise AssertionError(f"“{verb}”应当被拒绝")

    def upload(self, name: str = "扫描件.jpg"):
        return store.accept(picture(), name, town_id=self.made.town.pk)

    # ------------------------------------------------------------------ up to the meeting

    def proposed(self) -> Scene:
        data = {
            "title": TITLE, "year": 2026, "units": [self.made.units[name] for name in self.names], "why": "群众来信反映用水的9件。",
            "visit_from": VISIT_FROM, "visit_until": VISIT_UNTIL, "meeting_on": MEETING, "ends_on": ENDS, "guests": "镇党委领导成员",
        }  # fmt: skip
        open_matter(self.made.actor("office"), "appraisal", "propose", data)
        return self

    def approved(self) -> Scene:
        self.proposed().act("ask")
        self.act(
            "approve",
            approved_on=clock.today(),
            approved_by="镇党委",
            approval="同意。",
            files=[self.upload("批件.jpg")],
        )
        return self

    def plan(self) -> dict:
        return {
            "leader": self.made.people["chair"], "deputies": [self.made.mandates[one] for one in ("deputy", "other_deputy")],
            "contents": "\n".join(CONTENTS), "visit_from": VISIT_FROM, "visit_until": VISIT_UNTIL, "visit_least": 10, "report_by": REPORT_BY,
            "meeting_on": MEETING, "meeting_at": "上午9时", "venue": "三楼会议室", "grades": "satisfied",
        }  # fmt: skip

    def published(self) -> Scene:
        self.approved().act("plan", **self.plan())
        for part in Appraised.objects.all():
            execute(
                self.made.actor("office"), part, "team",
                {"head": self.made.mandates["deputy"], "team": [self.made.mandates["other_deputy"]]},
            )  # fmt: skip
        self.act("publish")
        return self

    def prepared(self) -> Scene:
        """Everything that is asked for before the meeting."""
        self.published()
        self.act("leaders", on=clock.today(), by="各小组组长", text="分工和纪律。")
        for part in Appraised.objects.all():
            note = {
                "kind": "visit",
                "on": clock.today(),
                "by": "李代表",
                "people": 12,
                "text": "水费单看不懂。",
            }
            execute(self.made.actor("deputy"), part, "note", note)
        self.act("arrange", report_minutes=10, speech_minutes=5, question_minutes=10)
        return self

    def answered(self, choice: str = "good", opinion: str = "", served: str = "villager") -> Given:
        return Given(served, {str(place): choice for place, _ in enumerate(CONTENTS, 1)}, opinion)

    def keyed(self, count: int, **more) -> Scene:
        for _ in range(count):
            questionnaires.key(self.made.actor("deputy"), self.part, self.answered(**more))
        return self

    # ------------------------------------------------------------------ the vote and after

    def voting(self) -> Scene:
        self.prepared().act("vote", held_on=clock.today(), monitors=MONITORS, others="\n".join(GUESTS))
        return self

    def cast(self, good: int) -> Scene:
        """Everybody on the roll casts, the first ``good`` of them for the unit; closed and declared."""
        office, vote = (
            self.made.actor("office"),
            SecretVote.objects.exclude(state__in=("void", "declared")).get(),
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(codes, "MONITOR_COST", codes.SLIP_COST)
            fresh = lambda: SecretVote.objects.get(pk=vote.pk)  # noqa: E731
            slips = steps.print_slips(office, fresh(), len(vote.roll))
            papers = [steps.hand_code(office, fresh(), monitor) for monitor in vote.monitors.all()]
            steps.open_vote(office, fresh(), papers, present=len(slips), drawn=len(slips))
            steps.exchange(office, fresh(), [secret for secret, _ in slips])
            steps.close_vote(office, fresh(), papers)
        counts = {
            str(one.position): {"satisfied": good, "not": len(slips) - good}
            for one in vote.objects_voted.all()
        }
        for role in ("office", "chair"):
            steps.key_paper(self.made.actor(role), fresh(), len(slips), counts)
        steps.declare(office, fresh())
        return self

    def rated(self, good: int = 4) -> Scene:
        return self.voting().cast(good)

    def written(self, good: int = 4) -> Scene:
        """The opinion letter is out."""
        self.rated(good)
        for fault, ask in ADVICE:
            self.do("list_demand", fault=fault, ask=ask)
        self.do("opinion", merits="抢修及时。")
        return self

    def each(self, verb: str, role: str = "unit_handler", **data) -> Scene:
        """One step of every demand."""
        for row in Demand.objects.order_by("position"):
            execute(self.made.actor(role), row, verb, data)
        return self

    def planned(self, due_on: date = date(2026, 8, 1), **more) -> Scene:
        self.written(**more).each("measure", measure="排班。", person="马骏", due_on=due_on)
        self.do("hand_in_plan", "unit_handler", study="开会研究")
        return self

    def shown(self, **more) -> Scene:
        self.planned(**more).each("show", result="已排班。", files=[self.upload("值班表.jpg")])
        self.do("hand_in_result", "unit_handler", lasting="每季度自查一次。")
        return self

    def mended(self, **more) -> Scene:
        return self.shown(**more).each("close", "chair", on=clock.today(), text="现场看过。")
