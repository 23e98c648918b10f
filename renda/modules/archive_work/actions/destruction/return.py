"""The chair wants another look; the appraisal begins anew."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.appraisers, step.matter.appraised_on, step.matter.opinion = "", None, ""
