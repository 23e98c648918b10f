"""What an import would do, row by row: shown to a person before anything is saved."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from renda.kernel.exchange.cells import Value

Action = Literal["new", "change", "same"]
Status = Literal["new", "change", "same", "warning", "duplicate", "error"]

STATUS_LABELS: dict[str, str] = {
    "new": "新登记",
    "change": "有变动",
    "same": "没有变化",
    "warning": "请核对",
    "duplicate": "重复",
    "error": "有错误",
}


@dataclass(frozen=True)
class Reason:
    """One sentence about a row, or about one of its cells when ``field`` is a field key."""

    message: str
    field: str = ""


@dataclass(frozen=True)
class RowResult:
    """One data row and what would happen to it.

    Attributes:
        number: row number as Excel shows it.
        values: field key → parsed value; a blank cell is None, a field without a column is absent.
        shown: field key → the cell as written, for the fields that have a column.
        action: what ``apply`` would do; None for rows it must leave alone.
        status: what the page shows; ``warning`` rows are applied, ``error`` and ``duplicate`` rows are not.
        errors, warnings: each says what is wrong and what to do.
        target: id (as text) of the existing record, for ``change`` and ``same``.
        changes: field key → (old, new) as shown to people.
    """

    number: int
    values: dict[str, Value]
    shown: dict[str, str] = field(default_factory=dict)
    action: Action | None = None
    status: Status = "new"
    errors: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()
    target: str = ""
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Errors first, then warnings."""
        return self.errors + self.warnings

    @property
    def status_label(self) -> str:
        """The status in Chinese."""
        return STATUS_LABELS[self.status]

    @property
    def is_applied(self) -> bool:
        """Whether confirming writes this row."""
        return self.status not in ("error", "duplicate") and self.action in ("new", "change")

    def with_error(self, message: str, field_key: str = "", *, status: Status = "error") -> RowResult:
        """The row refused for one more reason."""
        return replace(self, action=None, status=status, errors=(*self.errors, Reason(message, field_key)))

    def with_warning(self, message: str, field_key: str = "") -> RowResult:
        """The row with one more thing to look at; it stays applicable."""
        status = self.status if self.status in ("error", "duplicate") else "warning"
        return replace(self, status=status, warnings=(*self.warnings, Reason(message, field_key)))

    def resolved(
        self, action: Action, *, target: str = "", changes: dict[str, tuple[str, str]] | None = None
    ) -> RowResult:
        """The row with what is to be done; keeps the status ``warning`` when there are warnings."""
        status: Status = "warning" if self.warnings else action
        return replace(self, action=action, status=status, target=target, changes=changes or {})


@dataclass(frozen=True)
class LeftOut:
    """A line of the file that is not imported, and why."""

    number: int
    text: str
    why: str


@dataclass(frozen=True)
class Preview:
    """The whole answer to "what would this file do"; nothing has been saved.

    Attributes:
        importer: key of the importer.
        title: its Chinese name.
        filename, sheet: where the rows come from.
        columns: (field key, label, heading in the file) in the order of the file.
        unmatched_columns: headings nobody reads; their contents are not imported.
        missing_columns: labels of fields without a column.
        blockers: reasons why nothing can be imported at all.
        rows: every data row.
        left_out: notes, totals, example rows.
        digest: of the file and of everything the confirmation would do.
    """

    importer: str
    title: str
    filename: str
    sheet: str
    columns: tuple[tuple[str, str, str], ...]
    unmatched_columns: tuple[str, ...]
    missing_columns: tuple[str, ...]
    blockers: tuple[str, ...]
    rows: tuple[RowResult, ...]
    left_out: tuple[LeftOut, ...]
    digest: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """Number of rows for every status, zeros included."""
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in STATUS_LABELS}

    @property
    def to_apply(self) -> tuple[RowResult, ...]:
        """The rows a confirmation writes."""
        return tuple(row for row in self.rows if row.is_applied)

    @property
    def can_apply(self) -> bool:
        """Whether there is anything to confirm."""
        return not self.blockers and bool(self.to_apply)

    def rows_with(self, statuses: Iterable[str]) -> tuple[RowResult, ...]:
        """The rows in any of ``statuses``."""
        wanted = set(statuses)
        return tuple(row for row in self.rows if row.status in wanted)

    def to_json(self) -> str:
        """The preview as text; ``from_json`` gives an equal preview."""
        return json.dumps(_plain(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Preview:
        """The preview that ``to_json`` wrote."""
        data = json.loads(text, object_hook=_revive)
        data["rows"] = tuple(_row(row) for row in data["rows"])
        data["left_out"] = tuple(LeftOut(**item) for item in data["left_out"])
        data["columns"] = tuple(tuple(column) for column in data["columns"])
        for key in ("unmatched_columns", "missing_columns", "blockers"):
            data[key] = tuple(data[key])
        return cls(**data)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _revive(data: dict[str, Any]) -> Any:
    return date.fromisoformat(data["$date"]) if set(data) == {"$date"} else data


def _row(data: dict[str, Any]) -> RowResult:
    data["values"] = {key: tuple(v) if isinstance(v, list) else v for key, v in data["values"].items()}
    data["changes"] = {key: tuple(pair) for key, pair in data["changes"].items()}
    for key in ("errors", "warnings"):
        data[key] = tuple(Reason(**reason) for reason in data[key])
    return RowResult(**data)


def applied_content(preview: Preview) -> Any:
    """Everything of a preview that decides what a confirmation writes, for the digest."""
    rows = [
        [row.number, row.status, row.action, row.target, _plain(row.values), _plain(row.changes)]
        for row in preview.rows
    ]
    return [preview.importer, list(preview.blockers), rows]
