"""What of a suggestion a reader sees beyond the suggestion itself: verdicts, objections, the course of things.

The comments of a verdict are for the office, the chair and the deputy who wrote them. The unit never learns
who judged how, only the sum, and only when everybody has answered.
"""

from __future__ import annotations

from renda.kernel.access.actors import Actor
from renda.kernel.audit.models import AuditEntry
from renda.modules.suggestions import judging
from renda.modules.suggestions.models import Suggestion, Verdict

JUDGING_VERBS = ("suggestion.judge", "suggestion.key_verdict")
DRAFTING_VERBS = ("suggestion.draft", "suggestion.edit")
OBJECTION_VERBS = ("suggestion.object", "suggestion.answer_objection")


def reads_comments(actor: Actor, verdict: Verdict) -> bool:
    return actor.is_("office", "chair") or verdict.mandate_id in actor.mandate_ids


def reads_lines(actor: Actor) -> bool:
    """Who sees how each deputy judged."""
    return actor.is_("office", "chair", "presidium")


def verdicts_for(actor: Actor, suggestion: Suggestion, verdicts: list[Verdict]) -> list[dict]:
    """The lines of the verdicts this reader may see, each with or without its comment."""
    return [
        {"verdict": verdict, "comment": verdict.comment if reads_comments(actor, verdict) else ""}
        for verdict in verdicts
        if reads_lines(actor) or verdict.mandate_id in actor.mandate_ids
    ]


def overall_for(suggestion: Suggestion) -> str:
    """The sum in words, once everybody has answered or let the time pass; else nothing."""
    return judging.words(suggestion.satisfaction) if suggestion.judged_on else ""


def reads_objections(actor: Actor, suggestion: Suggestion) -> bool:
    """Objections of the deputy against a unit are not for that unit."""
    return actor.is_("office", "chair", "presidium") or suggestion.author_id in actor.mandate_ids


def course_for(actor: Actor, suggestion: Suggestion) -> list[AuditEntry]:
    """The log of this suggestion as this reader may see it, newest first."""
    entries = AuditEntry.objects.filter(
        town_id=suggestion.town_id, model=suggestion._meta.label_lower, object_id=suggestion.pk
    ).order_by("-number")
    hidden: tuple[str, ...] = ()
    if not reads_lines(actor):
        hidden += JUDGING_VERBS
    if not reads_objections(actor, suggestion):
        hidden += OBJECTION_VERBS
    if suggestion.author_id not in actor.mandate_ids:
        hidden += DRAFTING_VERBS
    return list(entries.exclude(verb__in=hidden))
