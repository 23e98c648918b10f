"""Answer, verdicts, promises and publication of one story: what they need beyond the plan's own words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from renda.demo.acting import CLERK
from renda.demo.content import texts
from renda.demo.content.model import Step, Story
from renda.demo.content.topics import BY_KEY
from renda.foundation import clock
from renda.kernel.deadlines import service as deadlines
from renda.kernel.deadlines import timing
from renda.kernel.procedures.execute import execute
from renda.modules.suggestions import redaction, selectors
from renda.modules.suggestions.models import Promise, Suggestion, Verdict

if TYPE_CHECKING:
    from renda.demo.player import Player

RESULTS = {
    "solved": "solved", "solving": "in_progress", "planned": "planned",
    "not_yet_possible": "not_yet", "reference": "reference", "passed_up": "passed_up",
}  # fmt: skip
LEAST_NOTICE = timedelta(days=20)


def within_extension(suggestion: Suggestion, wanted: date) -> date:
    """``wanted``, moved between the running deadline and the last day that can be granted."""
    running = deadlines.open_of(suggestion, "reply").first()
    ceiling = timing.due("suggestion-reply-six-months", suggestion.assigned_on).due_on
    earliest = running.due_on + timedelta(days=7) if running else wanted
    return min(max(wanted, earliest), ceiling)


def reply_data(player: Player, story: Story, step: Step) -> dict:
    """The parts of the unit's answer."""
    turn, result = step.data["turn"], step.data["result"]
    by = step.data["promise_by"] and date.fromisoformat(step.data["promise_by"])
    by = max(by, clock.today() + LEAST_NOTICE) if by and turn == 1 else None
    text = texts.reply(player.plan, story, clock.today(), result, by, turn)
    promises = [{"text": texts.promise(player.plan, story), "due_on": by}] if by else []
    return {
        "asked": text.asked,
        "done": text.done,
        "planned": text.planned,
        "promises": promises,
        "cannot": text.cannot,
        "result": RESULTS[result],
        "passed_up_to": BY_KEY[story.topic].upward or player.plan.county + "人民政府" if result == "passed_up" else "",
        "contact": text.contact,
        "contact_phone": text.contact_phone,
        "signer": text.signer,
    }


def judge(player: Player, story: Story, step: Step) -> None:
    """The verdict of one deputy, unless the time for it has passed; the last of the plan brings along those of
    the deputies whose suggestions were merged into this one."""
    turn, suggestion = step.data["turn"], player.suggestion(story)
    if suggestion.state != "replied" or suggestion.round != turn:
        return
    answers = {
        "attitude": step.data["attitude"],
        "outcome": step.data["result"],
        "addressed": "yes" if step.data["answers_ask"] else "no",
        "comment": texts.verdict(player.plan, story, step.by, step.data["result"], turn),
    }
    person = player.rows.people[player.plan.deputies[step.by].person.key]
    judge_as(player, story, person, answers)
    last = [one for one in story.steps if one.kind == "verdict_given" and one.data["turn"] == turn][-1]
    if step is last:
        others = selectors.open_verdicts(player.suggestion(story))
        for verdict in list(others):
            judge_as(player, story, verdict.mandate.person, {**answers, "comment": "与领衔代表意见一致。"})


def judge_as(player: Player, story: Story, person, answers: dict) -> None:
    """One verdict through the deputy's own account, or keyed by the office from the paper sheet."""
    suggestion = player.suggestion(story)
    verdict: Verdict | None = next(
        (one for one in selectors.open_verdicts(suggestion) if one.mandate.person_id == person.pk), None
    )
    if verdict is None or suggestion.state != "replied":
        return
    key = next(key for key, row in player.rows.people.items() if row.pk == person.pk)
    actor = player.actors.person(key)
    on_paper = (story.number + len(key)) % 4 == 0
    if actor and verdict.mandate_id in actor.mandate_ids and not on_paper:
        execute(actor, suggestion, "judge", answers)
    else:
        execute(player.actors.staff(CLERK), suggestion, "key_verdict", {**answers, "deputy": verdict.mandate})


def promise_of(player: Player, story: Story, kind: str) -> Promise | None:
    """The open promise of a story."""
    return Promise.objects.filter(suggestion_id=player.ids[story.number], kind=kind, state="open").first()


def show_promise(player: Player, story: Story, kind: str, proof: str) -> None:
    """The unit reports it done; a few days later the deputy confirms."""
    promise = promise_of(player, story, kind)
    if promise is None:
        return
    unit = player.actors.unit(story.lead)
    execute(unit or player.actors.staff(CLERK), promise, "show", {"proof": proof})
    player.soon(2 + story.number % 6, lambda: confirm_promise(player, story, promise.pk))


def confirm_promise(player: Player, story: Story, promise_id) -> None:
    """The author says that it was done; the office keys it when the author has no seat any more."""
    promise = Promise.objects.get(pk=promise_id)
    author = player.actors.author(story)
    name = player.plan.deputies[story.deputy_index].person.name
    execute(author or player.actors.staff(CLERK), promise, "confirm", {} if author else {"confirmed_by": name})


def break_promise(player: Player, story: Story) -> None:
    """The day has passed: given up, or put off when the plan knows that it was kept in the end."""
    promise = promise_of(player, story, "planned")
    if promise is None:
        return
    reason = texts.promise_broken_reason(player.plan, story)
    broken = story.last("promise_broken")
    kept = next((step for step in story.steps if step.kind == "promise_kept" and step.on > broken.on), None)
    if kept is None:
        execute(player.actors.staff(), promise, "give_up", {"reason": reason})
        return
    unit = player.actors.unit(story.lead)
    later = max(kept.on, promise.due_on, clock.today()) + timedelta(days=10)
    execute(unit or player.actors.staff(CLERK), promise, "postpone", {"due_on": later, "reason": reason})


def public_text(suggestion: Suggestion) -> dict:
    """What the open column shows, with everything covered that may not be public."""

    def covered(text: str) -> str:
        return redaction.mask(text, redaction.find(text, suggestion))

    reply = suggestion.reply_set.filter(taken_back_on__isnull=True).last()
    parts = [reply.asked, reply.done, reply.planned, reply.cannot]
    return {
        "title": covered(suggestion.title),
        "ask": covered(f"{suggestion.facts}\n{suggestion.ask}"),
        "reply": covered("\n".join(part for part in parts if part)),
    }
