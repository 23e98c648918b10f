"""What can be done with a matter now: the buttons, and why one of them is grey."""

from __future__ import annotations

from dataclasses import dataclass

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.procedures import registry
from renda.kernel.procedures.declaration import Transition


@dataclass(frozen=True)
class Offer:
    """A step the actor may take; ``problem`` is empty when it can be taken now."""

    transition: Transition
    problem: str = ""

    @property
    def is_open(self) -> bool:
        return not self.problem


def offers(actor: Actor, matter) -> list[Offer]:
    """The steps open to ``actor`` on ``matter`` in declared order.

    Steps of other states are left out; a step of this state that a condition holds back stays, with the
    reason. Nothing is offered on what the actor may not touch.
    """
    found = []
    for transition in registry.procedure_of(matter).transitions:
        if not transition.by_hand or matter.state not in transition.source:
            continue
        if not policies.can(actor, transition.who, matter):
            continue
        if transition.when is not None:
            answer = transition.when(matter)
            if answer is False:
                continue
            if isinstance(answer, str) and answer:
                found.append(Offer(transition, answer))
                continue
        found.append(Offer(transition))
    return found
