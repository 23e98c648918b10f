"""The order of candidates on published lists and on the ballot: by the strokes of their names, by hand where strokes are not known."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, Max

from renda.foundation.chinese.strokes import stroke_key, unknown_in
from renda.kernel.procedures.declaration import Reason
from renda.modules.deputy_elections.counting import label
from renda.modules.deputy_elections.models import Candidate, Contest


def by_strokes(found: Sequence[Candidate]) -> list[Candidate]:
    """Fewer strokes first; names with characters the table has not got stand at the end."""
    return sorted(found, key=lambda one: (stroke_key(one.name), one.position))


def unknown(found: Sequence[Candidate]) -> dict[str, str]:
    """Name of a candidate → the characters whose strokes are not known."""
    return {one.name: characters for one in found if (characters := unknown_in(one.name))}


def first_lines(found: Sequence[Candidate]) -> str:
    """The names one on a line, as far as the system can put them in order."""
    return "\n".join(label(one, list(found)) for one in by_strokes(found))


def typed(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def faults(found: Sequence[Candidate], text: str | None) -> list[Reason]:
    """What keeps the list from being put in order; nothing where all strokes are known."""
    strange = unknown(found)
    if not strange:
        return []
    lines, wanted = typed(text), [label(one, list(found)) for one in found]
    if sorted(lines) == sorted(wanted):
        return []
    names = "、".join(f"{name}（{characters}）" for name, characters in strange.items())
    mend = f"请查字典，按笔画从少到多一行写一个姓名：{'、'.join(wanted)}，不多不少。"
    return [Reason(f"有的字系统不知道笔画：{names}。候选人的先后要由人来排。", mend)]


def place(contest: Contest, found: Sequence[Candidate], text: str | None = "") -> None:
    """Number the candidates in the order of the list; those not on it come after. A list once put in order by hand stays."""
    lines = typed(text)
    if unknown(found) and not lines:
        return
    labels = {one.pk: label(one, list(found)) for one in found}
    ordered = sorted(found, key=lambda one: lines.index(labels[one.pk])) if unknown(found) else by_strokes(found)
    rest = contest.candidates.exclude(pk__in=labels).order_by("position")
    most = contest.candidates.aggregate(most=Max("position"))["most"] or 0
    whole = [*ordered, *rest]
    # a number is there once only: first all out of the way, then each to its place
    contest.candidates.update(position=F("position") + most)
    for position, one in enumerate(whole, 1):
        one.position = position
    Candidate.objects.bulk_update(whole, ["position"])
