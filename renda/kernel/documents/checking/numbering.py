"""Automatic numbering of a docx: what is printed before a paragraph though it is not in its text."""

from __future__ import annotations

import re

from lxml import etree

from renda.kernel.documents.engine.layout import chinese_number

from .looks import value, whole
from .package import q

CHINESE = frozenset(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital"))
MOST = 999


class Numbering:
    """The lists of a document with their running counts."""

    def __init__(self, root: etree._Element | None) -> None:
        self.levels: dict[str, dict[int, etree._Element]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        abstract = {
            node.get(q("abstractNumId")): {whole(level.get(q("ilvl"))) or 0: level for level in node.iter(q("lvl"))}
            for node in root.findall(q("abstractNum"))
        }
        for node in root.findall(q("num")):
            levels = dict(abstract.get(value(node, "abstractNumId"), {}))
            for change in node.findall(q("lvlOverride")):
                if (level := change.find(q("lvl"))) is not None:
                    levels[whole(change.get(q("ilvl"))) or 0] = level
            self.levels[node.get(q("numId"), "")] = levels

    def level(self, num_id: str | None, depth: int) -> etree._Element | None:
        """The definition of a level, or None."""
        return self.levels.get(num_id or "", {}).get(depth)

    def next(self, num_id: str, depth: int) -> str:
        """The number of the next paragraph of this list and level, as printed."""
        level = self.level(num_id, depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(num_id, {})
        counts[depth] = counts.get(depth, (whole(value(level, "start")) or 1) - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        if value(level, "numFmt") == "bullet":
            return ""
        pattern = value(level, "lvlText") or ""
        return re.sub(r"%(\d)", lambda found: self._printed(num_id, int(found[1]) - 1, counts), pattern)

    def _printed(self, num_id: str, depth: int, counts: dict[int, int]) -> str:
        level = self.level(num_id, depth)
        count = counts.get(depth, 1)
        style = value(level, "numFmt") if level is not None else "decimal"
        return chinese_number(count) if style in CHINESE and 0 < count <= MOST else str(count)
