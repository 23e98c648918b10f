"""Filling an office's own template: run by run, so that fonts, sizes and spacing stay as the office set them."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from renda.kernel.documents.engine.layout import clean
from renda.kernel.documents.office_templates.marks import MARK, find, placed, text_nodes, tidy
from renda.kernel.documents.office_templates.matching import KNOWN, LIST, OWN, POSITION, TEXT, Ruling
from renda.kernel.documents.office_templates.package import W, open_template, paragraphs, written

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MOST_ROWS = 2000


class UnknownMarks(ValueError):
    """The file has marks nobody ruled on; the message (Chinese) names each with its place."""


@dataclass(frozen=True)
class Filled:
    """The finished file; ``without_value``: labels of fields left as marks because nothing was given for them."""

    bytes: bytes
    without_value: tuple[str, ...]


def fill(data: bytes, rulings: Sequence[Ruling], values: Mapping[str, Any]) -> Filled:
    """The template with values in its places.

    Args:
        data: the template, a docx.
        rulings: what each mark means, see :mod:`.matching`.
        values: known field or own mark name → text; list → sequence of mappings part → text.

    Raises:
        UnknownMarks: a mark that no ruling covers, or two lists in one row; says where.
        RefusedFile: the file is not safe.
    """
    parts = open_template(data, "范本.docx")
    known = {ruling.name: ruling for ruling in rulings}
    _refuse_unknown(parts, known)
    missing: dict[str, None] = {}
    for part, root in parts.items():
        _repeat(part, root, known, values, missing)
        for paragraph in list(paragraphs(root)):
            _fill_paragraph(paragraph, known, lambda ruling: _plain(ruling, values), missing)
    return Filled(written(data, parts), tuple(missing))


def _refuse_unknown(parts: Mapping[str, Any], known: Mapping[str, Ruling]) -> None:
    marks, broken = find(parts)
    lines = [f"{mark.place}的“{mark.written}”" for mark in marks if mark.name not in known or known[mark.name].kind == "unknown"]
    if lines:
        raise UnknownMarks(f"范本里有认不出的字段：{'；'.join(dict.fromkeys(lines))}。请先在范本页面说明它们是什么。")
    if broken:
        told = "；".join(f"{item.place}“…{item.excerpt}…”" for item in broken)
        raise UnknownMarks(f"范本里有没写完的标记：{told}。请补全括号再上传。")


# ------------------------------------------------------------------ lists: rows and paragraphs that repeat


def _repeat(part: str, root: Any, known: Mapping[str, Ruling], values: Mapping[str, Any], missing: dict[str, None]) -> None:
    """Repeat every row (or paragraph outside tables) that holds marks of a list."""
    holders: dict[Any, tuple[str, str]] = {}
    for paragraph, place in placed(part, root):
        for name in _names(paragraph):
            ruling = known[name]
            if ruling.kind != LIST:
                continue
            holder = next(paragraph.iterancestors(f"{W}tr"), paragraph)
            if holders.setdefault(holder, (ruling.field, place))[0] != ruling.field:
                raise UnknownMarks(f"{place}所在的一行里有两个名单，一行只能放一个。请改成两行再上传。")
    for holder, (field, _) in holders.items():
        rows = values.get(field)
        if not rows:
            missing.update(dict.fromkeys(known[name].label for name in _all_names(holder) if known[name].kind == LIST))
            continue
        _copies(holder, list(rows)[:MOST_ROWS], known, missing)


def _copies(holder: Any, rows: list[Mapping[str, Any]], known: Mapping[str, Ruling], missing: dict[str, None]) -> None:
    for position, item in enumerate(rows, 1):
        fresh = copy.deepcopy(holder)
        holder.addprevious(fresh)

        def value(ruling: Ruling, item: Mapping[str, Any] = item, position: int = position) -> str | None:
            if ruling.kind != LIST:
                return None
            return str(position) if ruling.part == POSITION else clean(str(item.get(ruling.part, "") or ""))

        for paragraph in [fresh] if fresh.tag == f"{W}p" else list(paragraphs(fresh)):
            _fill_paragraph(paragraph, known, value, {}, lists=True)
    holder.getparent().remove(holder)


def _names(paragraph: Any) -> list[str]:
    text = "".join(node.text or "" for node in text_nodes(paragraph) if node.tag == f"{W}t")
    return [tidy(found[1] or found[2]) for found in MARK.finditer(text)]


def _all_names(holder: Any) -> list[str]:
    inner: Iterable[Any] = [holder] if holder.tag == f"{W}p" else paragraphs(holder)
    return [name for paragraph in inner for name in _names(paragraph)]


# ------------------------------------------------------------------ one paragraph


def _plain(ruling: Ruling, values: Mapping[str, Any]) -> str | None:
    """The value of a mark outside lists; None leaves the mark where it is."""
    if ruling.kind not in (KNOWN, OWN):
        return None
    value = values.get(ruling.field if ruling.kind == KNOWN else ruling.name)
    if isinstance(value, (list, tuple)):
        value = "、".join(str(item) for item in value)
    return clean(str(value)).strip() or None if value is not None else None


def _fill_paragraph(paragraph: Any, known: Mapping[str, Ruling], value: Any, missing: dict[str, None], lists: bool = False) -> None:
    """Put values over the marks. The first run of a mark takes the value with its own look; the rest of the mark
    goes out of the runs behind it."""
    nodes = [node for node in text_nodes(paragraph) if node.tag == f"{W}t"]
    text = "".join(node.text or "" for node in nodes)
    told = []
    for found in MARK.finditer(text):
        ruling = known[tidy(found[1] or found[2])]
        if ruling.kind == TEXT or (ruling.kind == LIST) != lists:
            continue
        if (given := value(ruling)) is None:
            missing.setdefault(ruling.label)
        else:
            told.append((found, given))
    for found, given in reversed(told):
        _put(nodes, found.start(), found.end(), given)


def _put(nodes: Sequence[Any], start: int, end: int, value: str) -> None:
    position, first = 0, True
    for node in nodes:
        text = node.text or ""
        left, right = max(start - position, 0), min(end - position, len(text))
        position += len(text)
        if left >= right:
            continue
        _write(node, text[:left] + (value if first else "") + text[right:])
        first = False


def _write(node: Any, text: str) -> None:
    """The text of a node; line breaks become breaks of the same run."""
    lines = text.split("\n")
    node.text = lines[0]
    node.set(SPACE, "preserve")
    after = node
    for line in lines[1:]:
        stop, more = etree.Element(f"{W}br"), etree.Element(f"{W}t")
        more.text = line
        more.set(SPACE, "preserve")
        after.addnext(stop)
        stop.addnext(more)
        after = more
