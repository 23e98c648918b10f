"""A year's assessment with the county's forty items, taken as far as a test needs it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from renda.demo.scheme import table
from renda.kernel.exchange import importing, registry
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.assessment.models import Assessment, Item
from tests.harness.town import TownSet

BEGIN = {
    "year": 2026,
    "title": "乡镇人大工作考评",
    "organ": "青禾县人大常委会",
    "from_on": date(2026, 1, 1),
    "until_on": date(2026, 12, 31),
    "hand_in_on": date(2026, 12, 20),
}


class Scene:
    """The office's way through a year's assessment."""

    def __init__(self, made: TownSet):
        self.made = made

    @property
    def office(self):
        return self.made.actor("office")

    @property
    def assessment(self) -> Assessment:
        return Assessment.objects.get(year=2026)

    def begun(self, **more) -> Scene:
        open_matter(self.office, "assessment", "begin", {**BEGIN, **more})
        return self

    def loaded(self, data: bytes | None = None):
        """Load a table the way the page does: look, then confirm what was shown."""
        importer, data = registry.importer("assessment"), data or table()
        shown = importing.preview(importer, data, "考核细则.xlsx", self.office)
        if shown.can_apply:
            importing.confirm(importer, data, "考核细则.xlsx", self.office, shown.digest)
        return shown

    def act(self, verb: str, item: Item | None = None, **data):
        more = {"item": item.pk} if item is not None else {}
        return execute(self.office, self.assessment, verb, {**more, **data})

    def add(self, title: str, points: str = "4", **more) -> Item:
        self.act("add", title=title, points=Decimal(points), period="whole", **more)
        return self.assessment.items.get(title=title)

    def item(self, words: str) -> Item:
        return self.assessment.items.get(title__contains=words)

    def settle(self, item: Item, score: str, remark: str = "看材料"):
        return self.act("settle", item, done="办好了。", score=Decimal(score), remark=remark)

    def settle_all(self) -> Scene:
        for item in self.assessment.items.filter(settled_on__isnull=True):
            self.settle(item, str(item.points))
        return self
