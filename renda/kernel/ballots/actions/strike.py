"""A candidate withdraws after the ballots were prepared; the name stays on the paper and in the count."""

from __future__ import annotations

from renda.kernel.ballots.models import Option
from renda.kernel.procedures.execute import Refused, Step


def effect(step: Step) -> None:
    option = Option.objects.filter(ballot=step.matter, pk=step.data["option"]).first()
    if option is None:
        raise Refused("没有这名候选人。")
    option.withdrawn_note = step.data["note"][:200]
    option.save()
