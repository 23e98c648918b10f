"""Putting confirmed law texts into the library, and what follows from them for the other editions."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db import transaction

from renda.kernel.access.actors import Actor
from renda.kernel.audit.record import record
from renda.kernel.files.models import StoredFile
from renda.kernel.files.names import extension
from renda.kernel.files.store import keep
from renda.kernel.library import periods
from renda.kernel.library.importing import Item, Preview
from renda.kernel.library.models import LawArticle, LawEdition, LawWork
from renda.kernel.library.reading import ReadLaw
from renda.kernel.library.titles import key_of, short_forms_of
from renda.kernel.search import index, sources
from renda.kernel.units.scope import active_town_id, forget

AT_ONCE = 20
"""Laws saved in one transaction: a stopped import keeps what it has, and others get a turn to write."""
KIND = "library.article"
ENTRIES = 500


@dataclass(frozen=True)
class Report:
    """What was saved."""

    works: int
    editions: int
    articles: int
    titles: tuple[str, ...]

    @property
    def message_zh(self) -> str:
        return f"已导入 {self.editions} 个法律文本，{self.articles} 条；其中新的法规 {self.works} 部。"


def confirm(
    shown: Preview,
    actor: Actor,
    chosen: Collection[int],
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Save the chosen items of a preview.

    Args:
        shown: what was looked at; made anew from the same files.
        actor: who confirms.
        chosen: item numbers; those that can't be taken in are passed over.
        tell: called with (done, total) after every few laws.
    """
    wanted = [item for item in shown.items if item.takable and item.number in set(chosen)]
    known = set(LawWork.objects.values_list("key", flat=True))
    saved: list[LawEdition] = []
    for begin in range(0, len(wanted), AT_ONCE):
        with transaction.atomic():
            batch = [_save(item, actor) for item in wanted[begin : begin + AT_ONCE]]
            for work in {edition.work_id: edition.work for edition in batch}.values():
                settle(work)
            apply_repeals(batch)
            index_editions(batch)
            titles = [str(edition) for edition in batch]
            record(actor, "library.import", None, {"count": len(batch), "titles": titles, "first": titles[0]})
        saved += batch
        tell(len(saved), len(wanted))
    forget()
    works = {edition.work.key for edition in saved}
    count = sum(edition.article_count for edition in saved)
    return Report(len(works - known), len(saved), count, tuple(str(edition) for edition in saved))


def _save(item: Item, actor: Actor) -> LawEdition:
    law, facts = item.law, item.facts
    work = _work(item)
    edition = LawEdition.objects.create(
        work=work,
        label=facts.label,
        adopted_on=facts.adopted_on,
        published_on=facts.published_on,
        in_force_on=facts.in_force_on,
        in_force_is_read=facts.in_force_is_read,
        numbering=law.numbering,
        history=[{"on": one.on.isoformat(), "what": one.what, "text": one.text} for one in law.events],
        note=law.note,
        preface=law.preface,
        appendix=law.appendix,
        repeals=list(facts.repeals),
        remarks=[*item.reasons, *item.remarks],
        article_count=len(law.articles),
        content_hash=law.content_hash,
        source="、".join(item.names)[:200],
        imported_by=actor.label[:80],
    )
    edition.files.set([_stored(one.data, one.name, actor) for one in item.files])
    LawArticle.objects.bulk_create(_articles(edition, law))
    return edition


def _work(item: Item) -> LawWork:
    """The law the text belongs to, made when it is the first."""
    law, facts = item.law, item.facts
    found, _ = LawWork.objects.get_or_create(
        key=key_of(law.full_title),
        defaults={
            "title": law.title[:200],
            "full_title": law.full_title.strip("《》")[:220],
            "short_forms": short_forms_of(law.title),
            "level": facts.level,
            "organ": facts.organ[:80],
        },
    )
    return found


def _articles(edition: LawEdition, law: ReadLaw) -> list[LawArticle]:
    return [
        LawArticle(
            edition=edition,
            position=position,
            number=one.number,
            sub=one.sub,
            label=one.label,
            place=list(one.place),
            paragraphs=one.paragraphs,
            text=one.text,
        )
        for position, one in enumerate(law.articles, 1)
    ]


def _stored(data: bytes, name: str, actor: Actor) -> StoredFile:
    """The file as it came; web pages and Markdown are kept as plain text, so that nothing in them ever runs."""
    word = data.startswith(b"PK")
    shown = name if word or extension(name) == "txt" else f"{name}.txt"
    return keep(data, shown, "docx" if word else "txt", town_id=active_town_id(), created_by=actor.label)


def settle(work: LawWork) -> None:
    """Work out anew until when each text of a law on this shelf held."""
    texts = list(LawEdition.objects.filter(work=work, withdrawn_at__isnull=True))
    until = periods.ends(texts)
    for text in texts:
        superseded = until.get(text.pk)
        if superseded != text.superseded_on and text.in_force_on is not None:
            text.superseded_on = superseded
            text.save(update_fields=["superseded_on"])
            if superseded:
                unindex(text)


def apply_repeals(batch: list[LawEdition]) -> None:
    """Laws that another law's closing article put out of force; whichever of the two was loaded first."""
    fresh = {edition.work.key for edition in batch}
    tellers = LawEdition.shelved.filter(withdrawn_at__isnull=True, in_force_on__isnull=False).exclude(
        repeals=[]
    )
    for teller in tellers.select_related("work"):
        for title in teller.repeals:
            if teller in batch or key_of(title) in fresh:
                _repeal(key_of(title), teller)


def _repeal(key: str, teller: LawEdition) -> None:
    work = LawWork.objects.filter(key=key).exclude(pk=teller.work_id).first()
    if (
        work is None
        or work.editions.filter(withdrawn_at__isnull=True, in_force_on__gte=teller.in_force_on).exists()
    ):
        return
    work.repealed_on, work.repealed_by = teller.in_force_on, told_by(teller)
    work.save(update_fields=["repealed_on", "repealed_by"])


def told_by(teller: LawEdition) -> str:
    """The text that put a law out of force, as it is noted at that law."""
    return f"《{teller.work.title}》（{teller.label}）"


def index_editions(editions: list[LawEdition]) -> None:
    """Make the articles of the texts findable that are not superseded."""
    source = sources.source(KIND)
    current = [edition.pk for edition in editions if edition.superseded_on is None]
    rows = LawArticle.objects.filter(edition_id__in=current).select_related("edition__work")
    entries = [data for row in rows if (data := source.entry(row)) is not None]
    for begin in range(0, len(entries), ENTRIES):
        index.index_many(KIND, entries[begin : begin + ENTRIES])


def unindex(edition: LawEdition) -> None:
    """Take the articles of a text out of the search."""
    index.remove_many(KIND, LawArticle.objects.filter(edition=edition).values_list("pk", flat=True))
