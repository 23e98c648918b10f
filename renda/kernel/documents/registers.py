"""Giving out numbers: one after another per register and year, without gaps, under simultaneous requests."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from renda.foundation import clock
from renda.kernel.documents.models import IssuedNumber, NumberSeries
from renda.kernel.units.models import TownProfile


class UnknownSeries(KeyError):
    """No register has this key in the active town."""


def next_number(series_key: str, subject: str, *, on: date | None = None) -> IssuedNumber:
    """Give out the next number of a register for the year of ``on`` (today when left out).

    The register's row is locked for the transaction, so two simultaneous requests get two numbers,
    and a rolled-back act leaves no gap.
    """
    year = (on or clock.today()).year
    with transaction.atomic():
        series = NumberSeries.objects.select_for_update().filter(key=series_key).first()
        if series is None:
            raise UnknownSeries(series_key)
        last = series.issued.filter(year=year).aggregate(last=Max("n"))["last"] or 0
        word = TownProfile.current().number_word
        return IssuedNumber.objects.create(
            series=series,
            year=year,
            n=last + 1,
            text=series.pattern.format(word=word, year=year, n=last + 1),
            subject=subject[:240],
        )


def void(number: IssuedNumber, reason: str) -> None:
    """Void a number; it stays in the register with its reason."""
    number.voided_at, number.void_reason = clock.now(), reason
    number.save(update_fields=["voided_at", "void_reason"])
