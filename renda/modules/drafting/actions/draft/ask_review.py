"""The present text goes to the reviewers; it stands still until they have answered."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.drafting import reviewing, selectors
from renda.modules.drafting.models import VersionKind


def guard(step: Step) -> list[Reason]:
    return [*reviewing.unfinished(step.matter), *reviewing.stale_figures(step.matter)]


def effect(step: Step) -> None:
    draft = step.matter
    draft.round += 1
    version = selectors.latest_version(draft)
    version.kind = VersionKind.REVIEW
    version.save(update_fields=["kind"])
    reviewing.ask(step)
