"""What is asked about campaigns and projects: numbers of candidates, the vote, how a project stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from renda.foundation import clock
from renda.kernel.ballots.models import Ballot
from renda.kernel.deadlines import timing
from renda.kernel.people.models import Mandate
from renda.kernel.units.models import TownProfile
from renda.law import candidacies
from renda.law.candidacies import CandidateNumbers
from renda.modules.livelihood.models import Campaign, Candidate, Pace, Project

DIFFERENTIAL, SUPERVISION = "livelihood-vote-differential", "livelihood-project-supervision"
WHOLE = 100
OVER = ("done", "accepted", "rated", "filed")


def standing(campaign: Campaign) -> QuerySet[Candidate]:
    """The candidates nobody has withdrawn."""
    return campaign.candidates.filter(withdrawn_on=None).select_related("unit").order_by("position", "id")


def chosen(campaign: Campaign) -> QuerySet[Candidate]:
    """The projects that are in, most votes first."""
    rows = campaign.candidates.filter(result=Candidate.Result.CHOSEN).select_related("unit")
    return rows.order_by("-votes", "position", "id")


def open_seats(campaign: Campaign) -> int:
    return campaign.seats - chosen(campaign).count()


def for_the_vote(campaign: Campaign) -> list[Candidate]:
    """Who stands in the next vote: those with equal votes at the edge, else everybody not chosen yet."""
    rows = [one for one in standing(campaign) if one.result != Candidate.Result.CHOSEN]
    tied = [one for one in rows if one.result == Candidate.Result.TIED]
    return tied or rows


def numbers(campaign: Campaign) -> CandidateNumbers:
    """How many candidates the seats need, by the town's rule."""
    profile = TownProfile.current()
    return candidacies.candidate_numbers(
        candidacies.PROJECT,
        campaign.seats,
        clock.today(),
        profile.place_code or None,
        settings=profile.rule_settings,
    )


def is_below_margin(campaign: Campaign, count: int) -> bool:
    """Fewer extra candidates than the usual share of the seats?"""
    least = timing.rule(DIFFERENTIAL).value("min_margin_percent")
    return (count - campaign.seats) * WHOLE < least * campaign.seats


def ballots_of(campaign: Campaign) -> QuerySet[Ballot]:
    rows = Ballot.objects.filter(subject_model=Campaign._meta.label_lower, subject_id=campaign.pk)
    return rows.order_by("opened_at", "id")


def ballot_of(campaign: Campaign) -> Ballot | None:
    """The latest vote that is not void."""
    return ballots_of(campaign).exclude(state="void").last()


def next_position(campaign: Campaign) -> int:
    return (campaign.candidates.aggregate(last=Max("position"))["last"] or 0) + 1


def collecting() -> Campaign | None:
    """The campaign that takes wishes now."""
    return Campaign.objects.filter(state="collecting").order_by("-year", "-id").first()


def deputies_on(day: date) -> int:
    return Mandate.objects.on(day).filter(level="town").count()


@dataclass(frozen=True)
class Standing:
    """How a project stands: a pace and why, in words."""

    pace: str
    words: str


def standing_of(project: Project, today: date) -> Standing:
    """On time, behind or done. Behind is what the unit says of itself, and whatever is past its day."""
    if project.state in OVER:
        return Standing(Pace.DONE, "完成")
    if project.finish_on < today:
        return Standing(Pace.BEHIND, f"滞后：过了完成时间{(today - project.finish_on).days}天")
    if project.pace == Pace.BEHIND:
        return Standing(Pace.BEHIND, "滞后")
    return Standing(Pace.ON_TIME, "按进度")
