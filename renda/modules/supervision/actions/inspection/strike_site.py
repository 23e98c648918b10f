"""A place nobody goes to any more. Whoever is there now loses nothing: findings are taken for it all the same."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    struck = {"struck_on": step.today, "struck_why": step.data["reason"][:200]}
    step.matter.sites.filter(pk=step.data["site"], struck_on=None).update(**struck)
