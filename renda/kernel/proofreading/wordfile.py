"""Accepted mends put into the docx itself: only the words change, every format stays as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from renda.kernel.documents.checking.package import Package, open_docx, q
from renda.kernel.proofreading.findings import Finding, in_order

TEXT, TAB, BREAK = q("t"), q("tab"), q("br")
PARTS = ("header", "footer", "footnotes", "endnotes")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class MendedFile:
    """The file with the mends, how many went in, and those whose place was not found only once."""

    data: bytes
    done: int
    left: tuple[Finding, ...]


def mend_docx(data: bytes, accepted: Iterable[Finding]) -> MendedFile:
    """Put the replacements of ``accepted`` into a docx.

    A place is found by the words around it; where they stand in several places that do not all mean the finding, it is
    left. Raises ``Unopenable`` for what is no readable docx.
    """
    package = open_docx(data)
    paragraphs = [list(_texts(node)) for root in _roots(package) for node in root.iter(q("p"))]
    done, left = 0, []
    for finding in reversed(in_order(f for f in accepted if f.replacement is not None)):
        if _put(paragraphs, finding):
            done += 1
        else:
            left.append(finding)
    return MendedFile(package.write() if done else data, done, tuple(reversed(left)))


def _roots(package: Package) -> list[etree._Element]:
    """The parts that hold words: the document, headers, footers, notes."""
    main = package.main()
    names = [main, *(name for kind in PARTS for name in package.related(main, kind).values())]
    return [root for name in names if (root := package.tree(name)) is not None]


def _texts(paragraph: etree._Element) -> Iterable[etree._Element]:
    """The text nodes of a paragraph that are its own: not those of a text box inside it, not deleted ones."""
    for node in paragraph.iter(TEXT):
        owner = next((up for up in node.iterancestors(q("p"))), None)
        if owner is paragraph:
            yield node


def _put(paragraphs: list[list[etree._Element]], finding: Finding) -> bool:
    """Whether the mend went in at the one place it can mean."""
    place = finding.place
    for before, after in ((place.before, place.after), ("", place.after), (place.before, "")):
        wanted = before + place.excerpt + after
        if len(wanted) <= len(place.excerpt) and len(place.excerpt) < 2:
            continue
        found = [
            (nodes, start + len(before))
            for nodes in paragraphs
            for start in _positions("".join(node.text or "" for node in nodes), wanted)
        ]
        if len(found) == 1:
            nodes, start = found[0]
            _write(nodes, start, start + len(place.excerpt), str(finding.replacement))
            return True
        if found:
            return False
    return False


def _positions(text: str, wanted: str) -> Iterable[int]:
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _write(nodes: list[etree._Element], start: int, end: int, replacement: str) -> None:
    """Replace characters of the joined text; the run that holds the first of them takes the new words."""
    position, placed = 0, False
    for node in nodes:
        words = node.text or ""
        low, high = max(0, start - position), min(len(words), end - position)
        position += len(words)
        if low > len(words) or high < 0 or (low >= len(words) and not (start == end and not placed)):
            continue
        if high >= low and (high > low or not placed):
            node.text = words[:low] + ("" if placed else replacement) + words[max(low, high) :]
            node.set(SPACE, "preserve")
            placed = True
        if position >= end:
            return
