"""What the pages of elections show: buttons, the calendar, results with their articles, contents."""

from __future__ import annotations

from django.urls import reverse

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.ballots.models import Ballot
from renda.kernel.ballots.selectors import result_of
from renda.kernel.procedures.offers import offers
from renda.law.election_days import CalendarStep
from renda.modules.deputy_elections import days, objecting, selectors
from renda.modules.deputy_elections.models import Contest, DeputyElection
from renda.web.steps import facts
from renda.web.steps.words import state_light
from renda.web.ui import Action, lights

GRAVE = ("cancel", "drop", "seal")
SECOND = (
    "tick", "untick", "facts", "move_day", "object", "nominate", "withdraw", "correct_roll", "sue", "answer", "primary", "defend",
)  # fmt: skip
ROLES = {
    "roll": "选民名单", "preliminary": "候选人名单", "formal": "正式候选人名单", "certificate": "当选通知书", "report": "结果报告",
}  # fmt: skip
LAST = (*GRAVE, "untick")
NEXT_SHOWN = 5


def actions(actor: Actor, matter, url_name: str) -> list[Action]:
    """The buttons: the next step first, what may be done at any time after it, grave ones last."""
    found = offers(actor, matter)
    main = next(
        (o.transition.verb for o in found if o.is_open and o.transition.verb not in (*SECOND, *GRAVE)), ""
    )
    made = []
    for offer in sorted(found, key=lambda o: (o.transition.verb in LAST, o.transition.verb != main)):
        verb = offer.transition.verb
        kind = "primary" if verb == main else "danger" if verb in GRAVE else "plain"
        reasons = tuple(filter(None, [offer.problem]))
        made.append(
            Action(offer.transition.label, reverse(url_name, args=[matter.pk, verb]), kind, reasons=reasons)
        )
    return made


def calendar_rows(election: DeputyElection, may_tick: bool) -> list[dict]:
    """Every step with its light, and where it is ticked."""
    derived = days.by_itself(election)
    rows = []
    for step in days.calendar(election):
        tick = may_tick and step.done_on is None and step.key not in derived and not step.boundary
        url = (
            f"{reverse('deputy_elections:step', args=[election.pk, 'tick'])}?step={step.key}" if tick else ""
        )
        rows.append({"step": step, "light": step_light(step), "url": url, "by_contests": step.key in derived})
    return rows


def step_light(step: CalendarStep) -> dict[str, str]:
    """done, done too late, overdue, soon or later; custom is never overdue."""
    if step.done_on is not None:
        return (
            lights.light("overdue", "办得晚了")
            if step.missed and step.statutory
            else lights.light("done", "已办")
        )
    if step.boundary:
        return (
            lights.light("done", "已截止") if step.on < clock.today() else lights.light("later", "到期截止")
        )
    if step.missed and step.statutory:
        return lights.light("overdue", "已错过")
    return lights.due(step.on, inner=not step.statutory)


def coming(rows: list[dict]) -> list[dict]:
    """The next steps that are not done."""
    return [row for row in rows if row["step"].done_on is None and not row["step"].boundary][:NEXT_SHOWN]


def contest_rows(election: DeputyElection) -> list[dict]:
    """Constituencies as the list shows them."""
    return [
        {"contest": contest, "light": state_light(contest)} for contest in selectors.contests_of(election)
    ]


def objection_rows(contest: Contest) -> list[dict]:
    """Objections with the light of their answer."""
    return [
        {"one": one, "light": lights.light("done", "已处理") if one.decided_on else lights.due(one.answer_by)}
        for one in contest.objections.order_by("number")
    ]


def objection_day(contest: Contest):
    return objecting.last_day(contest)


def vote_rows(matter) -> list[dict]:
    """Every vote about a constituency or a recall with its result."""
    rows = []
    for ballot in selectors.ballots_about(matter).prefetch_related("options"):
        found = result_of(ballot)
        declared = found if found and found.declared else None
        rows.append({"ballot": ballot, "result": declared, "url": reverse("ballots:one", args=[ballot.pk])})
    return rows


def waiting_vote(matter) -> Ballot | None:
    """The vote whose count is still to be keyed or declared."""
    ballot = selectors.ballot_now(matter)
    return ballot if ballot is not None and ballot.state in ("counting", "compared") else None


def contents(actor: Actor, matter) -> list[dict]:
    """What lies in the dossier and may be read, each with a word for what it is."""
    rows = facts.contents(actor, facts.dossier_of(actor, matter))
    return [{**row, "word": ROLES.get(row["item"].role, "")} for row in rows]
