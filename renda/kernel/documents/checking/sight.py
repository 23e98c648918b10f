"""What every check works on: the document, its elements, and one way to speak of a place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from renda.kernel.documents.engine.layout import format_data, number

from .findings import Finding, Place, Strength, excerpt, finding
from .looks import RunLook
from .recognise import Elements
from .source import PT_MM, Para, Section, Source, is_chinese

NATURAL_LINE = 1.3
ROLES = ("xiaobiaosong", "fangsong", "kaiti", "heiti", "songti")


class Sight:
    """The document as the checks see it; they add to ``findings``."""

    def __init__(self, source: Source, elements: Elements) -> None:
        self.source, self.elements = source, elements
        self.findings: list[Finding] = []

    def say(
        self,
        check_id: str,
        element: str,
        where: Para | Sequence[Para] | None,
        message: str,
        mend: str,
        *,
        strength: Strength | None = None,
        mendable: bool = False,
        replacement: str | None = None,
    ) -> None:
        """Add a finding; several paragraphs with one fault are one finding, placed at the first."""
        paras = [] if where is None else [where] if isinstance(where, Para) else list(where)
        place = Place(element)
        if paras:
            first = paras[0]
            place = Place(element, first.index, 0, len(first.text), excerpt(first.words))
        more = f"（共 {len(paras)} 段）" if len(paras) > 1 else ""
        self.findings.append(finding(
            check_id, place, message + more, mend, strength=strength, mendable=mendable, replacement=replacement,
            also=(para.index for para in paras[1:]),
        ))

    def section(self, para: Para) -> Section:
        """The section ``para`` stands in."""
        return self.source.sections[para.section]

    def area_width_pt(self, para: Para) -> float:
        """Width of the type area there, in points."""
        section = self.section(para)
        return max(1.0, (section.width_mm - section.left_mm - section.right_mm) / PT_MM)

    def pitch_pt(self, para: Para) -> float:
        """The line pitch of ``para`` in points, grid and multiples resolved."""
        look, grid = para.look, self.section(para).grid
        if look.line_rule in ("exact", "atLeast"):
            return look.line / 20
        natural = para.size_pt * NATURAL_LINE
        if grid and grid.line_pt and look.snap:
            rows = -(-natural // grid.line_pt)
            return rows * grid.line_pt * look.line / 240
        return natural * look.line / 240

    def char_pitch_pt(self, para: Para) -> float:
        """Width of a Chinese character with run spacing and grid, in points."""
        grid = self.section(para).grid
        extra = grid.char_pt if grid and grid.type in ("linesAndChars", "snapToChars") and para.look.snap else 0.0
        return para.size_pt + float(para.most("spacing_pt")) + extra

    def blank_lines(self, upper: Para, lower: Para) -> float:
        """Empty lines between two paragraphs, in lines of the standard; spacing before and after counts."""
        if lower.index <= upper.index:
            return 0.0
        between = self.source.paragraphs[upper.index + 1 : lower.index]
        points = upper.look.after_pt + lower.look.before_pt
        points += sum(self.pitch_pt(para) + para.look.before_pt + para.look.after_pt for para in between if para.blank and para.container == "body")
        return points / number("text.line_pt")

    def right_gap_chars(self, para: Para) -> float | None:
        """Characters from the end of a one-line paragraph to the right edge of the type area."""
        from .source import width_em

        char = self.char_pitch_pt(para)
        area = self.area_width_pt(para) / char
        text = para.text.strip("\n")
        inner = width_em(text.strip())
        trailing = width_em(text) - width_em(text.rstrip())
        leading = width_em(text) - width_em(text.lstrip())
        if "\t" in text or inner > area:
            return None
        match para.look.align:
            case "right":
                return para.look.right(char) + trailing
            case "center":
                left = para.look.left(char) + para.look.first(char)
                room = area - left - para.look.right(char)
                return para.look.right(char) + (room - inner - leading - trailing) / 2 + trailing
            case _:
                return area - para.look.left(char) - para.look.first(char) - leading - inner


@cache
def font_classes() -> dict[str, frozenset[str]]:
    """Role → names of its own fonts, folded for comparing."""
    data = format_data()["fonts"]
    return {role: frozenset(fold(name) for name in (data[role]["docx"], *data[role]["own"])) for role in ROLES}


def fold(name: str) -> str:
    """A font name for comparing: vertical sign, spaces and case do not matter."""
    return name.lstrip("@").replace(" ", "").lower()


def in_role(name: str, role: str) -> bool:
    """Whether a font is of the class ``role`` (仿宋 …)."""
    return fold(name) in font_classes()[role]


def role_label(role: str) -> str:
    """The class of fonts in Chinese."""
    return str(format_data()["fonts"][role]["label"])


def official_name(role: str) -> str:
    """The font name written into files for ``role``."""
    return str(format_data()["fonts"][role]["docx"])


def wrong_fonts(para: Para, roles: Sequence[str], part: Callable[[int], bool] | None = None) -> list[str]:
    """Fonts of Chinese characters in ``para`` that are of none of ``roles``; ``part`` picks characters by position."""
    wrong: dict[str, None] = {}
    position = 0
    for span in para.spans:
        chosen = any(is_chinese(char) and (part is None or part(position + at)) for at, char in enumerate(span.text))
        if chosen and not any(in_role(span.look.east, role) for role in roles):
            wrong[span.look.east or "没有指定的字体"] = None
        position += len(span.text)
    return list(wrong)


def wrong_sizes(para: Para, size_pt: float) -> list[float]:
    """Sizes in ``para`` that differ from ``size_pt``."""
    slack = number("checking.size_pt")
    return sorted({span.look.size_pt for span in para.spans if span.text.strip() and abs(span.look.size_pt - size_pt) > slack})


def has(para: Para, test: Callable[[RunLook], bool]) -> bool:
    """Whether any visible text of ``para`` has a look that ``test`` accepts."""
    return any(span.text.strip() and test(span.look) for span in para.spans)


def near(value: float, wanted: float, slack: str) -> bool:
    """Whether ``value`` is ``wanted`` within the tolerance ``checking.slack``."""
    return abs(value - wanted) <= number(f"checking.{slack}") + 1e-6


SIZE_NAMES = {42: "初号", 36: "小初", 26: "一号", 24: "小一", 22: "二号", 18: "小二", 16: "三号", 15: "小三", 14: "四号", 12: "小四", 10.5: "五号", 9: "小五"}


def size_name(size_pt: float) -> str:
    """A size as the word processor shows it."""
    return SIZE_NAMES.get(size_pt, f"{size_pt:g} 磅")


def names(items: Iterable[object]) -> str:
    """A short list for a sentence."""
    shown = [str(item) for item in items]
    return "、".join(shown[:3]) + ("等" if len(shown) > 3 else "")
