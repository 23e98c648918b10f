"""What the styles of a docx say about a paragraph: name, outline level, side, size, first-line indent, font."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from .numbering import W

KAI = ("楷体", "KaiTi", "华文楷体", "方正楷体")
HEADING_NAMES = ("heading ", "标题 ")


@dataclass(frozen=True)
class Look:
    """How a paragraph or run is set; None where nothing is said."""

    name: str = ""
    level: int | None = None
    align: str | None = None
    size_pt: float | None = None
    indented: bool | None = None
    kaiti: bool | None = None
    bold: bool | None = None
    red: bool | None = None
    hidden: bool | None = None
    number: tuple[str, int] | None = None
    breaks_before: bool | None = None

    def over(self, base: Look) -> Look:
        """This look laid over ``base``."""
        given = {key: value for key, value in vars(self).items() if value is not None and key != "name"}
        return replace(base, **given, name=self.name or base.name)


class Styles:
    """The paragraph and character styles of one document, inheritance resolved."""

    def __init__(self, root: Any | None) -> None:
        self._looks: dict[str, Look] = {}
        self._default = Look()
        self.default_id = ""
        if root is None:
            return
        elements = {item.get(f"{W}styleId"): item for item in root.findall(f"{W}style")}
        defaults = root.find(f"{W}docDefaults")
        if defaults is not None:
            self._default = run_look(defaults.find(f"{W}rPrDefault/{W}rPr"))
        for key in elements:
            self._resolve(key, elements, set())
        named = [k for k, e in elements.items() if e.get(f"{W}default") in ("1", "true") and e.get(f"{W}type") == "paragraph"]
        self.default_id = named[0] if named else ""

    def look(self, style_id: str | None) -> Look:
        """The look of a style; that of the document where there is none."""
        return self._looks.get(style_id or self.default_id, self._default)

    def _resolve(self, key: str, elements: dict[str, Any], above: set[str]) -> Look:
        if key in self._looks:
            return self._looks[key]
        item = elements[key]
        name = _val(item, "name") or ""
        own = paragraph_look(item.find(f"{W}pPr")).over(run_look(item.find(f"{W}rPr")))
        own = replace(own, name=name, level=own.level or named_level(name))
        parent = _val(item, "basedOn")
        base = self._default
        if parent in elements and parent not in above and parent != key:
            base = self._resolve(parent, elements, above | {key})
        self._looks[key] = own.over(base)
        return self._looks[key]


def named_level(name: str) -> int | None:
    """1 to 4 for Heading 1 … Heading 4 in either language."""
    lowered = name.lower()
    for begin in HEADING_NAMES:
        rest = lowered[len(begin) :].strip() if lowered.startswith(begin) else ""
        if rest.isdigit() and 1 <= int(rest) <= 4:
            return int(rest)
    return None


def paragraph_look(properties: Any | None) -> Look:
    """What a ``w:pPr`` says (its run properties left aside)."""
    if properties is None:
        return Look()
    level = _val(properties, "outlineLvl")
    side = _val(properties, "jc")
    align = {"center": "center", "right": "right", "end": "right"}.get(side or "", "left") if side else None
    numbers = properties.find(f"{W}numPr")
    number = None
    if numbers is not None:
        number = (_val(numbers, "numId") or "", int(_val(numbers, "ilvl") or 0))
    return Look(
        level=int(level) + 1 if level and level.isdigit() and int(level) < 4 else None,
        align=align,
        indented=_first_row(properties.find(f"{W}ind")),
        number=number,
        breaks_before=_flag(properties, "pageBreakBefore"),
    )


def _first_row(indent: Any | None) -> bool | None:
    if indent is None:
        return None
    values = [indent.get(f"{W}{name}") for name in ("firstLine", "firstLineChars", "left", "leftChars", "start")]
    return any(value and value.lstrip("-").isdigit() and int(value) > 0 for value in values)


def run_look(properties: Any | None) -> Look:
    """What a ``w:rPr`` says."""
    if properties is None:
        return Look()
    size = _val(properties, "sz")
    fonts = properties.find(f"{W}rFonts")
    font = fonts.get(f"{W}eastAsia") if fonts is not None else None
    color = _val(properties, "color")
    return Look(
        size_pt=int(size) / 2 if size and size.isdigit() else None,
        kaiti=font.startswith(KAI) if font else None,
        bold=_flag(properties, "b"),
        red=_is_red(color) if color else None,
        hidden=_flag(properties, "vanish"),
    )


def _is_red(color: str) -> bool:
    if len(color) != 6:
        return False
    try:
        red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return False
    return red > 150 and green < 100 and blue < 100


def _val(item: Any, name: str) -> str | None:
    child = item.find(f"{W}{name}")
    return child.get(f"{W}val") if child is not None else None


def _flag(item: Any, name: str) -> bool | None:
    child = item.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val", "1") not in ("0", "false", "off")
