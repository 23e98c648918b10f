"""Names with characters whose strokes are not known get their place by hand; it is the same people, in another order."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.elections import selectors
from renda.modules.elections.documents import candidates_paper
from renda.modules.elections.models import Candidate


def listed(step: Step) -> list[str]:
    """The names as they were typed, one on a line."""
    return [line.strip() for line in (step.data.get("order") or "").splitlines() if line.strip()]


def guard(step: Step) -> list[Reason]:
    wanted, typed = [one.name for one in selectors.formal_candidates(step.matter)], listed(step)
    if sorted(wanted) == sorted(typed):
        return []
    missing = [name for name in wanted if name not in typed]
    strange = [name for name in typed if name not in wanted]
    told = [f"少了{'、'.join(missing)}"] if missing else []
    told += [f"{'、'.join(strange)}不在正式候选人里"] if strange else []
    return [Reason(f"名单对不上：{'；'.join(told) or '有人写了两次'}。", "每位正式候选人写一行，不多不少。")]


def effect(step: Step) -> None:
    places = {name: position for position, name in enumerate(listed(step), 1)}
    chosen = sorted(selectors.formal_candidates(step.matter), key=lambda one: places[one.name])
    for candidate in chosen:
        candidate.position = places[candidate.name]
    Candidate.objects.bulk_update(chosen, ["position"])
    candidates_paper(step, chosen)
