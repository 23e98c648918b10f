"""The snapshot of the active town for ``renew``: people, posts, units, sessions, registers, figures, laws."""

from __future__ import annotations

from datetime import date
from functools import cache

from renda.kernel.documents.models import IssuedNumber
from renda.kernel.figures import registry, scopes
from renda.kernel.library import laws
from renda.kernel.library.numbering import parse_number
from renda.kernel.people.models import Appointment, CongressSession, Mandate, Person
from renda.kernel.units.models import TownProfile, Unit
from renda.law.workdays import standard_calendar
from renda.modules.drafting.renewal.facts import (
    FigureFact,
    LawAnswer,
    NumberFact,
    PostFact,
    SeatFact,
    SessionFact,
    TownFacts,
    UnitFact,
)


def town_facts() -> TownFacts:
    """Everything the active town knows; a fixed number of queries (figures are asked only when needed)."""
    profile = TownProfile.current()
    return TownFacts(
        town=profile.town.name,
        office_phone=profile.office_phone,
        sessions=tuple(
            SessionFact(one.term.number, one.number, one.opens_on, one.closes_on)
            for one in CongressSession.objects.select_related("term").order_by("opens_on")
        ),
        people=tuple(Person.objects.order_by("name").values_list("name", flat=True)),
        posts=tuple(
            PostFact(one.person.name, one.unit.name, one.post, one.from_on, one.until_on)
            for one in Appointment.objects.select_related("person", "unit").order_by("from_on", "id")
        ),
        seats=tuple(
            SeatFact(one.person.name, one.from_on, one.until_on, one.end_cause)
            for one in Mandate.objects.select_related("person").order_by("from_on", "id")
        ),
        units=tuple(UnitFact(one.name, one.short_name, one.is_active) for one in Unit.objects.order_by("position", "name")),
        numbers=tuple(
            NumberFact(one.text, one.subject, one.year)
            for one in IssuedNumber.objects.filter(voided_at__isnull=True).order_by("year", "n")
        ),
        calendar=standard_calendar(),
        # asked again and again by the papers of a set; the answers are those of this one snapshot
        law=cache(law_answer),
        figures=cache(figure_facts),
    )


def law_answer(title: str, article: int | None, old_on: date, new_on: date) -> LawAnswer:
    """What the library and the table of moved articles say of a law between two days."""
    official = laws.canonical_title(title)
    if official is None:
        return LawAnswer()
    old, new = laws.edition_in_force(official, old_on), laws.edition_in_force(official, new_on)
    source = f"资料库：《{new.title}》（{new.label}）" if new else f"资料库：《{official}》"
    changed = bool(old and new and old.id != new.id)
    note = f"《{official}》{new.label}的文本已施行，请核对引用" if changed and new else ""
    if article is None:
        return LawAnswer(known=bool(new) or changed, changed=changed, note=note, source=source)
    try:
        move = laws.moved_article(official, parse_number(article).number, old_on, new_on)
    except ValueError:
        return LawAnswer(known=True, changed=changed, source=source)
    if move.kind == "unknown":
        return LawAnswer(known=bool(old and new), changed=changed, note="没有查到这一条，请对照原文核对", source=source)
    if move.kind == "deleted":
        return LawAnswer(known=True, changed=True, note="新的文本里没有这一条了，请对照原文核对", source=source)
    same = move.kind == "same"
    words = "" if same else f"这一条的{'序号' if move.kind == 'moved' else '文字'}变了，请对照原文核对"
    return LawAnswer(True, changed, move.number, move.sub, certain=same or move.certain, note=words, source=source)


def figure_facts(
    years: tuple[int, ...], shift: int, sessions: tuple[SessionFact | None, SessionFact | None]
) -> tuple[FigureFact, ...]:
    """Every registered figure for each of last year's stretches of time, beside this year's."""
    pairs = [(f"{scopes.YEAR}:{year}", f"{scopes.YEAR}:{year + shift}", scopes.YEAR) for year in years]
    old, new = (_session_scope(one) for one in sessions)
    if old and new:
        pairs.append((old, new, scopes.SESSION))
    found = []
    for figure in registry.all_figures():
        for before, after, kind in pairs:
            if kind not in figure.scopes:
                continue
            was, now = registry.value(figure.key, before), registry.value(figure.key, after)
            if was.value:
                found.append(FigureFact(figure.key, figure.label, figure.unit, was.text, now.text, was.scope.label, now.scope.label, after))
    return tuple(found)


def _session_scope(session: SessionFact | None) -> str:
    if session is None:
        return ""
    row = CongressSession.objects.filter(term__number=session.term, number=session.number).first()
    return f"{scopes.SESSION}:{row.pk}" if row else ""
