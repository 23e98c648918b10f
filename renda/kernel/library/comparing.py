"""Two texts of one law, article by article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from renda.kernel.library import laws
from renda.kernel.library.moves import folded

SAME, MOVED, CHANGED, ADDED, DELETED = "same", "moved", "changed", "added", "deleted"
KINDS = {CHANGED: "有改动", ADDED: "新增", DELETED: "删去", MOVED: "只改条号", SAME: "没有变"}


@dataclass(frozen=True)
class Row:
    """One article of the newer text beside the older one it came from; one of the two may be missing."""

    kind: str
    old: laws.Article | None
    new: laws.Article | None

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind]

    @property
    def heading(self) -> str:
        """第五十一条（原第四十二条）"""
        if self.new is None:
            return f"原{self.old.label}"
        if self.old is None or self.old.label == self.new.label:
            return self.new.label
        return f"{self.new.label}（原{self.old.label}）"


def compare(old: laws.Edition, new: laws.Edition) -> list[Row]:
    """Every article of both texts once, in the order of the newer one; deleted ones where they stood."""
    before, after = laws.articles(old), laws.articles(new)
    _, pairs = laws.alignment(old, new)
    by_key = {(one.number, one.sub): one for one in before}
    came_from = {pair.new: by_key[pair.old] for pair in pairs.values()}
    rows = [_row(came_from.get((one.number, one.sub)), one) for one in after]
    return _with_deleted(rows, [one for one in before if (one.number, one.sub) not in pairs], before)


def _row(old: laws.Article | None, new: laws.Article) -> Row:
    if old is None:
        return Row(ADDED, None, new)
    if folded(old.text) != folded(new.text):
        return Row(CHANGED, old, new)
    return Row(SAME if old.label == new.label else MOVED, old, new)


def _with_deleted(rows: list[Row], gone: Sequence[laws.Article], before: Sequence[laws.Article]) -> list[Row]:
    """Deleted articles stand behind the one that stood before them."""
    order = {(one.number, one.sub): place for place, one in enumerate(before)}
    for one in reversed(gone):
        place = order[one.number, one.sub]
        earlier = [n for n, row in enumerate(rows) if row.old and order[row.old.number, row.old.sub] < place]
        rows.insert(max(earlier, default=-1) + 1, Row(DELETED, one, None))
    return rows


def counts(rows: Sequence[Row]) -> dict[str, int]:
    """How many articles of each kind."""
    return {kind: sum(row.kind == kind for row in rows) for kind in KINDS}
