"""Whether enough of the movers are dissatisfied with the answer to a questioning motion."""

from __future__ import annotations

from renda.law import majorities
from renda.modules.elections import selectors
from renda.modules.elections.common import here
from renda.modules.elections.procedure.questioning import AGAIN


def dissatisfied(questioning) -> majorities.Verdict:
    """The movers dissatisfied with the present answer against all movers."""
    answer = selectors.current_answer(questioning)
    count = answer.opinions.filter(satisfied=False).count() if answer else 0
    return majorities.check(AGAIN, count, selectors.movers_of(questioning).count(), **here())
