"""From recognised elements to :class:`OfficialPaper`, so that the wording checks of our own papers serve outside ones."""

from __future__ import annotations

import re

from renda.kernel.documents.engine.model import Attachment, Attendance, Block, OfficialPaper, Paragraph, Run

from . import patterns
from .recognise import Elements
from .source import Para, Source

SPLIT = re.compile("[、，；,;]")
BRACKETS = "（）()"


def as_paper(source: Source, elements: Elements) -> OfficialPaper:
    """What the elements say, as a paper. Headings stay plain paragraphs: their numbers are judged where they stand."""
    printed_by, printed_on = _printed(elements.printed)
    urgency = next((word for word in ("特急", "加急") if elements.urgency and elements.urgency.words.startswith(word)), "")
    return OfficialPaper(
        kind=elements.kind or _unknown_kind(elements), form=elements.form, title=elements.title_text,
        organ_mark="".join(para.words for para in elements.mark), number=_number(elements), urgency=urgency,  # type: ignore[arg-type]
        signers=_signers(elements), pass_note=elements.pass_note.words if elements.pass_note else "",
        addressees=_organs(elements.addressees, ""), blocks=_blocks(elements.text or _cells(source.paragraphs, elements)),
        attachments=_attachments(source, elements), signature=tuple(para.words for para in elements.signature),
        date=re.sub(r"\s", "", elements.date.words) if elements.date else "",
        note=elements.note.words.strip(BRACKETS) if elements.note else "", cc=_organs(elements.cc, "抄送"),
        printed_by=printed_by, printed_on=printed_on, attendance=_attendance(elements),
    )


def _unknown_kind(elements: Elements) -> str:
    """The last two characters of the title: what the writer took for a kind."""
    return elements.title_text[-2:]


def _number(elements: Elements) -> str:
    text = elements.number_text() or (elements.serial.words.strip(BRACKETS) if elements.serial else "")
    return re.sub(r"\s", "", text)


def _signers(elements: Elements) -> tuple[str, ...]:
    found: list[str] = []
    for para in elements.signers:
        words = patterns.LOOSE_NUMBER.sub("", para.words)
        words = re.sub(r"签发人\s*[：:]?", "", words)
        found += [name for name in re.split(r"[\s\u3000、，]+", words) if name]
    return tuple(found)


def _organs(para: Para | None, label: str) -> tuple[str, ...]:
    if para is None:
        return ()
    words = re.sub(rf"^{label}\s*[：:]?" if label else "^", "", para.words).rstrip("：:。.")
    return tuple(name for part in SPLIT.split(words) if (name := part.strip()))


def _blocks(text: list[Para]) -> tuple[Block, ...]:
    return tuple(Paragraph((Run(para.words),)) for para in text)


def _cells(paragraphs: list[Para], elements: Elements) -> list[Para]:
    """What stands in tables, the imprint aside."""
    imprint = {para.table for para in (elements.cc, elements.printed) if para is not None}
    return [para for para in paragraphs if para.container == "cell" and not para.blank and para.table not in imprint]


def _attachments(source: Source, elements: Elements) -> tuple[Attachment, ...]:
    """Titles and texts; a part that holds only tables has the words of its cells."""
    found = []
    starts = [part.label.index for part in elements.attachments] + [len(source.paragraphs)]
    for part, stop in zip(elements.attachments, starts[1:], strict=True):
        cells = _cells(source.paragraphs[part.label.index : stop], elements)
        found.append(Attachment("".join(para.words for para in part.title).replace("\n", ""), _blocks(part.text or cells)))
    return tuple(found)


def _printed(para: Para | None) -> tuple[str, str]:
    if para is None:
        return "", ""
    words = para.words
    date = re.search(r"\d{2,4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日", words)
    if date is None:
        return re.sub(r"\s|印发", "", words), ""
    return words[: date.start()].strip(" \t\u3000"), re.sub(r"\s", "", date[0])


def _attendance(elements: Elements) -> tuple[Attendance, ...]:
    rows = []
    for para in elements.attendance:
        label, _, names = para.words.partition("：")
        rows.append(Attendance(label, tuple(name for name in SPLIT.split(names) if name)))
    return tuple(rows)
