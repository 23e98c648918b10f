"""The return of the yearly assessment, in the county's columns."""

from __future__ import annotations

from renda.kernel.access.actors import Actor
from renda.kernel.documents.current_values import current_values
from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.documents.engine.templates import fill
from renda.kernel.procedures.execute import Step
from renda.modules.assessment import exporting
from renda.modules.assessment.models import Assessment, plain

NOT_SET = "（未登记）"


def facts(actor: Actor, assessment: Assessment) -> dict:
    """The fields of the return as the items stand now."""
    full, own, left = exporting.total(assessment)
    return {
        "contact": "人大办",
        "phone": NOT_SET,
        **current_values(actor),
        "assessment": str(assessment),
        "items": exporting.rows_of(assessment),
        "columns": exporting.wanted(assessment),
        "total": plain(full) or "0",
        "own_total": plain(own) or "0",
        "left": f"（还有{left}项没有定分）" if left else "",
    }


def returned(step: Step):
    """The return as it is handed in."""
    return step.paper(exporting.TEMPLATE, facts(step.actor, step.matter), role="return")


def as_it_stands(actor: Actor, assessment: Assessment) -> OfficialPaper:
    """The return on any day of the year, for looking at and for the chair."""
    return fill(exporting.TEMPLATE, facts(actor, assessment))
