"""The secret vote of a round is prepared in ``kernel/secret_votes``; which unit a line is about is told along."""

from __future__ import annotations

from collections.abc import Sequence

from renda.kernel.procedures.execute import Step
from renda.kernel.secret_votes import steps as kernel
from renda.kernel.secret_votes.models import SecretVote
from renda.modules.appraisals.models import Appraisal, Appraised


def lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def prepare(step: Step, units: Sequence[Appraised], title: str) -> SecretVote:
    """The vote on these units; its grades are those of the plan."""
    appraisal, data = step.matter, step.data
    return kernel.prepare(
        step.actor, title=title, objects=[str(one.unit) for one in units], monitors=lines(data["monitors"]), grades=appraisal.grades,
        on=data["held_on"], others=lines(data.get("others")), subject=appraisal, units={str(one.unit): one.unit for one in units},
    )  # fmt: skip


def outcomes(vote: SecretVote, appraisal: Appraisal) -> list[tuple[Appraised, dict]]:
    """Each unit of the vote with its line as declared, the day and the grades."""
    units = {one.unit_id: one for one in appraisal.units.select_related("unit")}
    asked = {one.label: one.unit_id for one in vote.objects_voted.all()}
    more = {
        "options": vote.options,
        "on": vote.held_on.isoformat(),
        "vote": str(vote.pk),
        "cast": vote.outcome["cast"],
    }
    return [(units[asked[line["label"]]], {**line, **more}) for line in vote.outcome["lines"]]
