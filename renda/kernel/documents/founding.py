"""The numbering registers every town begins with; the office may change the patterns."""

from __future__ import annotations

from renda.kernel.documents.models import NumberSeries

SERIES = (
    ("letter", "人大函", "{word}人函〔{year}〕{n}号"),
    ("office", "人大办发文", "{word}人办发〔{year}〕{n}号"),
    ("presidium", "主席团发文", "{word}人主发〔{year}〕{n}号"),
)


def share() -> None:
    add_series(SERIES)


def add_series(rows) -> None:
    """Add registers (key, label, pattern) that the active town has not got yet."""
    for key, label, pattern in rows:
        NumberSeries.objects.get_or_create(key=key, defaults={"label": label, "pattern": pattern})
