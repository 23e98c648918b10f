"""One thing to put right, written before the letter goes out."""

from __future__ import annotations

from django.db.models import Max

from renda.kernel.access.actors import system
from renda.kernel.dossiers import filing
from renda.kernel.procedures.execute import Step, open_matter


def effect(step: Step) -> None:
    part, data = step.matter, step.data
    last = part.demands.aggregate(last=Max("position"))["last"] or 0
    given = {"appraised": part, "position": last + 1, "fault": data["fault"], "ask": data["ask"]}
    demand = open_matter(system(part.town_id), "demand", "list", given).matter
    filing.link(step.dossier, filing.dossier_of(demand), "demand", str(demand))
    step.result["demand"] = demand
