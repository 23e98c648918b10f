"""Two sessions of the county's congress: one past, its four items with different fates, and one that is coming."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from renda.demo.acting import OFFICE, Actors
from renda.demo.furnishing import Rows
from renda.demo.scheduling import workday_finder
from renda.foundation import clock
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.county_sessions import materials, selectors
from renda.modules.county_sessions.models import CountySession, Handout, Item

PAST, COMING, LONG = 150, 20, 3
#: A town's records begin at least so many days before a session of the county is told of.
SETTLED = 30
COUNTY = {
    "county": "青禾县", "county_term": 18, "venue": "县会议中心", "receiver": "县人大常委会选举任免联络工作委员会",
    "hand_in_why": "县人大常委会办公室会议通知",
}  # fmt: skip
PAPERS = ("会议须知和日程", "政府工作报告（征求意见稿）", "计划和预算报告")
#: Title, facts, place, ask.
ITEMS = (
    ("关于拓宽县道龙口弯道段的建议", "这段路长4.6公里，路面宽不足5米，每天过往车辆1200多辆，去年发生碰擦21起。", "县道龙口弯道段", "把弯道段路面拓宽到7米，先装警示牌和反光镜。"),
    ("关于给中心卫生院配备急救车的建议", "全镇3.6万人，离县医院31公里，现有1辆急救车用了12年，去年半路抛锚4次。", "中心卫生院", "给卫生院更换1辆急救车，配齐随车设备和驾驶员。"),
    ("关于增开到县城晚班公交的建议", "末班公交下午5点半就收车，在县城上学、上班的380多人晚上回不来。", "镇区至县城公交线", "增开晚上7点和8点半两班，节假日照常发车。"),
    ("关于增加山区通信基站的建议", "高处3个村民组共160户没有手机信号，山洪预警短信收不到。", "高处3个村民组", "在两处山头各建1座基站，先把预警短信送到户。"),
    ("关于清理河道采砂遗留砂堆的建议", "上游河道有遗留砂堆6处，约2万方，汛期堵水，去年淹了45亩田。", "上游河道", "汛期以前由县水利部门清走砂堆，恢复河道。"),
)  # fmt: skip
SOLVED = {"result": "solved", "reply": "弯道段已按7米拓宽，警示牌、反光镜已装好，请代表到现场看。"}
PLANNED = {
    "result": "planned",
    "reply": "更换急救车已列入县里的购车计划，到车前由县医院派车值守。",
    "promise": "新急救车到位",
}
LATEST = {"result": "planned", "reply": "两处基站已选好址，用电方案正在报批，批下来就动工。"}


class CountyMeetings:
    """Puts both sessions on the agenda; a town too young for the past one has only the coming one."""

    def __init__(self, rows: Rows, later: Callable, is_workday: Callable[[date], bool]) -> None:
        self.rows, self.later, self.workday = rows, later, workday_finder(is_workday)
        self.actors = Actors(rows)

    def plan(self, first: date, today: date) -> None:
        past = self.workday(today - timedelta(days=PAST))
        if past - timedelta(days=SETTLED) >= max(first, self.rows.plan.terms[-1].starts_on):
            self.plan_past(past, today)
        coming = self.workday(today + timedelta(days=COMING))
        number = 6 if past > first else 5
        self.later(self.workday(today - timedelta(days=14)), lambda: self.record(coming, number))
        self.later(self.workday(today - timedelta(days=6)), lambda: self.hand_out(number, PAPERS[:2]))
        self.later(self.workday(today - timedelta(days=4)), lambda: self.sign(number, on_paper=1))
        self.later(self.workday(today - timedelta(days=4)), lambda: self.bring(number, 1, ITEMS[4]))

    def plan_past(self, opens_on: date, today: date) -> None:
        """From the notice of the county to what is still open today."""

        def at(days: int, act: Callable) -> None:
            self.later(self.workday(opens_on + timedelta(days=days)), act)

        at(-25, lambda: self.record(opens_on, 5))
        at(-12, lambda: self.hand_out(5, PAPERS))
        at(-10, lambda: self.sign(5, on_paper=9))
        for n, words in enumerate(ITEMS[:4]):
            at(-9 + n, lambda n=n, words=words: self.bring(5, n, words))
        at(-4, lambda: self.hand_in(5, opens_on))
        at(12, lambda: self.register(5))
        at(68, lambda: self.answer(0, SOLVED, "satisfied"))
        at(75, lambda: self.act(self.item(0), "close"))
        at(
            84,
            lambda: self.answer(1, {**PLANNED, "promise_due_on": opens_on + timedelta(days=320)}, "mostly"),
        )
        self.later(self.workday(today - timedelta(days=7)), lambda: self.answer(3, LATEST))

    def session(self, number: int) -> CountySession:
        return CountySession.objects.get(number=number)

    def item(self, n: int) -> Item:
        return Item.objects.get(title=ITEMS[n][0])

    def act(self, matter, verb: str, data: dict | None = None):
        return execute(self.actors.staff(OFFICE), matter, verb, data or {})

    def record(self, opens_on: date, number: int) -> None:
        data = {
            "number": number,
            "opens_on": opens_on,
            "closes_on": opens_on + timedelta(days=LONG),
            "hand_in_on": opens_on,
        }
        open_matter(self.actors.staff(OFFICE), "county_session", "record", {**COUNTY, **data})

    def hand_out(self, number: int, titles: tuple[str, ...]) -> None:
        office, session = self.actors.staff(OFFICE), self.session(number)
        papers = [materials.save(office, session, {"title": title}) for title in titles]
        materials.hand_out(office, session, list(selectors.participants(session)), papers)

    def sign(self, number: int, on_paper: int) -> None:
        """Who has an account signs on the phone; of the others ``on_paper`` sign the sheet."""
        session = self.session(number)
        for place in selectors.participants(session):
            actor = self.own(place.mandate)
            if actor is not None:
                materials.sign(actor, place)
            elif on_paper:
                on_paper -= 1
                waiting = Handout.objects.filter(participant=place).values_list("pk", flat=True)
                materials.tick(self.actors.staff(OFFICE), session, waiting)

    def own(self, mandate):
        """The deputy's own account, where there is one."""
        keys = {person.pk: key for key, person in self.rows.people.items()}
        return self.actors.person(keys[mandate.person_id])

    def bring(self, number: int, n: int, words: tuple[str, ...]) -> None:
        """A deputy with an account writes on the phone; for the others the office types it in."""
        session = self.session(number)
        people = [self.rows.people[person.key] for person in self.rows.plan.county_deputies]
        mandate = selectors.county_deputies().get(person=people[n % len(people)])
        second = selectors.county_deputies().get(person=people[(n + 2) % len(people)])
        data = {
            "kind": "suggestion",
            "session": session,
            "cosigners": [second],
            **dict(zip(("title", "facts", "place", "ask"), words, strict=True)),
        }
        actor = self.own(mandate)
        if actor is None:
            open_matter(self.actors.staff(OFFICE), "county_item", "enter", {**data, "author": mandate})
            return
        item = open_matter(actor, "county_item", "draft", data).matter
        execute(actor, item, "hand_in")
        self.act(item, "answer_cosign", {"agrees": "yes"})

    def hand_in(self, number: int, opens_on: date) -> None:
        """Checked, numbered, taken to the county, signed for there."""
        session, today = self.session(number), clock.today()
        for item in session.items.filter(state="collected").order_by("opened_at", "id"):
            self.act(item, "check")
        self.act(session, "number")
        self.act(session, "submit", {"done_on": today, "submitted_how": "by_hand"})
        self.act(session, "receive", {"received_on": today, "received_by": "县人大选任联工委"})

    def register(self, number: int) -> None:
        """The county's numbers and units; the last one is a wide matter with the longer time."""
        units = ("县交通运输局", "县卫生健康局", "县公共交通公司", "县工业和信息化局")
        rows = self.session(number).items.filter(state="submitted").order_by("sequence")
        for n, item in enumerate(rows):
            data = {
                "county_number": f"第{86 + 7 * n}号",
                "handling": "suggestion",
                "county_unit": units[n],
                "assigned_on": clock.today(),
            }
            self.act(item, "register", {**data, "is_complex": n == 3})

    def answer(self, n: int, reply: dict, verdict: str = "") -> None:
        """The county's answer, and what the deputy says to it (nothing yet, where ``verdict`` is empty)."""
        item = self.act(self.item(n), "reply", {**reply, "done_on": clock.today()}).matter
        if verdict:
            execute(self.own(item.author) or self.actors.staff(OFFICE), item, "judge", {"verdict": verdict})
