"""The calendar of an election: the law's days, what is ticked, and the deadlines kept in step with both."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Max, Q

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh, day_zh
from renda.kernel.deadlines import service
from renda.kernel.deadlines.models import DeadlineStatus
from renda.kernel.procedures.declaration import Reason
from renda.kernel.units.models import TownProfile
from renda.law import elections
from renda.law.election_days import STEPS_RULES, CalendarStep
from renda.modules.deputy_elections.models import DeputyElection

WORK = "deputy_election.work"
POLLING = "polling"
#: Steps that tick themselves when every constituency has done them, and the column with the day.
FROM_CONTESTS = {
    "registration_ends": "roll_on", "voter_list": "roll_on", "preliminary_list": "preliminary_on",
    "consultation": "formal_on", "formal_list": "formal_on",
}  # fmt: skip
VOTED = ("decided", "confirmed", "closed")


def done(election: DeputyElection) -> dict[str, date]:
    """Step → day it was done: what was ticked, and what every constituency has done."""
    found = dict(election.ticks.values_list("key", "done_on"))
    counts = {
        f"n_{column}": Count("pk", filter=Q(**{f"{column}__isnull": False}))
        for column in FROM_CONTESTS.values()
    }
    latest = {f"last_{column}": Max(column) for column in FROM_CONTESTS.values()}
    told = election.contests.aggregate(
        all=Count("pk"),
        voted=Count("pk", filter=Q(state__in=VOTED)),
        last_vote=Max("voting_on"),
        **counts,
        **latest,
    )
    for key, column in FROM_CONTESTS.items():
        if told["all"] and told[f"n_{column}"] == told["all"]:
            found[key] = told[f"last_{column}"]
    if told["all"] and told["voted"] == told["all"]:
        found[POLLING] = told["last_vote"]
    return found


def by_itself(election: DeputyElection) -> set[str]:
    """Steps nobody ticks: the constituencies do them."""
    return {*FROM_CONTESTS, POLLING} if election.contests.exists() else set()


def calendar(election: DeputyElection) -> tuple[CalendarStep, ...]:
    """The dated steps of the election as they stand today."""
    profile = TownProfile.current()
    return elections.calendar(
        election.polling_on,
        profile.place_code or None,
        kind=election.way,
        done=done(election),
        settings=profile.rule_settings,
    )


def last_day(election: DeputyElection, key: str) -> CalendarStep | None:
    """The step with its last lawful day; None where this kind of election has not got it here."""
    return next((step for step in calendar(election) if step.key == key), None)


def polling_is_over(election: DeputyElection) -> bool:
    """Has polling day passed, so that no missed day can be mended by another polling day?"""
    return election.polling_on < clock.today()


def mend_missed(election: DeputyElection) -> str:
    """What to do about a lawful day nobody has ticked in time."""
    if not polling_is_over(election):
        return "请把选举日往后改。"
    return (
        "选举日已经过了。当时办过的，补登记实际办的日期；确实没有办的，如实报告县人大常委会，按它的意见处理。"
    )


def mend_late(election: DeputyElection) -> str:
    """What to do about a step that is registered with a day after its last lawful one."""
    excuse = "写明晚于法定日期的原因。"
    return f"选举日已经过了，请{excuse}" if polling_is_over(election) else f"请把选举日往后改，或者{excuse}"


def too_late(election: DeputyElection, key: str, day: date, excuse: str) -> list[Reason]:
    """A reason when ``day`` is after the last lawful day of a step; with an excuse it is only told."""
    step = last_day(election, key)
    if step is None or day <= step.on:
        return []
    text = f"“{step.title}”最迟{date_zh(step.on)}，{day_zh(day)}已经晚了。"
    rule = step.rule.id if step.rule else ""
    return [Reason(text, mend_late(election), rule, step.articles, blocks=not excuse.strip())]


def sync(election: DeputyElection) -> None:
    """Deadlines as the calendar has them: met, moved, or begun; none for custom that is over already."""
    open_ones = {deadline.key: deadline for deadline in service.open_of(election)}
    steps = calendar(election)
    voted = any(step.key == POLLING and step.done_on for step in steps)
    for step in steps:
        if step.boundary:
            continue
        kept = open_ones.get(step.key)
        if step.done_on is not None:
            service.meet(election, step.key, step.done_on)
        elif voted and step.days > 0 and not step.statutory:
            service.cancel(election, step.key)
        elif kept is not None:
            if kept.due_on != step.on:
                service.move(kept, step.on, "选举日或者前一步的日期变了", explanation(step))
        elif step.statutory or not step.missed:
            begin(election, step)


def begin(election: DeputyElection, step: CalendarStep) -> None:
    """The deadline of one step; custom is the office's own measure."""
    rule = step.rule.id if step.rule else STEPS_RULES[election.way]
    made = service.start(
        election,
        step.key,
        rule,
        label=step.title[:80],
        waits_for=WORK,
        day=step.on,
        internal=not step.statutory,
    )
    made.explanation = {**made.explanation, **explanation(step)}
    made.save()


def explanation(step: CalendarStep) -> dict:
    """Why this day, as the pages show it."""
    return {"wording": step.sentence_zh, "due_on": step.on.isoformat(), "articles": list(step.articles)}


def stop(election: DeputyElection) -> None:
    """No step is waited for any more."""
    service.open_of(election).update(status=DeadlineStatus.CANCELLED, next_look_at=None)
