"""Supervision in the demonstration town: one inspection from its topic to the closed problems, and one that is out today."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

from PIL import Image, ImageDraw

from renda.demo.acting import CHAIR, OFFICE, Actors
from renda.demo.furnishing import Rows
from renda.foundation import clock
from renda.kernel.files import store
from renda.kernel.people.models import Mandate
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.suggestions.models import Suggestion
from renda.modules.supervision import receiving
from renda.modules.supervision.models import Finding, Inspection, Problem
from renda.modules.supervision.receiving import Sent

#: Days before today on which the finished one, and the one under way, was proposed.
FINISHED, UNDER_WAY = 180, 24
DECIDED, PROBED, BEGUN = 4, 7, 11
OUT, REPORTED, DUE, SHOWN, BACK, SHOWN_AGAIN, CLOSED, ANSWERED, TOLD, FILED = (
    20,
    25,
    75,
    50,
    55,
    68,
    78,
    84,
    88,
    92,
)
TEAM, EVIDENCE = 5, 3
SEEDS = {
    "topic": "农资市场和农产品质量安全执法检查", "law": "中华人民共和国农产品质量安全法", "why": "春耕前后几个村的群众反映买到过期农药、发芽率低的种子，建议里也提到农资店台账不全。",
    "found": "走访3个村12户和2家农资店。反映最多的是台账不全、过期农药没有下架；群众希望检测结果贴出来。",
    "items": "农药经营许可证是否在有效期内\n进货台账和购货凭证是否齐全\n限用农药是否登记销售去向\n货架上有没有过期农药\n农产品用药记录是否保存", "places": ("集镇东街农资店", "集镇西街农资店", "蔬菜合作社"),
}  # fmt: skip
FOOD = {
    "topic": "集镇食品经营安全执法检查", "law": "中华人民共和国食品安全法", "why": "集市上散装食品没有标签，学校门口小摊多，群众来信两次提到。",
    "found": "集日看了一上午，散装食品摊位多数没有标签，两家小餐馆后厨卫生差。", "items": "经营许可证和健康证是否公示\n散装食品有没有标签\n冷藏设备是否正常\n后厨卫生和留样",
    "places": ("集镇农贸市场", "中心小学周边摊点", "东街小餐馆", "便民超市"),
}  # fmt: skip
PROBLEMS = (
    ("个别门店台账不全", "集镇东街、西街两家农资店三个月没有记进货台账，购货凭证不全", "《农药管理条例》第二十七条", "补齐台账，每月检查一次，检查记录留存。"),
    ("过期农药没有下架", "集镇西街农资店货架上有过期农药6瓶，当场登记", "《农药管理条例》第四十四条", "立即下架，查清进货和销售去向，组织一次全面清查。"),
    ("用药记录不完整", "蔬菜合作社抽查的4户，2户没有用药记录", "《农产品质量安全法》第二十七条", "印发统一的记录本，组织一次培训，下季度抽查。"),
)  # fmt: skip


class Inspections:
    """Puts the steps of both on the agenda."""

    def __init__(self, rows: Rows, later: Callable, is_workday: Callable[[date], bool]) -> None:
        self.rows, self.later, self.is_workday = rows, later, is_workday
        self.actors = Actors(rows)

    def workday(self, day: date) -> date:
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def plan(self, first: date, today: date) -> None:
        """The finished one where the town is old enough, and the one that is out today."""
        begun = today - timedelta(days=FINISHED)
        if begun > first:
            self.prepare(begun, SEEDS)
            self.afterwards(begun)
        self.prepare(today - timedelta(days=UNDER_WAY), FOOD, out_on=today)

    def at(self, begun: date, days: int, act: Callable[[], None]) -> None:
        self.later(self.workday(begun + timedelta(days=days)), act)

    # ------------------------------------------------------------------ up to the field

    def prepare(self, begun: date, kind: dict, out_on: date | None = None) -> None:
        out_on = out_on or self.workday(begun + timedelta(days=OUT))
        self.at(begun, 0, lambda: self.propose(kind))
        self.at(begun, DECIDED, lambda: self.decide(kind))
        self.at(
            begun,
            PROBED,
            lambda: self.act(kind, "probe", on=clock.today(), by="人大办和两名代表", found=kind["found"]),
        )
        self.at(begun, BEGUN, lambda: self.begin(kind, out_on))
        self.later(out_on, lambda: self.look(kind))

    def of(self, kind: dict) -> Inspection:
        return Inspection.objects.get(topic=kind["topic"])

    def act(self, kind: dict, verb: str, who: str = OFFICE, **data) -> Inspection:
        return execute(self.actors.staff(who), self.of(kind), verb, data).matter

    def propose(self, kind: dict) -> None:
        rows = (
            Suggestion.objects.filter(category__name="农业产业", confidential=False)
            .exclude(state="draft")
            .order_by("-submitted_on", "-id")
        )
        evidence = [
            {"model": row._meta.label_lower, "object_id": row.pk, "label": row.title, "on": row.submitted_on}
            for row in rows[:EVIDENCE]
        ]
        data = {
            **{key: kind[key] for key in ("topic", "law", "why")},
            "form": "inspection",
            "source": "villagers",
            "evidence": evidence if kind is SEEDS else [],
        }
        open_matter(self.actors.staff(OFFICE), "inspection", "propose", data)

    def decide(self, kind: dict) -> None:
        decision = "同意列入今年的执法检查，由主席带队，查完向主席团报告。"
        self.act(kind, "decide", CHAIR, decided_on=clock.today(), decided_by="主席团会议", decision=decision)

    def units(self) -> list:
        found = sorted(
            (unit for unit in self.rows.units.values() if unit.handles_suggestions),
            key=lambda unit: unit.name,
        )
        return [unit for unit in found if self.account_of(unit)][: len(PROBLEMS)] or found[: len(PROBLEMS)]

    def account_of(self, unit):
        """Who works for a unit in the system; None without an account."""
        key = next(key for key, row in self.rows.units.items() if row.pk == unit.pk)
        return self.actors.unit(key)

    def begin(self, kind: dict, out_on: date) -> None:
        team = (
            Mandate.objects.on()
            .filter(level="town")
            .select_related("person")
            .order_by("person__name", "id")[:TEAM]
        )
        self.act(
            kind, "plan", leader=self.rows.people[CHAIR], team=list(team), units=self.units()[:2], experts="请县综合行政执法大队派两名执法人员随同。",
            starts_on=out_on, ends_on=out_on + timedelta(days=1), materials_by=out_on, draft_by=out_on + timedelta(days=REPORTED - OUT),
        )  # fmt: skip
        self.act(kind, "add_items", items=kind["items"])
        self.act(kind, "add_sites", on=out_on, at="上午", places="\n".join(kind["places"]))
        self.act(kind, "begin")

    # ------------------------------------------------------------------ in the field

    def look(self, kind: dict) -> None:
        """Every thing at every place but, today, the last; two photos and what somebody said."""
        inspection, office = self.of(kind), self.actors.staff(OFFICE)
        sites, items = (
            list(inspection.sites.order_by("position")),
            list(inspection.items.order_by("position")),
        )
        sites = sites if kind is SEEDS else sites[:-1]
        sent = [self.sent(n, k, site, item) for n, site in enumerate(sites) for k, item in enumerate(items)]
        said = {
            "client_id": "said",
            "kind": "opinion",
            "result": "",
            "text": "希望多抽检，结果贴出来让大家看见。",
            "who": "一位赶集的村民",
        }
        sent.append(self.finding(sites[0], None, **said))
        receiving.receive(office, inspection, sent)
        for row in Finding.objects.filter(inspection=inspection, result="wrong").order_by("at", "id")[:2]:
            receiving.receive_photo(
                office, inspection, row.client_id, f"{row.client_id}-photo", picture(), "现场.jpg"
            )

    def sent(self, n: int, k: int, site, item) -> Sent:
        is_wrong = (n, k) in ((0, 1), (1, 1), (1, 3), (2, 4))
        text = "与要求不符，当场指出，已登记。" if is_wrong else ""
        return self.finding(
            site, item, client_id=f"{n}-{k}", kind="check", result="wrong" if is_wrong else "fine", text=text
        )

    @staticmethod
    def finding(site, item, **more) -> Sent:
        given = {
            "site": str(site.pk),
            "site_name": site.name,
            "item": str(item.pk) if item else "",
            "item_text": item.text if item else "",
        }
        return Sent(**{**given, "at": clock.now(), "who": "", **more})

    # ------------------------------------------------------------------ afterwards

    def afterwards(self, begun: date) -> None:
        """Report, problems put right (one only the second time), the answer, the deputies told, filed."""
        self.at(
            begun,
            OUT + 2,
            lambda: self.act(
                SEEDS,
                "finish",
                ends_on=clock.today(),
                heard="农业农村、市场监管等单位",
                visited=46,
                files_read=11,
            ),
        )
        self.at(begun, REPORTED, lambda: self.report(begun + timedelta(days=DUE)))
        self.at(begun, SHOWN, lambda: self.show("doing"))
        self.at(begun, BACK, self.send_back)
        self.at(begun, SHOWN_AGAIN, lambda: self.show("doing"))
        self.at(begun, CLOSED, self.close)
        self.at(
            begun,
            ANSWERED,
            lambda: self.act(
                SEEDS,
                "feedback",
                on=clock.today(),
                text="镇政府专题研究了检查报告，三个问题都已整改，建立了农资店每月检查制度。",
            ),
        )
        self.at(begun, TOLD, lambda: self.act(SEEDS, "tell", note="谢谢各位代表。"))
        self.at(begun, FILED, lambda: self.act(SEEDS, "file"))

    def report(self, due_on: date) -> None:
        wrong = list(self.of(SEEDS).findings.filter(result="wrong").order_by("at", "id"))
        for n, (title, facts, article, ask) in enumerate(PROBLEMS):
            units = self.units()
            data = {
                "title": title,
                "facts": facts,
                "article": article,
                "ask": ask,
                "unit": units[n % len(units)],
                "due_on": due_on,
                "findings": wrong[n : n + 1],
            }
            self.act(SEEDS, "list_problem", **data)
        advice = "对台账不全的门店限期改正，到期复查。\n给合作社印发统一的生产记录本，组织培训。\n抽检结果按月公开。"
        self.act(
            SEEDS,
            "report",
            meeting="主席团会议",
            situation="全镇登记农资经营户21家，都持有经营许可证。",
            advice=advice,
        )

    def show(self, state: str) -> None:
        for problem in Problem.objects.filter(state=state).select_related("unit").order_by("position"):
            actor = self.account_of(problem.unit) or self.actors.staff(OFFICE)
            proof = store.accept(picture(), "整改后.jpg", town_id=problem.town_id, created_by=actor.label)
            result = "已按要求整改，并对其他门店逐一检查，照片附后。"
            execute(actor, problem, "show", {"result": result, "person": "站（所）负责人", "files": [proof]})

    def send_back(self) -> None:
        problem = Problem.objects.filter(state="shown").order_by("position").first()
        data = {"on": clock.today(), "text": "只补了一家，另一家还没有补。", "due_on": problem.due_on}
        execute(self.actors.staff(CHAIR), problem, "send_back", data)

    def close(self) -> None:
        for problem in Problem.objects.filter(state="shown").order_by("position"):
            execute(
                self.actors.staff(CHAIR),
                problem,
                "close",
                {"on": clock.today(), "text": "代表到现场看过，已经改好。"},
            )


def picture() -> bytes:
    """A drawn shop front; nobody's photo."""
    image = Image.new("RGB", (960, 640), "#bcd2e0")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 460, 960, 640), fill="#8a8577")
    draw.rectangle((200, 180, 760, 480), fill="#d9cfb8", outline="#6d4300", width=6)
    draw.rectangle((200, 180, 760, 240), fill="#1a5632")
    draw.rectangle((420, 320, 540, 480), fill="#5a4a35")
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()
