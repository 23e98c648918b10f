"""Attachments: label, title, where they start, and whether they agree with the note under the text."""

from __future__ import annotations

import re

from renda.kernel.documents.engine.layout import number

from .. import patterns
from ..recognise import AttachmentPart
from ..sight import Sight, near, wrong_fonts, wrong_sizes
from .body import chinese_value
from .head import typeset

NAME = re.compile(r"^(?:附\s*件\s*[：:]?\s*)?(?:(\d+)\s*[.．、:：)）]\s*)?")


def look_at(sight: Sight) -> None:
    """Checks FMT-25 and FMT-26."""
    parts = sight.elements.attachments
    for part in parts:
        _label(sight, part)
        _title(sight, part)
    _agreement(sight)
    _detached(sight)


def _label(sight: Sight, part: AttachmentPart) -> None:
    label = part.label
    typeset(sight, "FMT-25", "附件", label, "heiti", number("text.size_pt"))
    if label.words.endswith(("：", ":")):
        sight.say("FMT-25", "附件", label, "“附件”后面多了冒号", "去掉冒号", replacement=label.words[:-1])
    if not re.fullmatch(r"附件\d*", label.words.rstrip("：:")):
        sight.say("FMT-25", "附件", label, f"写成了“{label.words}”", "写作“附件”或“附件1”，用阿拉伯数字，中间不空格")
    char = sight.char_pitch_pt(label)
    if label.look.align in ("center", "right") or abs(label.look.left(char) + label.look.first(char)) > number("checking.indent_chars"):
        sight.say("FMT-25", "附件", label, "“附件”没有顶格", "“附件”顶格排在版心左上角第一行", mendable=True)
    first = part.number or label
    if not first.breaks_before and first.index > 0:
        sight.say("FMT-25", "附件", label, "附件没有另起一面", "在“附件”前分页", mendable=True)


def _title(sight: Sight, part: AttachmentPart) -> None:
    if not part.title:
        return
    first = part.title[0]
    wanted = number("attachment.title_row") - 2
    if first.container == "body" and not near(sight.blank_lines(part.label, first), wanted, "blank_lines"):
        sight.say("FMT-25", "附件", first, "附件标题没有排在第三行", "“附件”下空一行排标题", mendable=True)
    for para in part.title:
        if para.look.align != "center":
            sight.say("FMT-25", "附件", para, "附件标题没有居中", "附件标题居中排", mendable=True)
        if wrong_fonts(para, ("xiaobiaosong",)) or wrong_sizes(para, number("title.size_pt")):
            sight.say("FMT-25", "附件", para, "附件标题不是二号小标宋", "附件标题与公文标题一样用二号小标宋", strength="practice", mendable=True)


def note_names(sight: Sight) -> list[tuple[int | None, str]]:
    """Number and name of every attachment in the note under the text."""
    rows: list[tuple[int | None, str]] = []
    for para in sight.elements.notes:
        words = para.words
        found = NAME.match(words)
        assert found is not None
        if rows and found[0] == "":
            rows[-1] = (rows[-1][0], rows[-1][1] + words)
        else:
            rows.append((int(found[1]) if found[1] else None, words[found.end() :]))
    return [(value, plain(name)) for value, name in rows]


def plain(name: str) -> str:
    """A name for comparing: without marks at its ends, spaces and book-title marks around it."""
    bare = re.sub(r"\s", "", name).strip(patterns.END_MARKS)
    return bare[1:-1] if bare.startswith("《") and bare.endswith("》") else bare


def _agreement(sight: Sight) -> None:
    found = sight.elements
    noted = note_names(sight)
    parts = found.attachments
    if parts and not noted and found.date is not None:
        sight.say("FMT-25", "附件", parts[0].label, "后面有附件，正文下没有附件说明", "在正文下空一行写“附件：”和名称")
        return
    if noted and parts and len(noted) != len(parts):
        sight.say("FMT-25", "附件", parts[0].label, f"附件说明有 {len(noted)} 个，后面的附件有 {len(parts)} 个", "核对附件个数")
        return
    for position, ((value, name), part) in enumerate(zip(noted, parts, strict=False), 1):
        label = re.sub(r"\D", "", part.label.words) or str(chinese_value(re.sub(r"附\s*件|[：:\s]", "", part.label.words)) or "")
        if (value is not None or label) and label != str(value if value is not None else position) and len(parts) > 1:
            sight.say("FMT-25", "附件", part.label, f"序号“{part.label.words}”与附件说明里的“{value or position}”不一致", "附件的序号与附件说明一致")
        title = plain("".join(para.words for para in part.title))
        if title and name and title != name:
            sight.say("FMT-25", "附件", part.title[0], f"标题与附件说明里的“{name}”不一致", "附件标题与附件说明写成一样")


def _detached(sight: Sight) -> None:
    """A file that begins with an attachment is bound apart: the paper's number stands before the label."""
    parts, found = sight.elements.attachments, sight.elements
    if parts and not found.title and not found.text and parts[0].number is None and not patterns.LOOSE_NUMBER.search(parts[0].label.words):
        sight.say("FMT-26", "附件", parts[0].label, "单独的附件没有写发文字号", "在“附件”前一行顶格写上正文的发文字号", strength="normally")
