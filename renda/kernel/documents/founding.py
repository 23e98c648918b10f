"""The numbering registers every town begins with; the office may change the patterns and add its own."""

from __future__ import annotations

from renda.kernel.documents.models import NumberSeries

SERIES = (
    ("congress", "人大发文", "{word}人发〔{year}〕{n}号"),
    ("presidium", "主席团发文", "{word}人主发〔{year}〕{n}号"),
    ("letter", "人大函", "{word}人函〔{year}〕{n}号"),
    ("office", "人大办发文", "{word}人办发〔{year}〕{n}号"),
    ("resolution", "决议、决定", "{word}人决〔{year}〕{n}号"),
    ("announcement", "公告", "{year}年第{n}号"),
    ("minutes", "会议纪要", "〔{year}〕{n}号"),
    ("bulletin", "简报", "{year}年第{n}期"),
)


def share() -> None:
    add_series(SERIES, for_papers=True)


def catch_up() -> None:
    """Registers that came with a later version."""
    share()


def add_series(rows, *, for_papers: bool = False) -> None:
    """Add registers (key, label, pattern) that the active town has not got yet.

    ``for_papers``: the office numbers its own papers there; other registers belong to one line of work.
    """
    for position, (key, label, pattern) in enumerate(rows, 1):
        defaults = {"label": label, "pattern": pattern, "for_papers": for_papers, "position": position if for_papers else 100}
        NumberSeries.objects.get_or_create(key=key, defaults=defaults)
