"""Registers: numbers one after another per register and year, no gap without an explanation, nothing reused.

Every n from 1 to the last of a year has its row. A row is a number the system gave out, one kept for later, one
that was used on paper before the system, or one that was never used; a voided number keeps its row and its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, QuerySet

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require_verb
from renda.kernel.audit.record import record
from renda.kernel.documents import patterns
from renda.kernel.documents.models import IssuedNumber, NumberSeries, Origin
from renda.kernel.units.models import TownProfile

MOST_AT_ONCE = 500
KEEP = "paper.keep_registers"


class UnknownSeries(KeyError):
    """No register has this key in the active town."""


class RegisterError(ValueError):
    """The register can't be changed like that; the message (Chinese) says why and what to do."""


@dataclass(frozen=True)
class PaperRow:
    """A number that was used on paper before the system: n, subject, date of the paper (None when not known)."""

    n: int
    subject: str
    dated_on: date | None = None


def paper_series() -> QuerySet[NumberSeries]:
    """The registers in use that papers are numbered in."""
    return NumberSeries.objects.filter(for_papers=True, is_active=True).order_by("position", "label")


def locked(series_key: str) -> NumberSeries:
    """The register, held until the transaction ends, so that simultaneous requests queue."""
    series = NumberSeries.objects.select_for_update().filter(key=series_key).first()
    if series is None:
        raise UnknownSeries(series_key)
    return series


def last_of(series: NumberSeries, year: int) -> int:
    return series.issued.filter(year=year).aggregate(last=Max("n"))["last"] or 0


def text_of(series: NumberSeries, year: int, n: int) -> str:
    """A number as it is written."""
    return patterns.written(series.pattern, word=TownProfile.current().number_word, year=year, n=n)


def add_row(series: NumberSeries, year: int, n: int, **fields) -> IssuedNumber:
    return IssuedNumber.objects.create(series=series, year=year, n=n, text=text_of(series, year, n), **fields)


def next_number(series_key: str, subject: str, *, on: date | None = None) -> IssuedNumber:
    """Give out the next number of a register for the year of ``on`` (today when left out).

    The register's row is locked for the transaction, so two simultaneous requests get two numbers,
    and a rolled-back act leaves no gap.
    """
    year = (on or clock.today()).year
    with transaction.atomic():
        series = locked(series_key)
        return add_row(series, year, last_of(series, year) + 1, subject=subject[:240])


def reserve(actor: Actor, series: NumberSeries, count: int, reason: str, *, on: date | None = None) -> list[IssuedNumber]:
    """Keep the next ``count`` numbers for later, for a stated reason. Raises RegisterError."""
    require_verb(actor, KEEP)
    if not 1 <= count <= MOST_AT_ONCE:
        raise RegisterError(f"一次可以预留1到{MOST_AT_ONCE}个号，请改一改个数。")
    why = wanted(reason, "请写清楚为什么预留。")
    year = (on or clock.today()).year
    with transaction.atomic():
        held = locked(series.key)
        first = last_of(held, year) + 1
        kept = [
            add_row(held, year, n, subject="（预留）", origin=Origin.RESERVED, reason=why) for n in range(first, first + count)
        ]
        record(actor, "register.reserve", held, {"first": kept[0].text, "last": kept[-1].text, "reason": why})
    return kept


def take_reserved(number: IssuedNumber, subject: str) -> IssuedNumber:
    """Use a number that was kept; of two who want it at once one gets it, the other a RegisterError."""
    taken = IssuedNumber.objects.filter(
        pk=number.pk, origin=Origin.RESERVED, taken_at__isnull=True, voided_at__isnull=True
    ).update(subject=subject[:240], taken_at=clock.now())
    if not taken:
        raise RegisterError(f"预留号“{number.text}”已经用了或作废了，请另选一个。")
    number.refresh_from_db()
    return number


def void(number: IssuedNumber, reason: str) -> None:
    """Void a number; it stays in the register with its reason. Raises RegisterError without one or a second time."""
    why = wanted(reason, "作废文号要写清楚原因。")
    changed = IssuedNumber.objects.filter(pk=number.pk, voided_at__isnull=True).update(
        voided_at=clock.now(), void_reason=why
    )
    if not changed:
        raise RegisterError(f"“{number.text}”已经作废过了。")
    number.refresh_from_db()


def void_by_hand(actor: Actor, number: IssuedNumber, reason: str) -> None:
    """The office voids a number that no paper carries (a kept one, one given out for nothing)."""
    require_verb(actor, KEEP)
    if getattr(number, "paper", None) is not None:
        raise RegisterError(f"“{number.text}”已经用在公文上，请到那份公文里作废。")
    if number.origin == Origin.SYSTEM and not number.series.for_papers:
        raise RegisterError(f"“{number.text}”编给了“{number.subject}”，不能在这里作废，请到那件事里办理。")
    with transaction.atomic():
        void(number, reason)
        record(actor, "register.void", number, {"reason": number.void_reason})


def take_in(
    actor: Actor, series: NumberSeries, year: int, last: int, rows: Iterable[PaperRow] = (), *, explanation: str = ""
) -> int:
    """Enter the numbers already used on paper this year, so that the system goes on at ``last + 1``.

    Every n up to ``last`` that is in no row and not in the register becomes a number without a paper, with
    ``explanation``. Returns how many lines were added. Raises RegisterError.
    """
    require_verb(actor, KEEP)
    given = checked_rows(list(rows), last, year)
    with transaction.atomic():
        held = locked(series.key)
        present = set(held.issued.filter(year=year).values_list("n", flat=True))
        if doubled := sorted(present & set(given)):
            raise RegisterError(f"第{doubled[0]}号已经在登记簿上，请看看是不是登记过了。")
        if present and max(present) >= last:
            raise RegisterError(f"登记簿已经编到第{max(present)}号，纸质登记要在开始编号以前做。")
        empty = [n for n in range(1, last + 1) if n not in given and n not in present]
        why = wanted(explanation, f"第{'、'.join(map(str, empty[:5]))}号没有列出，请写明这些号是怎么回事。") if empty else ""
        for n in range(1, last + 1):
            if n in given:
                row = given[n]
                add_row(held, year, n, subject=row.subject.strip()[:240], dated_on=row.dated_on, origin=Origin.ON_PAPER)
            elif n in empty:
                add_row(held, year, n, subject="（没有列出）", origin=Origin.UNUSED, reason=why)
        record(actor, "register.take_in", held, {"year": year, "last": last})
    return len(given) + len(empty)


def checked_rows(rows: Sequence[PaperRow], last: int, year: int) -> dict[int, PaperRow]:
    """The rows by n; each n once, between 1 and ``last``, with a subject, dated in the year."""
    if not 1 <= last <= MOST_AT_ONCE * 20:
        raise RegisterError(f"“编到第几号”要写1到{MOST_AT_ONCE * 20}的数。")
    found: dict[int, PaperRow] = {}
    for row in rows:
        if not 1 <= row.n <= last:
            raise RegisterError(f"第{row.n}号不在1到{last}之间，请核对。")
        if row.n in found:
            raise RegisterError(f"第{row.n}号写了两次，请核对。")
        if not row.subject.strip():
            raise RegisterError(f"第{row.n}号没有写题名。")
        if row.dated_on and row.dated_on.year != year:
            raise RegisterError(f"第{row.n}号的日期不在{year}年，请核对。")
        found[row.n] = row
    return found


def gaps(series: NumberSeries, year: int) -> list[int]:
    """Every n up to the last one that has no row at all: the list is empty unless rows came from elsewhere."""
    present = set(series.issued.filter(year=year).values_list("n", flat=True))
    return [n for n in range(1, max(present, default=0) + 1) if n not in present]


def explain_gaps(actor: Actor, series: NumberSeries, year: int, reason: str) -> int:
    """Give every missing n its row with the explanation. Returns how many."""
    require_verb(actor, KEEP)
    why = wanted(reason, "请写清楚这些号为什么没有用。")
    with transaction.atomic():
        held = locked(series.key)
        missing = gaps(held, year)
        for n in missing:
            add_row(held, year, n, subject="（空号）", origin=Origin.UNUSED, reason=why)
        record(actor, "register.explain", held, {"year": year, "numbers": "、".join(map(str, missing)), "reason": why})
    return len(missing)


def change_series(
    actor: Actor, series: NumberSeries, *, label: str, pattern: str, for_papers: bool = True, is_active: bool = True
) -> NumberSeries:
    """Rename a register or change how its numbers are written from now on; numbers given out stay as they are.

    Raises PatternError or RegisterError.
    """
    require_verb(actor, KEEP)
    patterns.check(pattern)
    series.label, series.pattern = wanted(label, "请写登记簿的名称。")[:60], pattern.strip()
    series.for_papers, series.is_active = for_papers, is_active
    with transaction.atomic():
        series.save()
        record(actor, "register.save", series, {"pattern": series.pattern})
    return series


def add_series(actor: Actor, label: str, pattern: str) -> NumberSeries:
    """A register of the office's own. Raises PatternError or RegisterError."""
    require_verb(actor, KEEP)
    patterns.check(pattern)
    name = wanted(label, "请写登记簿的名称。")[:60]
    if NumberSeries.objects.filter(label=name).exists():
        raise RegisterError(f"已经有一本叫“{name}”的登记簿，请换个名称。")
    with transaction.atomic():
        taken = set(NumberSeries.objects.values_list("key", flat=True))
        key = next(key for n in range(1, len(taken) + 2) if (key := f"own{n}") not in taken)
        position = (NumberSeries.objects.aggregate(last=Max("position"))["last"] or 0) + 1
        series = NumberSeries.objects.create(key=key, label=name, pattern=pattern.strip(), for_papers=True, position=position)
        record(actor, "register.save", series, {"pattern": series.pattern})
    return series


def preview(pattern: str, *, on: date | None = None, n: int = 1) -> str:
    """How a number would be written, for the page where a pattern is changed. Raises PatternError."""
    patterns.check(pattern)
    return patterns.written(pattern, word=TownProfile.current().number_word, year=(on or clock.today()).year, n=n)


def sheet(series: NumberSeries, year: int) -> QuerySet[IssuedNumber]:
    """The rows of a register and year as the book shows them, the newest first."""
    return series.issued.filter(year=year).select_related("paper").order_by("-n")


def wanted(words: str, message: str) -> str:
    text = (words or "").strip()
    if not text:
        raise RegisterError(message)
    return text[:200]
