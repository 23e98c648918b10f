"""The office keys a verdict given on paper; who keyed it is on record."""

from __future__ import annotations

from renda.kernel.procedures.execute import Refused, Step
from renda.modules.suggestions import selectors
from renda.modules.suggestions.actions.suggestion.judge import write_verdict


def effect(step: Step) -> None:
    verdict = selectors.open_verdicts(step.matter).filter(mandate=step.data["deputy"]).first()
    if verdict is None:
        raise Refused("这位代表已经评过了，或者没有请他评这一件。")
    write_verdict(step, verdict, how="paper", keyed_by=step.actor.label)
