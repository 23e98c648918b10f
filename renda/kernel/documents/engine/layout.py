"""What both renderers must agree on before a page is drawn: numbers of the standard, heading numbers, widths."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from .model import Block, Heading, ListBlock, OfficialPaper, Paragraph, Table

FORMAT_FILE = Path(__file__).with_name("format.yaml")
DIGITS = "零一二三四五六七八九"
NUMBER_PREFIX = {
    1: re.compile(r"^\s*[一二三四五六七八九十百]+[、.．]\s*"),
    2: re.compile(r"^\s*[（(][一二三四五六七八九十百]+[）)][、.．]?\s*"),
    3: re.compile(r"^\s*\d+[.．、](?!\d)\s*"),
    4: re.compile(r"^\s*[（(]\d+[）)][、.．]?\s*"),
}
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f"
    "\ud800-\udfff\ufeff\ufffe\uffff\U000e0000-\U000e0fff]"
)


@cache
def format_data() -> Mapping[str, Any]:
    """The whole of format.yaml, read once."""
    return MappingProxyType(yaml.safe_load(FORMAT_FILE.read_text(encoding="utf-8")))


def number(path: str) -> Any:
    """The value at ``group.name`` of format.yaml (its unit is the ending of the name). Raises KeyError."""
    group, name = path.split(".")
    return format_data()[group][name]["value"]


def clean(value: str) -> str:
    """``value`` without control, direction and zero-width characters; NFC, so that a glyph is one code point."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return CONTROL.sub("", unicodedata.normalize("NFC", plain))


def chinese_number(value: int) -> str:
    """1..999 in Chinese numerals as headings use them (十, 十一, 二十, 一百零三)."""
    if value < 10:
        return DIGITS[value]
    if value < 20:
        return "十" + (DIGITS[value % 10] if value % 10 else "")
    if value < 100:
        return DIGITS[value // 10] + "十" + (DIGITS[value % 10] if value % 10 else "")
    rest = value % 100
    if not rest:
        return DIGITS[value // 100] + "百"
    tail = DIGITS[rest // 10] + "十" + (DIGITS[rest % 10] if rest % 10 else "") if rest >= 10 else "零" + DIGITS[rest]
    return DIGITS[value // 100] + "百" + tail


def heading_number(level: int, value: int) -> str:
    """The number before a heading (GB/T 9704-2012, 7.3.3)."""
    return {1: f"{chinese_number(value)}、", 2: f"（{chinese_number(value)}）", 3: f"{value}.", 4: f"（{value}）"}[level]


def bare_heading(heading: Heading) -> str:
    """The heading's text without a number somebody typed in front of it."""
    return NUMBER_PREFIX[heading.level].sub("", clean(heading.text))


def numbered(blocks: Iterable[Block]) -> list[tuple[Block, str]]:
    """Each block with the text to print before it (headings only); numbers restart below a higher heading."""
    counts = [0, 0, 0, 0]
    result = []
    for block in blocks:
        prefix = ""
        if isinstance(block, Heading):
            counts[block.level - 1] += 1
            counts[block.level:] = [0] * (4 - block.level)
            prefix = heading_number(block.level, counts[block.level - 1])
        result.append((block, prefix))
    return result


def is_only_text(blocks: Iterable[Block]) -> bool:
    """Whether there is one paragraph and nothing else but headings: it may not leave the first page whole (7.3.3)."""
    text = [block for block in blocks if not isinstance(block, Heading)]
    match text:
        case [Paragraph()]:
            return "\n" not in "".join(run.text for run in text[0].runs)
        case [ListBlock()]:
            return len(text[0].items) == 1
    return False


def list_mark(block: ListBlock, position: int) -> str:
    """The mark before the item at ``position`` (from 1)."""
    return {"decimal": f"{position}.", "paren": f"（{position}）", "dash": "——"}[block.marks]


def width_chars(value: str) -> float:
    """Width in characters: a Chinese character is 1, a digit or Latin letter one half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in value)


@dataclass(frozen=True)
class MarkFit:
    """How large the organ mark is set (points) and how far it is narrowed (1 = not)."""

    size_pt: float
    scale: float


def fit_mark(mark: str) -> MarkFit:
    """The largest organ mark that fits on one line of the type area: narrowed first, then made smaller."""
    area = number("page.area_width_mm") * 72 / 25.4
    chars = max(width_chars(mark), 1)
    full, least = number("organ_mark.size_pt"), number("organ_mark.narrowest")
    scale = min(1.0, area / (chars * full))
    if scale >= least:
        return MarkFit(full, round(scale, 2) - (0.01 if scale < 1 else 0))
    size = max(number("organ_mark.smallest_pt") / 2, int(area / (chars * least)))
    return MarkFit(size, round(min(1.0, area / (chars * size)), 2) - 0.01)


def rows_below_title(paper: OfficialPaper, title_rows: int) -> int:
    """How many rows of 28 characters the first page has below the title of a paper with a red head."""
    pitch, mm = number("text.line_pt"), 72 / 25.4
    mark = fit_mark(paper.organ_mark).size_pt * (number("text.ink_top_em") + number("text.ink_bottom_em"))
    signer_rows = -(-len(paper.signers) // number("number.signers_per_row")) if paper.form == "upward" else 1
    blank = number("number.blank_lines") + max(signer_rows, 1) + number("title.blank_lines") + number("title.addressee_blank_lines")
    used = (number("organ_mark.top_mm") + number("header_rule.gap_mm")) * mm + mark + blank * pitch + title_rows * number("title.line_pt")
    return int((number("page.area_height_mm") * mm - used) / pitch)


@dataclass(frozen=True)
class SignaturePlace:
    """Right indents in characters of the signing organs (one each) and of the date."""

    organs: tuple[float, ...]
    date: float


def place_signature(organs: Iterable[str], date: str, sealed: bool) -> SignaturePlace:
    """Where organs and date stand: sealed papers centre the organ on the date (7.3.5.1), others shift the date
    two characters right of the organ's first one (7.3.5.2)."""
    widths = [width_chars(organ) for organ in organs]
    day = width_chars(date)
    if sealed:
        right = float(number("signature.sealed_date_right_chars"))
        overhang = max([0.0, *(width / 2 - day / 2 - right for width in widths)])
        right += overhang
        return SignaturePlace(tuple(right + day / 2 - width / 2 for width in widths), right)
    base, shift = number("signature.organ_right_chars"), number("signature.date_shift_chars")
    longest = max(widths, default=0.0)
    if day > longest:
        return SignaturePlace(tuple(base + day + shift - width for width in widths), float(base))
    return SignaturePlace(tuple(base + longest - width for width in widths), base + longest - shift - day)


def header_rows(table: Table) -> list[list[tuple[str, int, int]]]:
    """The head of a table as rows of (text, columns spanned, rows spanned); one or two rows."""
    if not any(column.group for column in table.columns):
        return [[(column.title, 1, 1) for column in table.columns]]
    upper: list[tuple[str, int, int]] = []
    lower: list[tuple[str, int, int]] = []
    previous = ""
    for column in table.columns:
        if not column.group:
            upper.append((column.title, 1, 2))
        else:
            lower.append((column.title, 1, 1))
            if column.group == previous:
                upper[-1] = (column.group, upper[-1][1] + 1, 1)
            else:
                upper.append((column.group, 1, 1))
        previous = column.group
    return [upper, lower]


def attachment_label(paper: OfficialPaper, position: int) -> str:
    """附件, or 附件N when there are several (7.3.7); ``position`` counts from 1."""
    return "附件" if len(paper.attachments) == 1 else f"附件{position}"


def attachment_notes(paper: OfficialPaper) -> list[tuple[str, str]]:
    """The attachment note under the text as (number, title) rows (7.3.4)."""
    several = len(paper.attachments) > 1
    return [(f"{n}." if several else "", clean(item.title)) for n, item in enumerate(paper.attachments, 1)]
