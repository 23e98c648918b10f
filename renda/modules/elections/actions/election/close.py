"""The election is over: the dossier is sealed."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    waiting = [one.person.name for one in step.matter.elected.filter(appointment__isnull=True).select_related("person")]
    if not waiting:
        return []
    text = f"还没有登记任职：{'、'.join(waiting)}。"
    return [Reason(text, "封存以后任职要到“人员”里登记。", blocks=False)]


def effect(step: Step) -> None:
    """Nothing but sealing."""
