"""Importing in two steps: ``preview`` shows, ``confirm`` does exactly what was shown or nothing.

An importer belongs to a module; it says which columns it knows, which rows are the same thing,
what each row would do to the records, and does it. Reading, matching columns, checking cells,
repeated rows and the all-or-nothing of the confirmation are done here once.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import transaction

from renda.foundation import hashing
from renda.kernel.exchange import cells
from renda.kernel.exchange.fields import Field, HeaderMatch, match_header
from renda.kernel.exchange.preview import LeftOut, Preview, Reason, RowResult, applied_content
from renda.kernel.exchange.sheets import Row, Sheet, read_table


@dataclass(frozen=True)
class ImportReport:
    """What a confirmation has written."""

    created: int = 0
    changed: int = 0
    notes: tuple[str, ...] = ()

    @property
    def message_zh(self) -> str:
        """One sentence for the person who confirmed."""
        return f"已导入：新登记 {self.created} 条，更新 {self.changed} 条。"


class Importer(Protocol):
    """What a module gives to import one kind of record.

    One that keeps the headings of the file has besides ``headed(columns, context)``: called after ``apply`` with (field
    key, label, heading in the file) in the order of the file.
    """

    key: str
    title: str
    fields: Sequence[Field]

    def duplicate_key(self, row: RowResult, context: Any) -> Hashable | None:
        """Equal for rows of one file that mean the same record; None when that cannot be told."""

    def check(self, rows: Sequence[RowResult], context: Any) -> Sequence[RowResult]:
        """The same rows in the same order, each ``resolved``, ``with_error`` or ``with_warning``. Writes nothing."""

    def apply(self, rows: Sequence[RowResult], context: Any) -> ImportReport:
        """Write the rows. Called inside one transaction with rows whose ``is_applied`` is true."""


class PreviewChanged(Exception):
    """The records or the file are no longer what the person saw. Nothing was saved."""

    message_zh = "预览之后，文件或者系统里的登记有了变化，这次没有保存。请重新核对下面的最新预览，再确认导入。"

    def __init__(self, preview: Preview) -> None:
        super().__init__(self.message_zh)
        self.preview = preview


class NothingToImport(Exception):
    """The preview has no row to write. Nothing was saved."""

    message_zh = "没有可以导入的行。请按每行后面的提示改好表格，再重新上传。"

    def __init__(self, preview: Preview) -> None:
        super().__init__(self.message_zh)
        self.preview = preview


def preview(importer: Importer, data: bytes, filename: str, context: Any) -> Preview:
    """Say what importing the file would do, and save nothing.

    Args:
        importer: which kind of record.
        data: the bytes of the file.
        filename: its name, for messages.
        context: handed to the importer as it is (the town, the account, ...).

    Raises:
        UnreadableFile: the file is not a table that can be read.
    """
    fields = tuple(importer.fields)
    sheet = read_table(data, filename, fields)
    match = match_header(sheet.header, fields)
    rows, examples = _read_rows(sheet, fields, match)
    rows = _mark_repeated(importer, rows, context)
    rows = _check(importer, rows, context)
    result = Preview(
        importer=importer.key,
        title=importer.title,
        filename=filename,
        sheet=sheet.name,
        columns=_columns(sheet, fields, match),
        unmatched_columns=match.unmatched,
        missing_columns=tuple(field.label for field in match.missing),
        blockers=_blockers(match, rows),
        rows=tuple(rows),
        left_out=tuple(LeftOut(item.number, item.text, item.why) for item in sheet.ignored) + tuple(examples),
    )
    return _with_digest(result, data)


def confirm(importer: Importer, data: bytes, filename: str, context: Any, digest: str) -> ImportReport:
    """Import what the preview with ``digest`` showed, in one transaction.

    Raises:
        PreviewChanged: file or records differ from what was shown; carries the new preview.
        NothingToImport: there is no row to write.
        UnreadableFile: as in ``preview``.
    """
    with transaction.atomic():
        current = preview(importer, data, filename, context)
        if current.digest != digest:
            raise PreviewChanged(current)
        if not current.can_apply:
            raise NothingToImport(current)
        report = importer.apply(current.to_apply, context)
        if headed := getattr(importer, "headed", None):
            headed(current.columns, context)
        return report


def _with_digest(result: Preview, data: bytes) -> Preview:
    content = [hashing.sha256_hex(data), applied_content(result)]
    return Preview(**{**vars(result), "digest": hashing.sha256_hex(hashing.canonical_json(content))})


def _columns(sheet: Sheet, fields: Sequence[Field], match: HeaderMatch) -> tuple[tuple[str, str, str], ...]:
    labels = {field.key: field.label for field in fields}
    order = sorted(match.columns.items(), key=lambda pair: pair[1])
    return tuple((key, labels[key], sheet.header[column]) for key, column in order)


def _blockers(match: HeaderMatch, rows: Sequence[RowResult]) -> tuple[str, ...]:
    missing = [field.label for field in match.missing if field.required]
    blockers = []
    if missing:
        names = "、".join(f"“{label}”" for label in missing)
        blockers.append(f"表里没有{names}这一列，不能导入。请补上这一列；如果列名不同，请改成这个名字。")
    if not rows:
        blockers.append("表头下面没有内容。请填好以后再上传。")
    return tuple(blockers)


def _read_rows(
    sheet: Sheet, fields: Sequence[Field], match: HeaderMatch
) -> tuple[list[RowResult], list[LeftOut]]:
    rows, examples = [], []
    for row in sheet.rows:
        shown = {f.key: cells.cell_text(row.cells[match.columns[f.key]]) for f in fields if f.key in match.columns}
        if not any(shown.values()):
            examples.append(LeftOut(row.number, "", "只有不认识的列里有内容"))
        elif _is_example(shown, fields):
            examples.append(LeftOut(row.number, "，".join(filter(None, shown.values())), "空表里的示例行"))
        else:
            rows.append(_read_row(row, shown, fields, match, sheet.uses_1904))
    return rows, examples


def _is_example(shown: dict[str, str], fields: Sequence[Field]) -> bool:
    """Whether the row is the untouched example of the empty form: every cell of it, and at least two."""
    examples = {field.key: field.example for field in fields if field.example}
    return len(examples) > 1 and {key: text for key, text in shown.items() if text} == examples


def _read_row(
    row: Row, shown: dict[str, str], fields: Sequence[Field], match: HeaderMatch, uses_1904: bool
) -> RowResult:
    values: dict[str, cells.Value] = {}
    errors, warnings = [], []
    for field in fields:
        if field.key not in match.columns:
            continue
        reading = cells.parse(field, row.cells[match.columns[field.key]], uses_1904=uses_1904)
        values[field.key] = reading.value
        if reading.reason:
            errors.append(Reason(reading.reason, field.key))
        elif reading.remark:
            warnings.append(Reason(reading.remark, field.key))
    errors.extend(Reason(f"表里没有“{f.label}”这一列", f.key) for f in match.missing if f.required)
    return RowResult(
        number=row.number,
        values=values,
        shown=shown,
        status="error" if errors else "warning" if warnings else "new",
        errors=tuple(errors),
        warnings=tuple(warnings),
    )


def _mark_repeated(importer: Importer, rows: list[RowResult], context: Any) -> list[RowResult]:
    """The first row of a kind counts, later ones are duplicates; where they differ the first is to be looked at."""
    labels = {field.key: field.label for field in importer.fields}
    first_at: dict[Hashable, int] = {}
    rows = list(rows)
    for index, row in enumerate(rows):
        key = None if row.status == "error" else importer.duplicate_key(row, context)
        if key is None:
            continue
        if key not in first_at:
            first_at[key] = index
            continue
        first = rows[first_at[key]]
        differing = [labels[k] for k in row.values if row.values[k] != first.values[k]]
        if differing:
            what = "、".join(differing)
            message = f"与第 {first.number} 行重复，但{what}不一样，这一行不导入。请核对哪一行对，删掉另一行"
            rows[first_at[key]] = first.with_warning(f"第 {row.number} 行与这一行重复，但{what}不一样。请核对哪一行对")
        else:
            message = f"与第 {first.number} 行重复，这一行不导入"
        rows[index] = row.with_error(message, status="duplicate")
    return rows


def _check(importer: Importer, rows: list[RowResult], context: Any) -> list[RowResult]:
    """Let the importer look at the rows that are still good, and put its answers in their places."""
    places = [index for index, row in enumerate(rows) if row.status not in ("error", "duplicate")]
    checked = importer.check([rows[index] for index in places], context)
    for index, answer in zip(places, checked, strict=True):
        if answer.number != rows[index].number:
            raise ValueError("check() must return the rows in the order it received them")
        rows[index] = answer
    return rows
