"""A listed problem is put differently before it is handed over."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.supervision.actions import problems


def guard(step: Step) -> list:
    return problems.reasons(step, step.matter.inspection)


def effect(step: Step) -> None:
    for key, value in problems.fields(step).items():
        setattr(step.matter, key, value)
    picked = [finding.pk for finding in step.data.get("findings") or ()]
    step.matter.findings.exclude(pk__in=picked).update(problem=None)
    step.matter.inspection.findings.filter(pk__in=picked).update(problem=step.matter)
