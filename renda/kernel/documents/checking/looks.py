"""How text really looks: document defaults, styles, numbering and direct formatting resolved, theme fonts by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from .package import q

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
OFF = frozenset(("0", "false", "off", "none"))
WORD_SIZE_PT = 10.0
MAX_CHAIN = 30
TWIPS = 20.0
FONT_SLOTS = {"ascii": "latin", "hAnsi": "latin", "eastAsia": "east"}
THEME_SLOTS = {"asciiTheme": "latin", "hAnsiTheme": "latin", "eastAsiaTheme": "east"}


@dataclass(frozen=True)
class RunLook:
    """The look of a run: font names for Chinese and for Latin text, size in points, colour as RRGGBB or 'auto'."""

    east: str
    latin: str
    size_pt: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    color: str = "auto"
    scale: int = 100
    spacing_pt: float = 0.0
    hidden: bool = False
    struck: bool = False


@dataclass(frozen=True)
class Border:
    """A border: thickness and gap in points, colour."""

    size_pt: float
    space_pt: float
    color: str


@dataclass(frozen=True)
class ParaLook:
    """The look of a paragraph. Indents are in characters of its own text where the file says so, else in points."""

    align: str = "left"
    first_pt: float = 0.0
    first_chars: float | None = None
    left_pt: float = 0.0
    left_chars: float | None = None
    right_pt: float = 0.0
    right_chars: float | None = None
    before_pt: float = 0.0
    after_pt: float = 0.0
    line: float = 240.0
    line_rule: str = "auto"
    page_break_before: bool = False
    keep_next: bool = False
    snap: bool = True
    outline: int | None = None
    top: Border | None = None
    bottom: Border | None = None

    def first(self, char_pt: float) -> float:
        """First-line indent in characters of ``char_pt`` points (negative: hanging)."""
        return self.first_chars if self.first_chars is not None else self.first_pt / char_pt

    def left(self, char_pt: float) -> float:
        """Left indent in characters of ``char_pt`` points."""
        return self.left_chars if self.left_chars is not None else self.left_pt / char_pt

    def right(self, char_pt: float) -> float:
        """Right indent in characters of ``char_pt`` points."""
        return self.right_chars if self.right_chars is not None else self.right_pt / char_pt


def value(parent: etree._Element | None, name: str, attribute: str = "val") -> str | None:
    """The attribute of the child ``w:name``."""
    child = None if parent is None else parent.find(q(name))
    return None if child is None else child.get(q(attribute))


def switched(parent: etree._Element | None, name: str) -> bool | None:
    """A switch such as w:b: True, False, or None when it is not there."""
    child = None if parent is None else parent.find(q(name))
    return None if child is None else child.get(q("val"), "1") not in OFF


def whole(text: str | None) -> int | None:
    """A whole number written in the file, or None for anything else."""
    try:
        return None if text is None else round(float(text))
    except (ValueError, OverflowError):
        return None


class Theme:
    """The fonts of the theme by their slot names (minorEastAsia …)."""

    def __init__(self, root: etree._Element | None, east_language: str = "zh-CN") -> None:
        self.fonts: dict[str, str] = {}
        if root is None:
            return
        script = {"zh-CN": "Hans", "zh-TW": "Hant", "ja-JP": "Jpan", "ko-KR": "Hang"}.get(east_language, "Hans")
        for group in ("major", "minor"):
            node = root.find(f".//{{{DRAWING}}}{group}Font")
            if node is None:
                continue
            latin, east = node.find(f"{{{DRAWING}}}latin"), node.find(f"{{{DRAWING}}}ea")
            named = {item.get("script"): item.get("typeface", "") for item in node.findall(f"{{{DRAWING}}}font")}
            western = latin.get("typeface", "") if latin is not None else ""
            eastern = (east.get("typeface") if east is not None else "") or named.get(script, "")
            self.fonts |= {f"{group}HAnsi": western, f"{group}Ascii": western, f"{group}EastAsia": eastern, f"{group}Bidi": western}


def run_facts(rpr: etree._Element | None, theme: Theme) -> dict[str, Any]:
    """What one rPr says, by the names of :class:`RunLook`."""
    facts: dict[str, Any] = {}
    if rpr is None:
        return facts
    fonts = rpr.find(q("rFonts"))
    if fonts is not None:
        for attribute, slot in FONT_SLOTS.items():
            if name := fonts.get(q(attribute)):
                facts[slot] = name
        for attribute, slot in THEME_SLOTS.items():  # a theme slot beats a font name beside it
            if name := fonts.get(q(attribute)):
                facts[slot] = theme.fonts.get(name) or facts.get(slot, "")
    if size := whole(value(rpr, "sz")):
        facts["size_pt"] = size / 2
    for name, key in (("b", "bold"), ("i", "italic"), ("vanish", "hidden"), ("strike", "struck")):
        if (state := switched(rpr, name)) is not None:
            facts[key] = state
    if (line := value(rpr, "u")) is not None:
        facts["underline"] = line not in OFF
    if color := value(rpr, "color"):
        facts["color"] = color.upper() if color != "auto" else "auto"
    if (scale := whole((value(rpr, "w") or "").rstrip("%") or None)) is not None:
        facts["scale"] = scale
    if (spacing := whole(value(rpr, "spacing"))) is not None:
        facts["spacing_pt"] = spacing / TWIPS
    return facts


def para_facts(ppr: etree._Element | None) -> dict[str, Any]:
    """What one pPr says, by the names of the OOXML attributes."""
    facts: dict[str, Any] = {}
    if ppr is None:
        return facts
    if align := value(ppr, "jc"):
        facts["align"] = {"start": "left", "end": "right"}.get(align, align)
    for group in ("ind", "spacing"):
        node = ppr.find(q(group))
        for key, text in node.attrib.items() if node is not None else ():
            name = etree.QName(key).localname
            name = {"start": "left", "end": "right", "startChars": "leftChars", "endChars": "rightChars"}.get(name, name)
            facts[f"{group}.{name}"] = text if name == "lineRule" else whole(text)
    facts |= _hanging(facts)
    for name, key in (("pageBreakBefore", "page_break_before"), ("keepNext", "keep_next"), ("snapToGrid", "snap")):
        if (state := switched(ppr, name)) is not None:
            facts[key] = state
    if (level := whole(value(ppr, "outlineLvl"))) is not None:
        facts["outline"] = level if level < 9 else None
    if (borders := ppr.find(q("pBdr"))) is not None:
        facts |= {side: border(borders.find(q(side))) for side in ("top", "bottom")}
    return facts


def _hanging(facts: dict[str, Any]) -> dict[str, Any]:
    """Hanging and first-line indent are one thing: the one named last level by level wins over the other."""
    more: dict[str, Any] = {}
    if "ind.hanging" in facts and "ind.firstLine" not in facts:
        more["ind.firstLine"] = -(facts["ind.hanging"] or 0)
    if "ind.hangingChars" in facts and "ind.firstLineChars" not in facts:
        more["ind.firstLineChars"] = -(facts["ind.hangingChars"] or 0)
    return more


def border(node: etree._Element | None) -> Border | None:
    """A border element; None when there is no visible line."""
    if node is None or node.get(q("val"), "none") in ("none", "nil"):
        return None
    return Border((whole(node.get(q("sz"))) or 0) / 8, float(whole(node.get(q("space"))) or 0), (node.get(q("color")) or "auto").upper())


class Styles:
    """The styles of a document and what they come to."""

    def __init__(self, root: etree._Element | None, theme: Theme) -> None:
        self.theme = theme
        self.nodes: dict[str, etree._Element] = {}
        self.defaults: dict[str, str] = {}
        self._runs: dict[tuple[str, ...], dict[str, Any]] = {}
        self._paras: dict[str, dict[str, Any]] = {}
        base = None if root is None else root.find(q("docDefaults"))
        self.base_run = run_facts(None if base is None else base.find(f"{q('rPrDefault')}/{q('rPr')}"), theme)
        self.base_para = para_facts(None if base is None else base.find(f"{q('pPrDefault')}/{q('pPr')}"))
        for style in () if root is None else root.iter(q("style")):
            name = style.get(q("styleId"), "")
            self.nodes.setdefault(name, style)
            if style.get(q("default"), "0") not in OFF:
                self.defaults.setdefault(style.get(q("type"), "paragraph"), name)

    def name(self, style_id: str | None) -> str:
        """The name of a style as the word processor shows it."""
        node = self.nodes.get(style_id or self.defaults.get("paragraph", ""))
        return (value(node, "name") or "") if node is not None else ""

    def chain(self, style_id: str | None) -> list[etree._Element]:
        """The style after all it is based on, the base first."""
        found: list[etree._Element] = []
        seen: set[str] = set()
        while style_id and style_id in self.nodes and style_id not in seen and len(seen) < MAX_CHAIN:
            seen.add(style_id)
            found.append(self.nodes[style_id])
            style_id = value(self.nodes[style_id], "basedOn")
        return found[::-1]

    def para_style(self, style_id: str | None) -> dict[str, Any]:
        """Paragraph facts of defaults and style together."""
        key = style_id if style_id in self.nodes else self.defaults.get("paragraph", "")
        if key not in self._paras:
            facts = dict(self.base_para)
            for node in self.chain(key):
                facts |= para_facts(node.find(q("pPr")))
            self._paras[key] = facts
        return self._paras[key]

    def run_style(self, para_style: str | None, run_style: str | None, table_style: str | None) -> dict[str, Any]:
        """Run facts of defaults, table style, paragraph style and character style together."""
        key = (table_style or "", para_style if para_style in self.nodes else self.defaults.get("paragraph", ""), run_style or "")
        if key not in self._runs:
            facts = dict(self.base_run)
            for style_id in key:
                for node in self.chain(style_id):
                    facts |= run_facts(node.find(q("rPr")), self.theme)
            self._runs[key] = facts
        return self._runs[key]


def run_look(facts: dict[str, Any]) -> RunLook:
    """The look out of merged run facts."""
    return RunLook(**{"east": "", "latin": "", "size_pt": WORD_SIZE_PT, **facts})


def para_look(facts: dict[str, Any]) -> ParaLook:
    """The look out of merged paragraph facts."""

    def points(name: str) -> float:
        return (facts.get(name) or 0) / TWIPS

    def chars(name: str) -> float | None:
        return facts[name] / 100 if facts.get(name) else None

    keep = {key: facts[key] for key in ("align", "page_break_before", "keep_next", "snap", "outline", "top", "bottom") if key in facts}
    return ParaLook(
        first_pt=points("ind.firstLine"), first_chars=chars("ind.firstLineChars"),
        left_pt=points("ind.left"), left_chars=chars("ind.leftChars"),
        right_pt=points("ind.right"), right_chars=chars("ind.rightChars"),
        before_pt=_gap(facts, "before"), after_pt=_gap(facts, "after"),
        line=float(facts.get("spacing.line") or 240), line_rule=facts.get("spacing.lineRule") or "auto", **keep,
    )


def _gap(facts: dict[str, Any], side: str) -> float:
    """Space before or after: lines (in hundredths) win over points; a line counts as 12 points (Word's own rule)."""
    lines = facts.get(f"spacing.{side}Lines")
    return lines / 100 * 12 if lines else (facts.get(f"spacing.{side}") or 0) / TWIPS
