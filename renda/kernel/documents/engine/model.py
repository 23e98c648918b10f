"""What an official paper is: one frozen model that both renderers, the checks and the templates share.

Layout is none of its business; kinds and elements follow GB/T 9704-2012 clauses 7 and 10 in our own words.
"""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Form = Literal["general", "upward", "letter", "minutes", "announcement", "resolution", "plain"]
Urgency = Literal["", "特急", "加急"]
Align = Literal["left", "center", "right"]
Marks = Literal["decimal", "paren", "dash"]


class PaperError(ValueError):
    """The data do not make a paper; the message (Chinese) names the place and what is wrong there."""


@dataclass(frozen=True)
class Run:
    """A stretch of text; outside of tables official papers do not use bold, emphasis is set in Kai."""

    text: str
    kaiti: bool = False


@dataclass(frozen=True)
class Heading:
    """A numbered heading; level 1 一、 level 2 （一） level 3 1. level 4 （1）. The number is not typed."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise PaperError(f"标题层级只能是 1 至 4，现在是 {self.level}")


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]
    indent: bool = True
    align: Align = "left"


@dataclass(frozen=True)
class ListBlock:
    items: tuple[str, ...]
    marks: Marks = "decimal"


@dataclass(frozen=True)
class Column:
    """A column: its width is a share of the whole; neighbours with the same ``group`` get a common head."""

    title: str
    width: float = 1.0
    align: Align = "left"
    group: str = ""


@dataclass(frozen=True)
class Bold:
    """Words of a cell that stand out; ``row`` and ``column`` count from 0, the head not among them."""

    row: int
    column: int
    text: str


@dataclass(frozen=True)
class Table:
    """``bold`` in the order of reading; see :mod:`.cells` for the cells in stretches."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    caption: str = ""
    landscape: bool = False
    bold: tuple[Bold, ...] = ()

    def __post_init__(self) -> None:
        if not self.columns:
            raise PaperError("表格至少要有一栏")
        if any(column.width <= 0 for column in self.columns):
            raise PaperError("表格栏宽必须大于零")
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise PaperError(f"表格第 {number} 行有 {len(row)} 格，应为 {len(self.columns)} 格")


@dataclass(frozen=True)
class Pair:
    """One labelled box of a form; ``lines`` is the least height of the box in text lines."""

    label: str
    value: str = ""
    lines: int = 1


@dataclass(frozen=True)
class KeyValue:
    """A form: each row holds one or two labelled boxes."""

    rows: tuple[tuple[Pair, ...], ...]

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            if not 1 <= len(row) <= 2:
                raise PaperError(f"表单第 {number} 行只能放一项或两项，现在是 {len(row)} 项")


@dataclass(frozen=True)
class PageBreak:
    """The next block starts a new page."""


Block = Heading | Paragraph | ListBlock | Table | KeyValue | PageBreak
BLOCKS = {"heading": Heading, "paragraph": Paragraph, "list": ListBlock, "table": Table,
          "form": KeyValue, "page_break": PageBreak}
BLOCK_NAMES = {kind: name for name, kind in BLOCKS.items()}


@dataclass(frozen=True)
class Attachment:
    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Attendance:
    """One row of the list under minutes: 出席, 请假 or 列席."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class OfficialPaper:
    """An official paper. Dates are written out ("2026年1月8日", see :func:`date_zh`); the colon after the
    addressees, the brackets of the note and the numbers of headings and attachments are set by the renderers."""

    kind: str
    form: Form
    title: str
    organ_mark: str = ""
    number: str = ""
    urgency: Urgency = ""
    signers: tuple[str, ...] = ()
    pass_note: str = ""
    addressees: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    signature: tuple[str, ...] = ()
    date: str = ""
    note: str = ""
    cc: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: str = ""
    attendance: tuple[Attendance, ...] = ()
    sealed: bool = True


def text(*parts: str) -> Paragraph:
    """A plain paragraph; every second part is set in Kai."""
    return Paragraph(tuple(Run(part, kaiti=index % 2 == 1) for index, part in enumerate(parts)))


def plain_text(paper: OfficialPaper) -> str:
    """Every word of the paper in reading order, see :func:`.view.plain_text`."""
    from .view import plain_text as read  # the view needs the model first

    return read(paper)


# ------------------------------------------------------------------ JSON


def to_json(paper: OfficialPaper) -> str:
    """The paper as JSON text (UTF-8, keys in the order of the model)."""
    return json.dumps(_encode(paper), ensure_ascii=False)


def from_json(source: str | bytes) -> OfficialPaper:
    """The paper in ``source``.

    Raises :class:`PaperError` for broken JSON, unknown or missing keys and values of the wrong type.
    """
    try:
        data = json.loads(source)
    except (ValueError, UnicodeDecodeError) as error:
        raise PaperError("公文数据不是完整的 JSON，可能文件已损坏") from error
    return _decode(OfficialPaper, data, "公文")


def _encode(value: Any) -> Any:
    if is_dataclass(value):
        data = {field.name: _encode(getattr(value, field.name)) for field in fields(value)}
        return {"type": BLOCK_NAMES[type(value)], **data} if type(value) in BLOCK_NAMES else data
    return [_encode(item) for item in value] if isinstance(value, tuple) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(kind: Any, value: Any, place: str) -> Any:
    origin = get_origin(kind)
    if origin is tuple:
        if not isinstance(value, list):
            raise PaperError(f"{place}：应当是一组内容")
        return tuple(_decode(get_args(kind)[0], item, f"{place}第 {n} 项") for n, item in enumerate(value, 1))
    if origin is Literal:
        if value not in get_args(kind):
            raise PaperError(f"{place}：不能是“{value}”，只能是 {'、'.join(map(repr, get_args(kind)))}")
        return value
    if origin in (Union, types.UnionType):
        return _decode_block(value, place)
    if is_dataclass(kind):
        return _decode_dataclass(kind, value, place)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise PaperError(f"{place}：数据类型不对（{type(value).__name__}）")
    return value


def _decode_block(value: Any, place: str) -> Block:
    if not isinstance(value, dict) or value.get("type") not in BLOCKS:
        name = value.get("type") if isinstance(value, dict) else value
        raise PaperError(f"{place}：不认识的内容块“{name}”")
    rest = {key: item for key, item in value.items() if key != "type"}
    return _decode_dataclass(BLOCKS[value["type"]], rest, place)


def _decode_dataclass(kind: type, value: Any, place: str) -> Any:
    if not isinstance(value, dict):
        raise PaperError(f"{place}：应当是一组有名称的内容")
    known = {field.name: field for field in fields(kind)}
    if unknown := sorted(set(value) - set(known)):
        raise PaperError(f"{place}：有不认识的内容“{'、'.join(unknown)}”")
    missing = [name for name, field in known.items() if name not in value and field.default is MISSING]
    if missing:
        raise PaperError(f"{place}：缺少“{'、'.join(missing)}”")
    hints = _hints(kind)
    try:
        return kind(**{name: _decode(hints[name], item, f"{place}.{name}") for name, item in value.items()})
    except PaperError as error:
        raise error if str(error).startswith("公文") else PaperError(f"{place}：{error}") from error
