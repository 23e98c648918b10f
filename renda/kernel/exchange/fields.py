"""The columns an importer knows, and how a header written by hand finds its field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "name", "phone", "id_number", "date", "integer", "choice", "multi"]

_BRACKETED = re.compile(r"[(\[【〔{<《].*?[)\]】〕}>》]")
_DECORATION = re.compile(r"[\s*※★☆#:;,.、。/\\|_\-—()\[\]【】〔〕{}<>《》\"'“”‘’]+")
HEADER_JOINT = "/"


@dataclass(frozen=True)
class Choice:
    """One allowed value: ``key`` is stored, ``label`` is shown, ``aliases`` are also understood."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One column of an import.

    Args:
        key: name of the value in the parsed row.
        label: the heading, as in the empty form.
        aliases: other headings people write.
        required: whether a row without it is refused.
        kind: how a cell is read (see ``cells.parse``).
        choices: for ``choice`` and ``multi``; ``multi`` without choices takes any words.
        max_length: characters, for texts.
        lowest, highest: bounds of an ``integer``.
        example: what the example row of the empty form shows.
        help: one sentence for the person who fills the form.
    """

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    kind: Kind = "text"
    choices: tuple[Choice, ...] = ()
    max_length: int | None = None
    lowest: int | None = None
    highest: int | None = None
    example: str = ""
    help: str = ""


def normal_form(text: str) -> str:
    """Text for comparing headings and labels: half-width, no blanks, marks or brackets, lower case."""
    return _DECORATION.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _without_remarks(text: str) -> str:
    return normal_form(_BRACKETED.sub("", unicodedata.normalize("NFKC", text)))


def _keys_of_heading(heading: str) -> list[str]:
    """Forms under which a heading may be known, the most telling first."""
    whole, bare = normal_form(heading), _without_remarks(heading)
    keys = [whole, bare, whole.removeprefix("必填").removesuffix("必填"), bare.removeprefix("必填").removesuffix("必填")]
    if HEADER_JOINT in heading:
        last = heading.rpartition(HEADER_JOINT)[2]
        keys += [normal_form(last), _without_remarks(last)]
    return [key for key in dict.fromkeys(keys) if key]


@dataclass(frozen=True)
class HeaderMatch:
    """Which column belongs to which field.

    Attributes:
        columns: field key → column number from 0.
        unmatched: headings that belong to no field, or repeat one.
        missing: fields without a column.
    """

    columns: dict[str, int]
    unmatched: tuple[str, ...]
    missing: tuple[Field, ...]


def match_header(header: Sequence[str], fields: Iterable[Field]) -> HeaderMatch:
    """Find the field of every heading; an exact label wins over an alias, the left over the right."""
    fields = tuple(fields)
    known: dict[str, tuple[int, str]] = {}
    for rank, names in enumerate([f.label] for f in fields):
        for name in names:
            known.setdefault(normal_form(name), (0, fields[rank].key))
            known.setdefault(_without_remarks(name), (1, fields[rank].key))
    for field in fields:
        for alias in field.aliases:
            known.setdefault(normal_form(alias), (2, field.key))
    offers = []
    for column, heading in enumerate(header):
        for step, key in enumerate(_keys_of_heading(heading)):
            if key in known:
                rank, field_key = known[key]
                offers.append((step, rank, column, field_key))
                break
    columns: dict[str, int] = {}
    for _, _, column, field_key in sorted(offers):
        columns.setdefault(field_key, column)
    used = set(columns.values())
    unmatched = tuple(h for i, h in enumerate(header) if h and i not in used)
    return HeaderMatch(columns, unmatched, tuple(f for f in fields if f.key not in columns))
