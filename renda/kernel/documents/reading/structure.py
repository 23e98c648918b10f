"""Which line is the mark, the number, the title, the addressees … of an official paper.

Styles count first, then size and side, then the words themselves; what is not recognised stays as a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from renda.kernel.documents.engine.model import Attachment, Attendance, OfficialPaper

from . import patterns
from .body import BodyReader
from .items import Contents, Item, Line
from .paper_end import split_end

MARK_STYLE, NUMBER_STYLE, PASS_STYLE, ADDRESSEE_STYLE = "发文机关标志", "发文字号", "题注文字", "主送机关"
TITLE_STYLES = ("title", "标题", "公文标题", "文件标题", "大标题")
TITLE_POINTS = 20
MARK_POINTS = 26
HEAD_LINES = 25
TITLE_CHARS = 120
#: Lines from the mark to the title (number, signers between them), and what is too short for an organ's name.
MARK_TO_TITLE, SHORTEST_ORGAN = 6, 3


@dataclass
class Head:
    """What stands before the text."""

    mark: str = ""
    number: str = ""
    urgency: str = ""
    signers: tuple[str, ...] = ()
    title: str = ""
    pass_note: str = ""
    addressees: tuple[str, ...] = ()
    organ: tuple[str, ...] = ()
    date: str = ""
    under_title: list[Line] = field(default_factory=list)
    rest: list[Item] = field(default_factory=list)


def to_paper(contents: Contents) -> tuple[OfficialPaper, list[str]]:
    """The paper that ``contents`` show, and notes on what should be looked at."""
    items = [item for item in contents.items if not isinstance(item, Line) or item.bare]
    head = read_head(items)
    end = split_end(head.rest)
    reader = BodyReader()
    blocks = reader.blocks([*head.under_title, *end.body])
    attachments = tuple(Attachment(title, reader.blocks(inner)) for title, inner in end.attachments)
    title = head.title
    form = form_of(head, end.attendance)
    paper = OfficialPaper(
        kind=kind_of(title, head.mark),
        form=form,
        title=title,
        organ_mark=head.mark,
        number=head.number,
        urgency=patterns.URGENCY.get(head.urgency, ""),
        signers=head.signers,
        pass_note=head.pass_note,
        addressees=head.addressees,
        blocks=blocks,
        attachments=attachments,
        signature=end.signature or head.organ,
        date=end.date or head.date,
        note=end.note,
        cc=end.cc,
        printed_by=end.printed_by,
        printed_on=end.printed_on,
        attendance=tuple(Attendance(label, names) for label, names in end.attendance),
        sealed=form in ("general", "upward", "letter"),
    )
    notes = [*reader.notes, *end.notes]
    if not title:
        notes.append("没有认出标题，请补上标题。")
    return paper, list(dict.fromkeys(notes))


# ------------------------------------------------------------------ before the text


def read_head(items: list[Item]) -> Head:
    """Take the lines before the text off ``items``."""
    head = Head()
    first, last = _title_lines(items)
    if first < 0:
        head.rest = list(items)
        return head
    for item in items[:first]:
        if isinstance(item, Line):
            _before_title(head, item)
    lines = [item for item in items[first:last] if isinstance(item, Line)]
    head.title = "".join(_flat(line.bare) for line in lines)
    if not head.mark and patterns.MARK_END.search(head.title) and any(line.style == MARK_STYLE for line in lines):
        head.mark = head.title
    at = last
    while at < len(items) and isinstance(item := items[at], Line) and _after_title(head, item):
        at += 1
    head.rest = list(items[at:])
    return head


def _title_lines(items: list[Item]) -> tuple[int, int]:
    """Where the title's lines begin and end; (-1, -1) when there is none."""
    early = [(at, item) for at, item in enumerate(items[:HEAD_LINES]) if isinstance(item, Line)]
    for test in (_styled_title, _large_title, _centred_title, _worded_title):
        found = next((at for at, line in early if test(line) and not _is_head_line(line) and not _is_copied_mark(items, at)), -1)
        if found >= 0:
            if test is _worded_title:
                return _grown_back(items, found), found + 1
            end = found + 1
            while end < len(items) and isinstance(line := items[end], Line) and test(line) and _goes_on(items, found, end):
                end += 1
            return found, end
    return -1, -1


def _goes_on(items: list[Item], first: int, end: int) -> bool:
    """Whether the line at ``end`` belongs to the title begun at ``first``."""
    line = items[end]
    before = "".join(item.bare for item in items[first:end])
    if _is_head_line(line) or patterns.PASS_NOTE.match(line.bare) or patterns.FULL_DATE.match(_tight(line.bare)):
        return False
    if line.bare.startswith(("——", "—")) or len(before + line.bare) > TITLE_CHARS or patterns.SALUTATION.match(line.bare):
        return False
    same = items[first].size_pt == line.size_pt and items[first].style == line.style
    return same and not (patterns.TITLE.search(before) and not items[first].size_pt)


def _grown_back(items: list[Item], at: int) -> int:
    """In plain text a title may be typed on two lines: the first holds the organ or begins with 关于."""
    above = items[at - 1] if at else None
    if isinstance(above, Line) and not _is_head_line(above) and not patterns.SENTENCE.search(above.bare) and len(above.bare) <= 40:
        return at - 1
    return at


def _is_head_line(line: Line) -> bool:
    text = _tight(line.bare)
    if line.style in (MARK_STYLE, NUMBER_STYLE) or patterns.PAPER_NUMBER.match(text) or patterns.PLAIN_NUMBER.match(text):
        return True
    if text in patterns.URGENCY or patterns.SIGNERS.search(line.bare) or (line.red and line.size_pt >= MARK_POINTS):
        return True
    return bool(re.search(r"文件$", text)) and len(text) <= 40 and "关于" not in text


def _is_copied_mark(items: list[Item], at: int) -> bool:
    """A red mark that a photocopy shows in black: the organ alone, and below it a title that begins with the organ."""
    organ = re.sub(r"文件$", "", _tight(items[at].bare)) if isinstance(items[at], Line) else ""
    below = "".join(_tight(item.bare) for item in items[at + 1 : at + 1 + MARK_TO_TITLE] if isinstance(item, Line))
    return len(organ) > SHORTEST_ORGAN and "关于" not in organ and f"{organ}关于" in below


def _styled_title(line: Line) -> bool:
    return line.style.lower() in TITLE_STYLES


def _large_title(line: Line) -> bool:
    return line.size_pt >= TITLE_POINTS and not line.red and not line.box


def _centred_title(line: Line) -> bool:
    return line.align == "center" and not patterns.PASS_NOTE.match(line.bare) and not line.bare.startswith("——")


def _worded_title(line: Line) -> bool:
    text = line.bare
    return bool(patterns.TITLE.search(text)) and len(text) <= TITLE_CHARS and not patterns.SENTENCE.search(text) and "，" not in text


def _before_title(head: Head, line: Line) -> None:
    text = line.bare
    signers = patterns.SIGNERS.search(text)
    if signers:
        head.signers += _names(signers[1])
        text = text[: signers.start()].strip(" \t\u3000")
    tight = _tight(text)
    left, tab, right = text.partition("\t")
    if not tight:
        return
    if tight in patterns.URGENCY:
        head.urgency = tight
    elif patterns.PAPER_NUMBER.match(tight) or patterns.PLAIN_NUMBER.match(tight):
        head.number = _flat(text)
    elif tab and patterns.PAPER_NUMBER.match(_tight(right)):
        head.urgency, head.number = _tight(left), right.strip()
    elif tab and patterns.FULL_DATE.match(_tight(right)):
        head.organ, head.date = (left.strip(),), right.strip()
    elif tab and head.signers and patterns.PAPER_NUMBER.match(_tight(left)):
        head.number = left.strip()
        head.signers += _names(right)
    elif signers is None and head.signers and patterns.SIGNING_PERSON.match(text) and head.mark:
        head.signers += _names(text)
    elif not head.mark:
        head.mark = _flat(text)
    else:
        head.under_title.append(line)


def _names(text: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[\s、\u3000]+", text) if part)


def _after_title(head: Head, line: Line) -> bool:
    """Whether the line still belongs to the head; it is taken when it does."""
    text, tight = line.bare, _tight(line.bare)
    if not head.number and (line.style == NUMBER_STYLE or patterns.PLAIN_NUMBER.match(tight) or patterns.PAPER_NUMBER.match(tight)):
        head.number = text
        return True
    if not head.pass_note and (line.style == PASS_STYLE or patterns.PASS_NOTE.match(text)) and not line.level:
        head.pass_note = _flat(text)
        return True
    if line.align == "center" and not patterns.SENTENCE.search(text) and not patterns.ATTACHMENT_HEAD.match(tight):
        head.under_title.append(line)
        return True
    flush = not line.indented and not line.text.startswith(("\u3000", "  "))
    if not head.addressees and (line.style == ADDRESSEE_STYLE or (flush and patterns.SALUTATION.match(text))):
        head.addressees = split_organs(text.rstrip("：:"))
        return True
    return False


def split_organs(text: str) -> tuple[str, ...]:
    """Organs set apart by 、 outside brackets; joined again by 、 they give the same text."""
    parts, depth = [""], 0
    for char in text:
        depth += (char in "（(《") - (char in "）)》")
        if char == "、" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += char
    return tuple(part for part in parts if part) if "、".join(parts) == text and all(parts) else (text,)


# ------------------------------------------------------------------ what it is


def kind_of(title: str, mark: str) -> str:
    """The kind of paper by the end of its title."""
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", title)
    ends = [word for word in patterns.TITLE_ENDS if bare.endswith(word)]
    if ends:
        return max(ends, key=len)
    return "纪要" if mark.endswith("纪要") else "材料"


def form_of(head: Head, attendance: object) -> str:
    """The form of the standard: letter, upward, minutes …; plain for everything without a red head."""
    tight = _tight(head.mark)
    if head.signers:
        return "upward"
    if attendance or tight.endswith("纪要"):
        return "minutes"
    if tight.endswith("公告") or head.title.endswith("公告"):
        return "announcement"
    if head.mark and patterns.PAPER_NUMBER.match(_tight(head.number)):
        return "general" if tight.endswith("文件") else "letter"
    if head.title.endswith(("决议", "决定")):
        return "resolution"
    return "general" if head.mark else "plain"


def _flat(text: str) -> str:
    return text.replace("\n", "").strip(" \t\u3000")


def _tight(text: str) -> str:
    return re.sub(r"[\s\u3000]", "", text)
