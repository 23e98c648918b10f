"""Which paragraph is which element of an official paper: mark, number, title, addressees, text, attachments, imprint.

Judged by words first (they are the same in every office), by look only where words leave it open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from renda.kernel.documents.engine.model import Form

from . import patterns
from .source import Para, Shape, Source

HEAD_REACH = 25
TITLE_MOST_LINES = 6
RED_LEAST = 160
COPIED_MARK_PT = 26.0


@dataclass
class AttachmentPart:
    """An attachment after the paper: its label, what stands before it on the same row, title and text."""

    label: Para
    number: Para | None = None
    title: list[Para] = field(default_factory=list)
    text: list[Para] = field(default_factory=list)


@dataclass
class Elements:
    """The elements found; lists are empty and single ones None when the paper does not have them."""

    form: Form = "plain"
    kind: str = ""
    copy_number: Para | None = None
    secrecy: Para | None = None
    urgency: Para | None = None
    mark: list[Para] = field(default_factory=list)
    number: Para | None = None
    signers: list[Para] = field(default_factory=list)
    issue_row: Para | None = None
    title: list[Para] = field(default_factory=list)
    serial: Para | None = None
    pass_note: Para | None = None
    addressees: Para | None = None
    text: list[Para] = field(default_factory=list)
    headings: list[tuple[Para, int]] = field(default_factory=list)
    notes: list[Para] = field(default_factory=list)
    signature: list[Para] = field(default_factory=list)
    date: Para | None = None
    note: Para | None = None
    attendance: list[Para] = field(default_factory=list)
    attachments: list[AttachmentPart] = field(default_factory=list)
    moved_addressees: Para | None = None
    cc: Para | None = None
    printed: Para | None = None
    red_rules: list[Shape] = field(default_factory=list)

    @property
    def title_text(self) -> str:
        """The title without its line breaks."""
        return "".join(para.words for para in self.title).replace("\n", "").replace(" ", "")

    def number_text(self) -> str:
        """The number alone, without what shares its row."""
        found = patterns.LOOSE_NUMBER.search(self.number.words) if self.number else None
        return found[0].strip() if found else ""


def recognise(source: Source, form: Form | None = None) -> Elements:
    """The elements of ``source``; ``form`` overrules the guess about the kind of layout."""
    return _Recogniser(source).run(form)


class _Recogniser:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.found = Elements()
        self.lines = [para for para in source.paragraphs if not para.blank]
        self.flow = [para for para in self.lines if para.container != "cell"]
        self.used: set[int] = set()

    def run(self, form: Form | None) -> Elements:
        found = self.found
        found.red_rules = [shape for shape in self.source.shapes if shape.kind in ("line", "rect") and is_red(shape.color)]
        self._imprint()
        detached = bool(self.flow) and patterns.ATTACHMENT_LABEL.match(self.flow[0].words) is not None
        after_title = 0 if detached else self._header()
        end = self._attachments(after_title)
        self._body(self._ending(after_title, end), after_title)
        found.kind = kind_of(found.title_text)
        found.form = form or self._form()
        return found

    def _take(self, para: Para) -> Para:
        self.used.add(para.index)
        return para

    # -------------------------------------------------------------- header and title

    def _header(self) -> int:
        """The header's elements and the title; returns the position in ``flow`` after them."""
        candidates = self.lines[:HEAD_REACH]
        title_at = self._title_start()
        limit = self.flow[title_at].index if title_at is not None else 0
        for para in candidates:
            if para.index >= limit and para.container != "box":
                break
            if para.index not in self.used:
                self._header_row(para)
        if title_at is None:
            return 0
        return self._title(title_at)

    def _header_row(self, para: Para) -> None:
        found, words = self.found, para.words
        if found.copy_number is None and re.fullmatch(r"\d{4,8}", words) and not found.mark:
            found.copy_number = self._take(para)
        elif patterns.SECRECY.match(words) and len(words) < 12:
            found.secrecy = self._take(para)
        elif patterns.URGENCY.match(words):
            found.urgency = self._take(para)
            if patterns.LOOSE_NUMBER.search(words):
                found.number = para
        elif "签发人" in words or (found.signers and len(words) < 30 and patterns.LOOSE_NUMBER.search(words)):
            found.signers.append(self._take(para))
            if patterns.LOOSE_NUMBER.search(words):
                found.number = para
        elif found.number is None and patterns.LOOSE_NUMBER.search(words) and len(words) < 40:
            found.number = self._take(para)
        elif found.number is not None and patterns.ANY_DATE.search(words) and len(words) < 60:
            found.issue_row = self._take(para)
        elif (found.number is None or is_mark(para)) and len(words) <= 60 and para.container in ("body", "box"):
            found.mark.append(self._take(para))

    def _title_start(self) -> int | None:
        """Where the title begins in ``flow``: the first paragraph that ends like one, drawn up over its own lines."""
        reach = [n for n, para in enumerate(self.flow[:HEAD_REACH]) if para.container == "body"]
        styled = next((n for n in reach if self.flow[n].style in ("Title", "标题")), None)
        if styled is not None:
            return styled
        ending = next((n for n in reach if self._title_like(self.flow[n], n)), None)
        if ending is None:
            return None
        start = ending
        while start > 0 and self._same_title(self.flow[start - 1], self.flow[ending]):
            start -= 1
        return start

    def _title_like(self, para: Para, position: int) -> bool:
        words = para.words.replace("\n", "")
        if para.index in self.used or len(words) < 2 or patterns.LOOSE_NUMBER.search(words) or patterns.HEADING_ANY.match(words):
            return False
        if words[-1] in "，。；：:" and para.look.align != "center":
            return False
        if is_mark(para):
            return False
        if "关于" in words and words.rstrip("。，").endswith(patterns.KINDS_BY_LENGTH) and len(words) < 150:
            return True
        large = para.size_pt >= 18
        return (para.look.align == "center" and (large or words.endswith(patterns.TITLE_ENDS))) or (
            large and position > 0 and words.endswith(patterns.TITLE_ENDS)
        )

    def _same_title(self, para: Para, below: Para) -> bool:
        """Whether ``para`` is an upper line of the title that ``below`` ends."""
        words = para.words
        return (
            para.container == "body" and para.index not in self.used and not is_mark(para) and not patterns.LOOSE_NUMBER.search(words)
            and "签发人" not in words and not patterns.URGENCY.match(words) and abs(para.size_pt - below.size_pt) < 0.6
            and para.look.align == below.look.align and below.index - para.index <= TITLE_MOST_LINES
            and not any(item.blank for item in self.source.paragraphs[para.index + 1 : below.index])
        )

    def _title(self, start: int) -> int:
        found = self.found
        position = start
        while position < len(self.flow) and len(found.title) < TITLE_MOST_LINES:
            para = self.flow[position]
            if found.title and not self._continues(para, found.title[-1]):
                break
            found.title.append(self._take(para))
            position += 1
        for para in self.flow[position : position + 3]:
            if patterns.PASS_NOTE.match(para.words):
                found.pass_note = self._take(para)
                position = self.flow.index(para) + 1
            elif para.look.align == "center" and patterns.SERIAL_ROW.match(para.words):
                found.serial = self._take(para)
                position = self.flow.index(para) + 1
        return position

    def _continues(self, para: Para, last: Para) -> bool:
        words = para.words
        gap = any(item.blank for item in self.source.paragraphs[last.index + 1 : para.index])
        return (
            not gap and para.look.align == "center" == last.look.align and abs(para.size_pt - last.size_pt) < 0.6
            and para.index not in self.used and not patterns.PASS_NOTE.match(words) and not patterns.SERIAL_ROW.match(words)
            and not words.endswith(("：", ":")) and para.container == "body"
        )

    # -------------------------------------------------------------- from the end backwards

    def _imprint(self) -> None:
        for para in reversed(self.lines[-30:]):
            words = para.words
            if para.table is not None and any(len(row) > 1 for row in self.source.tables[para.table].rows):
                continue  # a form with a box of that name
            if para.table is not None and patterns.PRINTED.search(words) and not patterns.ANY_DATE.search(words) and not self.source.tables[para.table].floating:
                continue
            if self.found.printed is None and patterns.PRINTED.search(words) and len(words) < 80:
                self.found.printed = self._take(para)
            elif self.found.cc is None and patterns.CC.match(words):
                self.found.cc = self._take(para)
            elif self.found.cc is not None and patterns.MOVED.match(words):
                self.found.moved_addressees = self._take(para)

    def _attachments(self, start: int) -> int:
        """The attachments; returns where in ``flow`` the first one begins."""
        end = len(self.flow)
        labels = [
            n for n, para in enumerate(self.flow)
            if n >= start and para.index not in self.used and patterns.ATTACHMENT_LABEL.match(para.words) and self._starts_attachment(n)
        ]
        for n, at in enumerate(labels):
            stop = labels[n + 1] if n + 1 < len(labels) else len(self.flow)
            part = AttachmentPart(self._take(self.flow[at]))
            if at and patterns.NUMBER_ROW.match(self.flow[at - 1].words) and self.flow[at - 1].index not in self.used:
                part.number = self._take(self.flow[at - 1])
            rest = [para for para in self.flow[at + 1 : stop] if para.index not in self.used]
            while rest and len(part.title) < TITLE_MOST_LINES and self._attachment_title(rest[0], part):
                part.title.append(self._take(rest.pop(0)))
            part.text = rest
            self.used |= {para.index for para in rest}
            self.found.attachments.append(part)
            end = min(end, at - (part.number is not None))
        return end

    def _starts_attachment(self, n: int) -> bool:
        """A label stands alone at the edge; one before the date belongs to the note under the text."""
        para = self.flow[n]
        label = patterns.ATTACHMENT_LABEL.match(para.words)
        assert label is not None
        if label[0] == para.words.strip():
            return para.breaks_before or any(patterns.LOOSE_DATE.match(item.words) for item in self.flow[:n]) or n == 0
        return False

    def _attachment_title(self, para: Para, part: AttachmentPart) -> bool:
        if part.title:
            last = part.title[-1]
            gap = any(item.blank for item in self.source.paragraphs[last.index + 1 : para.index])
            return not gap and para.look.align == last.look.align == "center" and abs(para.size_pt - last.size_pt) < 0.6
        return para.look.align == "center" or para.size_pt >= 18 or (len(para.words) <= 40 and not para.words.endswith(("。", "：", "；")))

    def _ending(self, start: int, end: int) -> int:
        """Date, signature, note, attendance and attachment note; returns where in ``flow`` the text ends."""
        found, stop = self.found, end
        minutes = "纪要" in found.title_text + "".join(para.words for para in found.mark)
        for n in range(end - 1, start - 1, -1):
            para = self.flow[n]
            words = para.words
            if para.index in self.used:
                continue
            if minutes and patterns.ATTENDANCE.match(words) and found.date is None:
                found.attendance.insert(0, self._take(para))
                stop = n
            elif patterns.BRACKETED.match(words) and found.date is None and found.note is None and n > start:
                found.note = self._take(para)
            elif patterns.LOOSE_DATE.match(words) and not found.attendance:
                found.date = self._take(para)
                return self._signature(n, start)
            elif found.attendance and len(found.attendance) < 40 and not words.endswith("。"):
                continue
            else:
                break
        if found.date is None and found.note is not None:
            self.used.discard(found.note.index)
            found.note = None
        return self._attachment_notes(stop, start)

    def _signature(self, date_at: int, start: int) -> int:
        stop = date_at
        for n in range(date_at - 1, max(start, date_at - 8) - 1, -1):
            para = self.flow[n]
            if para.index in self.used or not patterns.looks_signed(para.words) or patterns.NOTE_LINE.match(para.words) or patterns.NOTE_START.match(para.words):
                break
            if any(item.container == "cell" for item in self.source.paragraphs[para.index : self.flow[n + 1].index]):
                break
            if para.look.align not in ("right", "center") and para.look.left(para.char_pt) < 4 and not para.text.startswith((" " * 6, "\u3000" * 4, "\t")):
                break
            self.found.signature.insert(0, self._take(para))
            stop = n
        return self._attachment_notes(stop, start)

    def _attachment_notes(self, stop: int, start: int) -> int:
        """The note 附件：… right above the signature."""
        begin = None
        for n in range(stop - 1, max(start, stop - 60) - 1, -1):
            words = self.flow[n].words
            if patterns.NOTE_START.match(words):
                begin = n
                break
            if not patterns.NOTE_LINE.match(words) and self.flow[n].look.first(self.flow[n].char_pt) >= 0:
                break
        if begin is None:
            return stop
        self.found.notes = [self._take(para) for para in self.flow[begin:stop] if para.index not in self.used]
        return begin

    # -------------------------------------------------------------- text

    def _body(self, stop: int, start: int) -> None:
        found = self.found
        rest = [para for para in self.flow[start:stop] if para.index not in self.used and para.container == "body"]
        if rest and self._addressed(rest[0]):
            found.addressees = self._take(rest.pop(0))
        found.text = rest
        for para in rest:
            self.used.add(para.index)
            if level := heading_level(para):
                found.headings.append((para, level))

    def _addressed(self, para: Para) -> bool:
        words = para.words
        indented = para.look.first(para.char_pt) + para.look.left(para.char_pt) > 0.5
        headless = not (self.found.mark or self.found.number)
        if indented and (headless or kind_of(self.found.title_text) in patterns.NO_ADDRESSEES):
            return False
        if not words.endswith(("：", ":")) and para.style != "主送机关":
            return bool(patterns.ADDRESSED.match(words)) and para.look.first(para.char_pt) < 0.5
        return len(words) <= 300 and "。" not in words and not patterns.HEADING_ANY.match(words)

    def _form(self) -> Form:
        found = self.found
        head = "".join(para.words for para in found.mark)
        if not (found.mark or found.number or found.signers):
            if found.kind in ("决议", "决定") and found.pass_note is not None:
                return "resolution"
            return "announcement" if found.kind == "公告" and found.serial is not None else "plain"
        if "纪要" in head:
            return "minutes"
        if "简报" in head or (not found.kind and found.number is not None and patterns.SERIAL.match(found.number.words)):
            return "plain"  # a bulletin has a head of its own
        if found.signers or found.kind == "请示":
            return "upward"
        rules = [shape for shape in found.red_rules if (shape.width_mm or 0) > 150]
        if len(rules) >= 3 or (found.mark and "文件" not in head and found.kind == "函"):
            return "letter"
        if found.kind == "公告":
            return "announcement"
        if found.kind in ("决议", "决定") and found.pass_note is not None:
            return "resolution"
        return "general"


def is_red(color: str) -> bool:
    """Whether RRGGBB is a red."""
    try:
        red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return False
    return red >= RED_LEAST and green < 100 and blue < 100


def is_mark(para: Para) -> bool:
    """A red or very large line of the header."""
    return para.style == "发文机关标志" or is_red(str(para.most("color"))) or para.size_pt > COPIED_MARK_PT


def kind_of(title: str) -> str:
    """The kind of paper a title ends with, or empty."""
    plain = title.rstrip("，。、；：！？,.;:!?）) ")
    return next((kind for kind in patterns.KINDS_BY_LENGTH if plain.endswith(kind)), "")


def heading_level(para: Para) -> int:
    """1 to 4 when the paragraph is a heading (or begins like one and is short), else 0."""
    words = para.words
    for level, pattern in patterns.HEADING.items():
        if pattern.match(words):
            if level <= 2:
                return level
            return level if para.look.outline is not None or para.style.lower().startswith(("heading", "标题")) else 0
    return 0


