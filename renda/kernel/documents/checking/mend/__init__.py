"""Mending a docx by layout alone: no character is changed, and that is proved before the file is handed back."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from renda.foundation.hashing import sha256_hex
from renda.kernel.documents.engine.model import Form

from .. import Report, check_opened
from ..findings import Finding
from ..package import Package, open_docx
from ..reader import read_package
from ..recognise import recognise
from ..sight import Sight
from ..source import Para, Source
from . import fixes, footers, imprint

ROUNDS = 4
SPACE = re.compile(r"\n")


class WordsChanged(RuntimeError):
    """A mend would have changed the text; nothing was handed back."""


@dataclass(frozen=True)
class Mended:
    """The mended file, what was mended (in words), what a person must do, and the proof: the digest of the text before
    and after, line breaks and empty lines aside, with its number of characters."""

    data: bytes
    done: tuple[str, ...]
    left: tuple[Finding, ...]
    characters: int
    text_before: str
    text_after: str

    def as_json(self) -> dict[str, Any]:
        """Plain data, without the file."""
        return {
            "done": list(self.done), "left": [asdict(found) for found in self.left], "characters": self.characters,
            "text_before": self.text_before, "text_after": self.text_after,
        }


def mend_docx(data: bytes, *, form: Form | None = None, draw: bool = False) -> Mended:
    """Mend what layout alone can mend.

    ``form`` overrules the recognised kind of layout; ``draw`` also mends what only the drawn page shows (with
    LibreOffice on the computer). Raises :class:`Unopenable` for what is no readable docx and :class:`WordsChanged` if
    the text were not the same afterwards.
    """
    before = _read(data)
    report = first = check_opened(data, before, form=form, draw=draw)
    for _ in range(ROUNDS):
        todo = [found for found in report.findings if found.mendable]
        if not todo:
            break
        better = _round(data, todo, form)
        if better == data:
            break
        data = better
        report = check_opened(data, _read(data), form=form, draw=draw)
    after = _read(data)
    if words(after) != words(before):
        raise WordsChanged("修正会改动文字，已停止，原文件没有动")
    return Mended(data, _done(first, report), report.findings, len(words(after)), sha256_hex(words(before)), sha256_hex(words(after)))


def words(source: Source) -> str:
    """The characters of a document in order, without line breaks and empty paragraphs."""
    return "\u2029".join(SPACE.sub("", para.text) for para in source.paragraphs if para.text.strip("\n"))


def _read(data: bytes) -> Source:
    return read_package(open_docx(data))


def _round(data: bytes, todo: list[Finding], form: Form | None) -> bytes:
    """Every mend once. Paragraph mends come first, those that add and remove empty lines after: they shift places."""
    package = open_docx(data)
    source = read_package(package)
    sight = Sight(source, recognise(source, form))
    together: dict[tuple[str, str], list[Finding]] = {}
    for found in todo:
        together.setdefault((found.id, found.place.element if found.id in MANY_PLACES else ""), []).append(found)
    for (check, _), group in sorted(together.items(), key=lambda item: item[0][0] in SHIFTING):
        paras = dict.fromkeys(para for found in group for para in _paragraphs(source, found))
        _mend(package, sight, check, group, list(paras))
    return package.write()


MANY_PLACES = frozenset(("FMT-33",))
SHIFTING = frozenset(("FMT-27", "FMT-08", "FMT-09", "FMT-13", "FMT-15", "FMT-18", "FMT-20", "FMT-21", "FMT-24", "FMT-25"))


def _paragraphs(source: Source, found: Finding) -> list[Para]:
    indexes = [] if found.place.paragraph is None else [found.place.paragraph, *found.also]
    return [source.paragraphs[index] for index in indexes]


def _mend(package: Package, sight: Sight, check: str, group: list[Finding], paras: list[Para]) -> None:
    element = group[0].place.element
    if check == "FMT-30" or (check == "FMT-33" and element == "页码"):
        if footers.replaceable(sight):
            footers.renew(package, sight)
        if check == "FMT-33":
            footers.no_first(sight)
    elif check == "FMT-33" and element == "版记":
        imprint.unruled(sight, group, paras)
    elif check == "FMT-33":
        fixes.number_row(sight, group, paras)
    elif fix := fixes.FIXES.get(check):
        fix(sight, group, paras)


def _done(before: Report, after: Report) -> tuple[str, ...]:
    """What is no longer found, in words."""
    left = {(found.id, found.place.element, found.message) for found in after.findings}
    gone = [found for found in before.findings if (found.id, found.place.element, found.message) not in left]
    return tuple(dict.fromkeys(f"{found.place.words()}：{found.message} → {found.mend}" for found in gone))
