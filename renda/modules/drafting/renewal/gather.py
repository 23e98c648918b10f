"""The snapshot of the active town for ``renew``: people, posts, units, sessions, registers, figures, laws."""

from __future__ import annotations

from datetime import date
from functools import cache, partial

from renda.kernel.documents.current_values import legal_values
from renda.kernel.documents.engine.templates import known_fields
from renda.kernel.documents.models import IssuedNumber, Paper
from renda.kernel.figures import registry, scopes
from renda.kernel.figures.marks import MARK, keyed
from renda.kernel.library import laws
from renda.kernel.library.numbering import parse_number
from renda.kernel.people.models import Appointment, CongressSession, Mandate, Person
from renda.kernel.units.models import TownProfile, Unit
from renda.law.book import book
from renda.law.workdays import standard_calendar
from renda.modules.drafting import contents
from renda.modules.drafting.models import Draft
from renda.modules.drafting.renewal.facts import (
    FigureFact,
    FigureOffer,
    LawAnswer,
    NumberFact,
    PostFact,
    SeatFact,
    SessionFact,
    TownFacts,
    UnitFact,
)
from renda.modules.drafting.renewal.slots import slots


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
        figures=cache(figure_offers),
        figure=cache(figure_fact),
        legal=legal_words(),
    )


def legal_words() -> tuple[tuple[str, str], ...]:
    """The numbers that the law fixes today, as papers write them; the longest first."""
    labels = known_fields()
    found = {words: labels[name].field.label for name, words in legal_values().items()}
    return tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))


def figure_fact(
    key: str, scope: str, shift: int, sessions: tuple[SessionFact | None, SessionFact | None]
) -> FigureFact | None:
    """A figure as the old paper took it, beside the same over this year's stretch of time; None when there is none."""
    after = moved_scope(scope, shift, sessions)
    try:
        was, now, figure = registry.value(key, scope), registry.value(key, after), registry.figure(key)
    except (registry.UnknownFigure, scopes.UnknownScope):
        return None
    return FigureFact(key, figure.label, figure.unit, was.text, now.text, was.scope.label, now.scope.label, after)


def moved_scope(scope: str, shift: int, sessions: tuple[SessionFact | None, SessionFact | None]) -> str:
    """The stretch of time that answers to ``scope`` this year; a day becomes today."""
    kind, _, rest = scope.partition(":")
    if kind == scopes.YEAR:
        return f"{kind}:{int(rest) + shift}"
    if kind == scopes.SESSION:
        old, new = (_session_scope(one) for one in sessions)
        return new if scope == old else scope
    if kind == scopes.PERIOD:
        first, _, last = rest.partition("..")
        return f"{kind}:{_years_on(first, shift)}..{_years_on(last, shift)}"
    return ""


def _years_on(day: str, shift: int) -> str:
    found = date.fromisoformat(day)
    try:
        return found.replace(year=found.year + shift).isoformat()
    except ValueError:
        return found.replace(year=found.year + shift, day=28).isoformat()


def bound_places(paper: Paper | None) -> dict[str, list[tuple[int, int, str, str]]]:
    """Where in a paper of our own its figures stand, and what each of them counted."""
    draft = Draft.objects.filter(paper=paper).first() if paper is not None else None
    if draft is None or not draft.bindings:
        return {}
    found: dict[str, list[tuple[int, int, str, str]]] = {}
    for slot in slots(contents.raw(draft)):
        grown = 0
        for mark in MARK.finditer(slot.text):
            key, scope = mark["key"], mark["scope"] or ""
            text = draft.bindings.get(keyed(key, scope), {}).get("text", contents.LACKING)
            start = mark.start() + grown
            found.setdefault(slot.path, []).append((start, start + len(text), key, scope))
            grown += len(text) - (mark.end() - mark.start())
    return found


def law_answer(title: str, article: int | None, old_on: date, new_on: date) -> LawAnswer:
    """What the library and the table of moved articles say of a law between two days."""
    official = laws.canonical_title(title)
    if official is None:
        return LawAnswer()
    old, new = laws.edition_in_force(official, old_on), laws.edition_in_force(official, new_on)
    if new is None and article is None:
        return listed_law(official, old_on, new_on)
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


def listed_law(official: str, old_on: date, new_on: date) -> LawAnswer:
    """What the product's own list of laws says of one whose text is not in the library: its versions with their days."""
    versions = [one for one in book().sources.values() if one.title == official and one.in_force_from]
    old, new = (
        next((one for one in versions if one.in_force_from <= day and (one.in_force_to is None or day <= one.in_force_to)), None)
        for day in (old_on, new_on)
    )
    if new is None:
        return LawAnswer()
    changed = old is not None and old.id != new.id
    note = f"《{official}》{new.issue}的文本已施行，请核对引用" if changed else ""
    return LawAnswer(known=True, changed=changed, note=note, source=f"法律目录：《{official}》（{new.issue}）")


def figure_offers(
    years: tuple[int, ...], shift: int, sessions: tuple[SessionFact | None, SessionFact | None]
) -> tuple[FigureOffer, ...]:
    """Every registered figure for each of last year's stretches of time, to be counted beside this year's when asked."""
    pairs = [(f"{scopes.YEAR}:{year}", f"{scopes.YEAR}:{year + shift}", scopes.YEAR) for year in years]
    old, new = (_session_scope(one) for one in sessions)
    if old and new:
        pairs.append((old, new, scopes.SESSION))
    pairs.append(("", "", scopes.TODAY))
    opened = next((one.opens_on for one in sessions if one and one.opens_on), None)
    if opened:
        pairs.append((f"{scopes.DAY}:{opened.isoformat()}", "", scopes.DAY))
    return tuple(
        FigureOffer(figure.label, figure.unit, figure.key, figure.whole is not None, cache(partial(beside, figure, before, after)))
        for figure in registry.all_figures()
        for before, after, kind in pairs
        if kind in figure.scopes
    )


def beside(figure: registry.Figure, before: str, after: str) -> FigureFact | None:
    """A figure over last year's stretch beside this year's; None where last year had nothing of it."""
    was = registry.value(figure.key, before)
    if not was.value:
        return None
    now = registry.value(figure.key, after)
    return FigureFact(figure.key, figure.label, figure.unit, was.text, now.text, was.scope.label, now.scope.label, after)


def _session_scope(session: SessionFact | None) -> str:
    if session is None:
        return ""
    row = CongressSession.objects.filter(term__number=session.term, number=session.number).first()
    return f"{scopes.SESSION}:{row.pk}" if row else ""
