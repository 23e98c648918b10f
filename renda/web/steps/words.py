"""States and articles of any matter in the words and lights of the pages."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.deadlines import timing
from renda.law.errors import RulebookError
from renda.web.ui import lights

LIGHTS = {
    "doing": "later",
    "later": "later",
    "waiting": "waiting",
    "done": "done",
    "withheld": "withheld",
    "overdue": "overdue",
}
#: What procedures call the state of a matter whose whole way lies behind it.
GONE_TO_THE_END = ("filed", "settled", "closed")


def state_light(matter) -> dict[str, str]:
    """Kind and words of the light of a matter's state."""
    state = matter.procedure.state(matter.state)
    return lights.light(LIGHTS[state.light], state.label)


def way(matter, bar) -> list[dict]:
    """The way so far as a step bar shows it; nothing for a matter that was given up.

    bar: label and states of each step.
    """
    here = next((n for n, (_, states) in enumerate(bar) if matter.state in states), None)
    if here is None and matter.state not in GONE_TO_THE_END:
        return []
    reached = len(bar) if here is None else here
    return [
        {"label": label, "state": "done" if n < reached else "current" if n == reached else "todo"}
        for n, (label, _) in enumerate(bar)
    ]


def articles(rule_ids: Iterable[str]) -> list[str]:
    """The articles behind rules as they stand in this town today, each once."""
    found: dict[str, None] = {}
    for rule_id in rule_ids:
        try:
            rule = timing.rule(rule_id)
        except RulebookError:
            continue
        found.update(dict.fromkeys(rule.articles))
    return list(found)
