"""A nomination does not stand; the reason is kept."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections import nominating
from renda.modules.elections.models import Standing


def effect(step: Step) -> None:
    nomination = nominating.handed_in(step)
    nomination.standing, nomination.note = Standing.REFUSED, step.data["reason"][:300]
    nomination.save()
