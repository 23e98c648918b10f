"""What a person decides about old papers: filed as confirmed, set aside, taken apart, put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require
from renda.kernel.archive.errors import CannotFile
from renda.kernel.archive.filing import NewItem, file_item
from renda.kernel.audit.record import record
from renda.modules.intake import reading
from renda.modules.intake.models import Intake, IntakeFile, IntakePage, IntakePaper, LeftOut
from renda.modules.intake.policy import KEEP
from renda.modules.intake.taking import NotYet

SETTLED = "“{}”已经定了，不能再改。请看看是不是别人已经核对过。"
NOT_HERE = "前面没有还没定的一份，不能并。"
ONLY_PICTURES = "只有一张张的图片能并成一份，文件不能并。"
TOLD = ("title", "kind", "number", "organ", "dated_on", "line")
EMPTY_ROW = "改过的行不能空着。这一行上什么也没有的，写一个“（空）”。"
LONGEST_ROW = 400
ONE_FILE = "这一份只有一个文件，不用拆。"


@dataclass(frozen=True)
class Facts:
    """A paper as a person has confirmed it. ``line``: key of the retention table."""

    title: str
    dated_on: date
    kind: str = ""
    number: str = ""
    organ: str = ""
    line: str = ""


def confirm(actor: Actor, paper: IntakePaper, facts: Facts) -> IntakePaper:
    """File a paper into the archive, whole or not at all.

    Raises:
        NotYet: it is settled already, or the archive says what is missing.
        PermissionDenied, Http404: not for this actor.
    """
    with transaction.atomic():
        kept = _open(actor, paper)
        for name in TOLD:
            setattr(kept, name, getattr(facts, name))
        files = [one.stored for one in kept.files.select_related("stored").order_by("position", "id")]
        new = NewItem(
            title=facts.title, files=tuple(files), dated_on=facts.dated_on, organ=facts.organ, number=facts.number,
            line=facts.line, text=reading.words_of(kept), part_titles=_part_titles(facts.title, len(files)),
        )  # fmt: skip
        try:
            kept.item = file_item(actor, new)
        except CannotFile as error:
            raise NotYet(str(error)) from error
        kept.confirmed_by, kept.confirmed_at = actor.label[:80], clock.now()
        kept.save(update_fields=[*TOLD, "item", "confirmed_by", "confirmed_at"])
        record(actor, "intake.confirm", kept, {"code": kept.item.code})
    return kept


def _part_titles(title: str, count: int) -> tuple[str, ...]:
    """The paper itself, or its pages one by one."""
    return (
        (title,) if count == 1 else tuple(f"{title}（第{place}张）"[-240:] for place in range(1, count + 1))
    )


def set_aside(actor: Actor, paper: IntakePaper) -> None:
    """Decide against a paper; it stays on the list and can be taken back."""
    with transaction.atomic():
        kept = _open(actor, paper)
        IntakePaper.objects.filter(pk=kept.pk).update(set_aside_at=clock.now())
        record(actor, "intake.set_aside", kept)


def take_back(actor: Actor, paper: IntakePaper) -> None:
    """Undo ``set_aside``."""
    require(actor, KEEP, paper)
    with transaction.atomic():
        IntakePaper.objects.filter(pk=paper.pk).update(set_aside_at=None)
        record(actor, "intake.take_back", paper)
        transaction.on_commit(reading.beside.start)


def write_summary(actor: Actor, paper: IntakePaper, summary: str, *, is_handwritten: bool) -> None:
    """What a person wrote about a paper: of a letter by hand it takes the place of the words read in the picture."""
    require(actor, KEEP, paper)
    with transaction.atomic():
        kept = IntakePaper.objects.select_for_update().get(pk=paper.pk)
        kept.summary, kept.is_handwritten = summary.strip(), is_handwritten
        kept.save(update_fields=["summary", "is_handwritten"])
        if kept.item_id:
            reading.set_text(kept.item, reading.words_of(kept))
        record(actor, "intake.write", kept)


def correct(actor: Actor, page: IntakePage, corrected: dict[int, str]) -> int:
    """Write rows of a scan as they stand on the picture; they are searched and shown like that from now on.

    Args:
        actor: who read the picture.
        page: the page the rows stand on.
        corrected: the words by the number of the row on the page (see ``selectors.rows_of``).

    Returns:
        How many rows have other words than before.

    Raises:
        NotYet: a row is left empty or there is no such row.
    """
    paper = page.file.paper
    require(actor, KEEP, paper)
    with transaction.atomic():
        kept = IntakePage.objects.select_for_update().get(pk=page.pk)
        rows, changed = kept.content["rows"], 0
        for number, words in corrected.items():
            if not words.strip() or not 0 <= number < len(rows):
                raise NotYet(EMPTY_ROW)
            changed += rows[number]["text"] != words.strip()
            rows[number] |= {"text": words.strip()[:LONGEST_ROW], "doubtful": []}
        kept.save(update_fields=["content"])
        reading.joined_again(paper)
        record(actor, "intake.correct", paper, {"rows": changed})
    return changed


def split(actor: Actor, paper: IntakePaper) -> list[IntakePaper]:
    """Every file of a paper becomes a paper of its own, behind the others of the list. Raises NotYet."""
    with transaction.atomic():
        kept = _open(actor, paper)
        first, *others = kept.files.order_by("position", "id")
        if not others:
            raise NotYet(ONE_FILE)
        last = kept.intake.papers.aggregate(last=Max("position"))["last"]
        made = []
        for place, file in enumerate(others, last + 1):
            row = IntakePaper.objects.create(intake=kept.intake, position=place, name=file.name)
            IntakeFile.objects.filter(pk=file.pk).update(paper=row)
            made.append(row)
        _read_anew(kept, name=first.name)
        transaction.on_commit(reading.beside.start)
    return [kept, *made]


def join(actor: Actor, paper: IntakePaper) -> IntakePaper:
    """The files of a paper go to the one before it on the list; gives that one. Raises NotYet."""
    with transaction.atomic():
        kept = _open(actor, paper)
        rows = kept.intake.papers.filter(position__lt=kept.position, item=None, set_aside_at=None)
        before = rows.order_by("-position").first()
        if before is None or not _are_pictures(before, kept):
            raise NotYet(NOT_HERE if before is None else ONLY_PICTURES)
        last = before.files.aggregate(last=Max("position"))["last"]
        for place, file in enumerate(kept.files.order_by("position", "id"), last + 1):
            IntakeFile.objects.filter(pk=file.pk).update(paper=before, position=place)
        LeftOut.objects.filter(same_as=kept).update(same_as=before)
        kept.delete()
        _read_anew(before)
        transaction.on_commit(reading.beside.start)
    return before


def _are_pictures(*papers: IntakePaper) -> bool:
    return not IntakeFile.objects.filter(paper__in=papers).exclude(stored__is_image=True).exists()


def _read_anew(paper: IntakePaper, **changes) -> None:
    IntakePaper.objects.filter(pk=paper.pk).update(group="", read_at=None, problem="", tries=0, **changes)


def pause(actor: Actor, intake: Intake) -> None:
    """Stop reading; the page under way is finished first."""
    require(actor, KEEP, intake)
    Intake.objects.filter(pk=intake.pk, paused_at=None).update(paused_at=clock.now())


def resume(actor: Actor, intake: Intake) -> None:
    """Go on reading."""
    require(actor, KEEP, intake)
    with transaction.atomic():
        Intake.objects.filter(pk=intake.pk).update(paused_at=None)
        transaction.on_commit(reading.beside.start)


def _open(actor: Actor, paper: IntakePaper) -> IntakePaper:
    """The paper, locked; NotYet when it is settled."""
    require(actor, KEEP, paper)
    kept = IntakePaper.objects.select_for_update(of=("self",)).select_related("intake").get(pk=paper.pk)
    if kept.is_settled:
        raise NotYet(SETTLED.format(kept))
    return kept
