"""What stands after the text: attachment note, signature and date, note, attendance, attachments, imprint."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from . import patterns
from .items import Break, Grid, Item, Line

SIGNATURE_STYLE, LABEL_STYLE, IMPRINT_STYLE = "署名日期", "附件标识", "版记"
ORGAN_CHARS = 40
MOST_SIGNERS = 4
SIGNED_ROW = re.compile(rf"^(.+?)[\s\u3000]+({patterns.DAY})$")


@dataclass
class End:
    """The parts after the text, and the text itself in ``body``."""

    body: list[Item] = field(default_factory=list)
    signature: tuple[str, ...] = ()
    date: str = ""
    note: str = ""
    attendance: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    attachments: list[tuple[str, list[Item]]] = field(default_factory=list)
    cc: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: str = ""
    notes: list[str] = field(default_factory=list)


def split_end(items: list[Item]) -> End:
    """Take apart everything after the title part."""
    end = End()
    rest = _imprint(list(items), end)
    rest = _attachments(rest, end)
    _closing(rest, end)
    return end


# ------------------------------------------------------------------ imprint


def _imprint(items: list[Item], end: End) -> list[Item]:
    """抄送 and 印发 at the very end, typed or in the bottom table."""
    while items:
        last = items[-1]
        if isinstance(last, Break):
            items.pop()
            continue
        if isinstance(last, Grid):
            texts = [cell.text for row in last.rows for cell in row if cell.text]
            joined = "\t".join(texts)
            known = [text for text in texts if _imprint_line(text, End())]
            if last.floats and known or len(known) == len(texts) or (known and _imprint_line(joined, End())):
                for text in texts:
                    if not _imprint_line(text, end) and not end.printed_by:
                        end.printed_by = text
                items.pop()
            return items
        if not _imprint_line(last.bare, end):
            return items
        items.pop()
    return items


def _imprint_line(text: str, end: End) -> bool:
    if found := patterns.CC.match(text):
        from .structure import split_organs  # the two halves of one reading need each other here

        end.cc = split_organs(found[1].replace("\n", ""))
        return True
    if found := patterns.PRINTED.match(text):
        end.printed_by, end.printed_on = found[1].strip(" \t\u3000") or end.printed_by, re.sub(r"\s", "", found[2])
        return True
    return False


# ------------------------------------------------------------------ attachments


def _attachments(items: list[Item], end: End) -> list[Item]:
    """Cut off each attachment: a line 附件N, a title, and what follows up to the next one."""
    starts = [at for at, item in enumerate(items) if _is_label(item, items, at)]
    if not starts:
        return items
    for at, stop in zip(starts, [*starts[1:], len(items)], strict=True):
        inner = items[at + 1 : stop]
        title, taken = _attachment_title(inner)
        end.attachments.append((title, inner[taken:]))
    rest = items[: starts[0]]
    while rest and isinstance(rest[-1], Break):
        rest.pop()
    return rest


def _is_label(item: Item, items: list[Item], at: int) -> bool:
    if not isinstance(item, Line) or not patterns.ATTACHMENT_HEAD.match(_tight(item.bare)):
        return False
    return at + 1 < len(items)


def _attachment_title(inner: list[Item]) -> tuple[str, int]:
    lines: list[str] = []
    for item in inner:
        if not isinstance(item, Line) or patterns.SENTENCE.search(item.bare) or len(item.bare) > 60:
            break
        if lines and not (item.align == "center" and inner[0].align == "center" and not patterns.TITLE.search(lines[-1])):
            break
        lines.append(item.bare.replace("\n", ""))
    return "".join(lines), len(lines)


# ------------------------------------------------------------------ signature and what surrounds it


def _closing(items: list[Item], end: End) -> None:
    rest = _attendance(items, end)
    if rest and isinstance(rest[-1], Line) and (found := patterns.NOTE.match(rest[-1].bare)):
        end.note = found[1]
        rest.pop()
    rest = _signature(rest, end)
    rest = _attachment_note(rest, end)
    end.body = rest


def _attendance(items: list[Item], end: End) -> list[Item]:
    rest = list(items)
    while rest and isinstance(last := rest[-1], Line) and (found := patterns.ATTENDANCE.match(last.bare)):
        names = tuple(part for part in found[2].replace("\n", "").split("、") if part)
        if patterns.SENTENCE.search(found[2]):
            break
        end.attendance.insert(0, (_tight(found[1]), names))
        rest.pop()
    if len(end.attendance) == 1 and end.attendance[0][0] in ("主持", "记录"):
        return _restored(items, end)
    return rest


def _restored(items: list[Item], end: End) -> list[Item]:
    end.attendance = []
    return list(items)


def _signature(items: list[Item], end: End) -> list[Item]:
    """The date as the last line and up to four organs above it; without a date, lines with the signature's style."""
    rest = list(items)
    while rest and isinstance(rest[-1], Break):
        rest.pop()
    if rest and isinstance(last := rest[-1], Line):
        tight = _tight(last.bare)
        if patterns.FULL_DATE.match(tight):
            end.date = tight
            rest.pop()
        elif (found := SIGNED_ROW.match(last.bare)) and _is_organ(Line((), style=last.style), found[1]):
            end.signature, end.date = (found[1].strip(),), _tight(found[2])
            rest.pop()
            return rest
    signers: list[str] = []
    while rest and len(signers) < MOST_SIGNERS and isinstance(line := rest[-1], Line) and _is_organ(line, line.bare, bool(end.date)):
        signers.insert(0, re.sub(r"\s+", " ", line.bare) if "\n" not in line.bare else line.bare.replace("\n", ""))
        rest.pop()
    end.signature = tuple(signers)
    return rest


def _is_organ(line: Line, text: str, dated: bool = True) -> bool:
    if line.style == SIGNATURE_STYLE:
        return True
    if not dated or line.level or len(text) > ORGAN_CHARS or patterns.SENTENCE.search(text) or text.endswith(("：", ":", "，")):
        return False
    if any(pattern.match(text) for _, pattern in patterns.HEADINGS) or patterns.ATTACHMENT_NOTE.match(text):
        return False
    right = line.align == "right" or line.text.startswith("\u3000" * 3) or line.text.startswith(" " * 8)
    return bool(patterns.ORGAN_END.search(_tight(text))) and "，" not in text or right and len(text) <= ORGAN_CHARS


def _attachment_note(items: list[Item], end: End) -> list[Item]:
    """附件：1.… 2.… under the text. Attachments named there without a text of their own are kept by name."""
    start = next((at for at in range(len(items) - 1, -1, -1) if _opens_note(items[at])), -1)
    if start < 0:
        return items
    titles: list[str] = []
    for item in items[start:]:
        if not isinstance(item, Line):
            return items
        for row in item.bare.split("\n"):
            found = patterns.ATTACHMENT_NOTE.match(row.strip()) if not titles else patterns.NOTE_ITEM.match(row.strip(" \t\u3000"))
            if found is None:
                return items
            titles.append(found[2].strip())
    if not end.attachments:
        end.attachments = [(title, []) for title in titles]
        end.notes.append(f"写了{len(titles)}个附件，文件里没有附件的正文，请补上。")
    elif len(titles) == len(end.attachments):
        end.attachments = [(own or title, inner) for title, (own, inner) in zip(titles, end.attachments, strict=True)]
        differing = [n for n, (title, (own, _)) in enumerate(zip(titles, end.attachments, strict=True), 1) if title != own]
        if differing:
            end.notes.append(f"附件{'、'.join(map(str, differing))}的名称和正文后面的附件说明不一样，请核对。")
    else:
        end.notes.append(f"附件说明写了{len(titles)}个，文件里有{len(end.attachments)}个，请核对。")
    return items[:start]


def _opens_note(item: Item) -> bool:
    return isinstance(item, Line) and bool(patterns.ATTACHMENT_NOTE.match(item.bare)) and not patterns.SENTENCE.search(item.bare)


def _tight(text: str) -> str:
    return re.sub(r"[\s\u3000]", "", text)
