"""One line of what somebody wants."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.livelihood.models import Wish


def effect(step: Step) -> None:
    data = step.data
    Wish.objects.create(
        campaign=step.matter, title=data["title"], source=data["source"], who=data.get("who") or "",
        place=data.get("place") or "", money=data.get("money"),
    )  # fmt: skip
