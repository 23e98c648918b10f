"""The county's assessment in the demonstration town: last year's answered, handed in and judged, this year's under way; and
what the office wrote down for whoever comes after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from renda.demo.acting import OFFICE, Actors
from renda.demo.furnishing import Rows
from renda.demo.scheduling import workday_finder
from renda.demo.scheme import table
from renda.foundation import clock
from renda.kernel.dossiers.models import Dossier
from renda.kernel.exchange import importing, registry
from renda.kernel.files import store
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.assessment import answering
from renda.modules.assessment.answering import Answer
from renda.modules.assessment.models import Assessment
from renda.modules.handover import keeping
from renda.modules.handover.models import Note

TITLE, ORGAN = "乡镇人大工作考核", "青禾县人大常委会"
#: Month and day on which things are done; the records of a new town begin some days before its first assessment.
LOADED, HANDED, JUDGED, BEGUN = (11, 6), (12, 18), (2, 11), (1, 20)
SETTLED_IN, NEXT_STEP, WORKED_BEFORE = 30, 5, 18
#: How many items of this year's are settled, and how many dossiers prove an item.
DONE_SO_FAR, PROOFS = 16, 3
#: What an office gives itself where only paper speaks for the year, and what the county takes off again.
ON_PAPER, COUNTY_LESS = Decimal("0.9"), Decimal("1.6")
TENTH = Decimal("0.1")
NOTES = (
    ("seal", "人大办公室印章", "1枚", "二楼人大办保密柜", "用印先登记，登记簿在同一层"),
    ("seal", "主席团印章", "1枚", "党政办印章柜", "用印由人大主席签字"),
    ("key", "档案室和档案柜钥匙", "2套", "人大办抽屉", "另一套在党政办"),
    ("place", "往年大会文件汇编", "12册", "档案室第2柜上层", "2014年以后的都在"),
    ("place", "空白选票、票箱", "3个票箱", "档案室第4柜", "换届时先查封条"),
    ("device", "扫描仪", "1台", "人大办", "说明书在柜子里"),
    ("login", "县人大代表工作平台", "", "用人大办手机号登录", "密码当面交代，换人以后马上改"),
    ("other", "每月5日前把信息报县人大信息科", "", "", "联系人见县人大通讯录"),
)


class Assessments:
    """Puts both years and the notes on the agenda."""

    def __init__(self, rows: Rows, later: Callable, is_workday: Callable[[date], bool]) -> None:
        self.rows, self.later, self.workday = rows, later, workday_finder(is_workday)
        self.actors = Actors(rows)

    def plan(self, first: date, today: date) -> None:
        last = today.year - 1
        loaded = max(self.workday(date(last, *LOADED)), self.workday(first + timedelta(days=SETTLED_IN)))
        handed = max(self.workday(date(last, *HANDED)), self.workday(loaded + timedelta(days=NEXT_STEP)))
        judged, begun = self.workday(date(today.year, *JUDGED)), self.workday(date(today.year, *BEGUN))
        if loaded.year == last and handed < begun:
            self.later(loaded, lambda: self.load(last))
            self.later(handed, lambda: self.hand_in(last))
            self.later(judged, lambda: self.judge(last))
            self.later(begun, lambda: self.go_on(today.year))
        else:
            self.later(
                max(begun, self.workday(first + timedelta(days=SETTLED_IN))), lambda: self.load(today.year)
            )
        self.later(self.workday(today - timedelta(days=WORKED_BEFORE)), lambda: self.work(today.year))
        self.later(self.workday(today - timedelta(days=NEXT_STEP)), self.note)

    @property
    def office(self):
        return self.actors.staff(OFFICE)

    def of(self, year: int) -> Assessment | None:
        return Assessment.objects.filter(year=year).first()

    def act(self, year: int, verb: str, **data) -> None:
        execute(self.office, self.of(year), verb, data)

    def begin(self, year: int, copy: str = "") -> None:
        data = {"year": year, "title": TITLE, "organ": ORGAN, "from_on": date(year, 1, 1), "until_on": date(year, 12, 31),
                "hand_in_on": date(year, 12, 20), "copy": copy}  # fmt: skip
        open_matter(self.office, "assessment", "begin", data)

    def load(self, year: int) -> None:
        """The county's table as it was sent, looked at and confirmed."""
        self.begin(year)
        importer, data = registry.importer("assessment"), table()
        shown = importing.preview(importer, data, "考核细则.xlsx", self.office)
        importing.confirm(importer, data, "考核细则.xlsx", self.office, shown.digest)
        self.confirm(year)

    def confirm(self, year: int) -> None:
        items = list(self.of(year).items.filter(is_bound=False))
        self.act(year, "confirm", items=items, count=len(items))

    def go_on(self, year: int) -> None:
        """This year's with the scheme of last year's."""
        self.begin(year, copy=str(self.of(year - 1).pk))

    def hand_in(self, year: int) -> None:
        for answer in answering.answers(answering.items_of(self.of(year))):
            self.settle(year, answer)
        self.act(year, "hand_in", handed_in_on=clock.today())

    def judge(self, year: int) -> None:
        own = sum((item.score for item in self.of(year).items.all()), Decimal(0))
        opinion = "材料齐全。代表活动阵地的值守记录有两个月没有填，请补上。"
        self.act(year, "judge", county_score=own - COUNTY_LESS, county_rank="第3名", county_opinion=opinion)
        self.act(year, "file")

    def work(self, year: int) -> None:
        """Some of this year's items are settled already: first those of which the records say all."""
        if (found := self.of(year)) is None:
            return
        open_ones = [
            one for one in answering.answers(answering.items_of(found)) if one.proposed == one.item.points
        ]
        for answer in open_ones[:DONE_SO_FAR]:
            self.settle(year, answer)

    def settle(self, year: int, answer: Answer) -> None:
        """Evidence first, then the points; where records are on paper only, the reason is given."""
        item, proposed = answer.item, answer.proposed
        self.prove(year, answer)
        if proposed == item.points:
            told = {"done": answer.sentence, "score": proposed}
        elif proposed is None:
            told = {"done": "已按要求做了，见材料。", "score": item.points}
        else:
            score = max(proposed, (item.points * ON_PAPER).quantize(TENTH, ROUND_HALF_UP))
            told = {
                "done": f"{answer.sentence}其余的记录在纸上，见材料。",
                "score": score,
                "remark": "有一部分记录在纸上",
            }
        self.act(year, "settle", item=item.pk, **told)

    def prove(self, year: int, answer: Answer) -> None:
        """The dossiers behind the number; a typed record where they do not say all."""
        item = answer.item
        rows = answering.rows_behind(self.office, item)
        dossiers = list(Dossier.objects.filter(object_id__in=rows.ids[:PROOFS])) if rows else []
        if dossiers:
            self.act(year, "attach", item=item.pk, dossiers=dossiers)
        if answer.proposed is None or answer.proposed < item.points:
            title = f"{item.title.split('，')[0]}：工作记录"
            self.act(year, "attach", item=item.pk, files=[self.record_of(item)], title=title)

    def record_of(self, item):
        """A short record as the office would type it."""
        words = f"{item.assessment.year}年　{item.title}\n\n已按要求开展，原始记录存人大办，可以随时查看。\n"
        name = f"{item.title[:20].rstrip('，')}记录.txt"
        return store.accept(words.encode(), name, town_id=self.rows.town.pk, created_by=self.office.label)

    def note(self) -> None:
        for kind, title, count, place, remark in NOTES:
            keeping.save(
                self.office,
                Note(kind=kind, title=title, count=count, place=place, keeper="办公室主任", remark=remark),
            )
