"""A nomination by deputies is handed in: enough valid signatures, in time."""

from __future__ import annotations

from renda.foundation import clock
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.elections import nominating
from renda.modules.elections.common import enough_signers, too_few
from renda.modules.elections.documents import nomination_paper
from renda.modules.elections.models import Standing


def guard(step: Step) -> list[Reason]:
    reasons = nominating.in_time(step.matter)
    verdict = enough_signers(step.data["nomination"], nominating.SIGNERS)
    return reasons if verdict.met else [*reasons, too_few(verdict, "联名提名")]


def effect(step: Step) -> None:
    nomination = nominating.collecting(step)
    nomination.standing, nomination.handed_in_at = Standing.HANDED_IN, clock.now()
    nomination.save()
    nomination_paper(step, nomination)
