"""A problem out of the findings, with its owner and day; it is handed over with the report."""

from __future__ import annotations

from django.db.models import Max

from renda.kernel.access.actors import system
from renda.kernel.dossiers import filing
from renda.kernel.procedures.execute import Step, open_matter
from renda.modules.supervision.actions import problems


def guard(step: Step) -> list:
    return problems.reasons(step, step.matter)


def effect(step: Step) -> None:
    inspection = step.matter
    last = inspection.problems.aggregate(last=Max("position"))["last"] or 0
    data = {**problems.fields(step), "inspection": inspection, "position": last + 1}
    problem = open_matter(system(inspection.town_id), "problem", "list", data).matter
    picked = [finding.pk for finding in step.data.get("findings") or ()]
    inspection.findings.filter(pk__in=picked).update(problem=problem)
    filing.link(step.dossier, filing.dossier_of(problem), "problem", str(problem))
    step.result["problem"] = problem
