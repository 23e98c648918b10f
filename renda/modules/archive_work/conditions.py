"""When a step of a list applies, and what may be chosen in it."""

from __future__ import annotations

from renda.kernel.dossiers.models import Retention


def lines_of(destruction) -> list[tuple[str, str]]:
    """The items that are to be destroyed, as choices."""
    if destruction is None:
        return []
    rows = destruction.lines.filter(kept_for="").select_related("item")
    return [(str(row.pk), str(row.item)) for row in rows]


def something_left(destruction) -> bool | str:
    return (
        True
        if destruction.lines.filter(kept_for="").exists()
        else "清单上的都继续保存了，不用再鉴定。请点“不办了”。"
    )


def nothing_left(destruction) -> bool:
    return not destruction.lines.filter(kept_for="").exists()


def longer(destruction) -> list[tuple[str, str]]:
    return [(term.value, term.label) for term in (Retention.THIRTY, Retention.PERMANENT)]
