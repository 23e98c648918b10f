"""An inspection taken as far as a test needs it."""

from __future__ import annotations

import io
from datetime import date

from PIL import Image

from renda.foundation import clock
from renda.kernel.files import store
from renda.kernel.procedures.execute import Refused, execute, open_matter
from renda.modules.supervision import receiving
from renda.modules.supervision.models import Finding, Inspection, Problem
from renda.modules.supervision.receiving import Sent
from tests.harness.town import TownSet

TODAY = FIRST = date(2026, 6, 16)
LAST = date(2026, 6, 17)
LAW = "中华人民共和国农产品质量安全法"
TOPIC = "农产品质量安全法执法检查"
PLACES = ("集镇东街农资店", "石桥蔬菜合作社")
ITEMS = ("经营许可证是否在有效期内", "进货台账是否齐全")
ARTICLE = "《农产品质量安全法》第三十条"
DUE = date(2026, 7, 31)


def picture(colour: str = "green", size: tuple[int, int] = (64, 48), kind: str = "JPEG") -> bytes:
    """A small real picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


class Scene:
    """The office's way through one inspection."""

    def __init__(self, made: TownSet):
        self.made = made

    @property
    def inspection(self) -> Inspection:
        return Inspection.objects.get()

    @property
    def problem(self) -> Problem:
        return Problem.objects.order_by("position").first()

    def act(self, verb: str, role: str = "office", **data):
        return execute(self.made.actor(role), self.inspection, verb, data)

    def do(self, verb: str, role: str = "office", **data):
        return execute(self.made.actor(role), self.problem, verb, data)

    def refused(self, verb: str, on: str = "act", **data) -> Refused:
        """The refusal a step meets; it fails when the step is taken."""
        try:
            getattr(self, on)(verb, **data)
        except Refused as refused:
            return refused
        raise AssertionError(f"“{verb}”应当被拒绝")

    def refused_opening(self, **more) -> Refused:
        """The refusal a topic meets before it stands."""
        try:
            self.proposed(**more)
        except Refused as refused:
            return refused
        raise AssertionError("题目应当被拒绝")

    def upload(self, name: str = "照片.jpg"):
        return store.accept(picture(), name, town_id=self.made.town.pk)

    def proposed(self, form: str = "inspection", **more) -> Scene:
        data = {
            "form": form,
            "topic": TOPIC,
            "law": LAW,
            "source": "villagers",
            "why": "三个村的群众反映买到过期农药。",
            **more,
        }
        open_matter(self.made.actor("office"), "inspection", "propose", data)
        return self

    def decided(self, form: str = "inspection", **more) -> Scene:
        self.proposed(form, **more)
        self.act(
            "decide", "chair", decided_on=clock.today(), decided_by="主席团第六次会议", decision="同意列入。"
        )
        return self

    def planned(self, form: str = "inspection") -> Scene:
        self.decided(form)
        self.act("probe", on=clock.today(), by="周文书", found="走访12户，反映最多的是台账不全。")
        self.act(
            "plan", leader=self.made.people["chair"], team=[self.made.mandates["deputy"]], units=[self.made.units["water"]],
            starts_on=FIRST, ends_on=LAST, materials_by=FIRST, draft_by=date(2026, 6, 30),
            hearing_at="2026年6月16日上午9时", venue="镇人大会议室",
        )  # fmt: skip
        self.act("add_items", items="\n".join(ITEMS))
        self.act("add_sites", on=FIRST, at="上午", lead="王代表", places="\n".join(PLACES))
        return self

    def begun(self, form: str = "inspection") -> Scene:
        self.planned(form)
        self.act("begin")
        return self

    def sent(self, client_id: str, *, site: int = 0, item: int = 0, **more) -> Sent:
        """A finding as a telephone sends it."""
        places, items = (
            list(self.inspection.sites.order_by("position")),
            list(self.inspection.items.order_by("position")),
        )
        given = {
            "site": str(places[site].pk), "site_name": places[site].name, "item": str(items[item].pk), "item_text": items[item].text,
            "kind": "check", "result": "fine", "text": "", "who": "", "at": clock.now(),
        }  # fmt: skip
        return Sent(client_id, **{**given, **more})

    def receive(self, *sents: Sent, role: str = "deputy"):
        return receiving.receive(self.made.actor(role), self.inspection, sents)

    def seen(self) -> Scene:
        """Both places have their record."""
        self.begun()
        self.receive(
            self.sent("f-1", item=1, result="wrong", text="2月以来没有记台账。"),
            self.sent("f-2"),
            self.sent("f-3", site=1),
            self.sent("f-4", site=1, kind="opinion", result="", text="希望多抽检。", who="李大娘"),
        )
        return self

    def finished(self) -> Scene:
        self.seen()
        self.act("finish", ends_on=clock.today(), heard="水利站", visited=46, files_read=11)
        return self

    def listed(self, **more) -> Scene:
        data = {
            "title": "个别门店台账不全", "facts": "集镇东街农资店2月以来没有记台账", "article": ARTICLE, "ask": "补齐台账。",
            "unit": self.made.units["water"], "due_on": DUE, "findings": list(Finding.objects.filter(client_id="f-1")), **more,
        }  # fmt: skip
        self.act("list_problem", **data)
        return self

    def reported(self) -> Scene:
        self.finished().listed()
        self.act(
            "report",
            meeting="主席团第七次会议",
            situation="全镇登记农资经营户21家。",
            advice="限期改正。\n抓好培训。",
        )
        return self
