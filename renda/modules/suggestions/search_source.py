"""Suggestions, villagers' opinions and promises in the search."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.urls import reverse

from renda.kernel.search import api
from renda.kernel.search.sources import EntryData, OfModel, register
from renda.kernel.units.scope import acting_in
from renda.modules.suggestions.models import Opinion, Promise, Suggestion

SUGGESTION, OPINION, PROMISE = "suggestion.suggestion", "suggestion.opinion", "suggestion.promise"


@register
class Suggestions(OfModel):
    key = SUGGESTION
    label_zh = "代表建议"
    comparable = True
    model = Suggestion

    def entry(self, obj: Suggestion) -> EntryData | None:
        """Everything handed in; a draft belongs to its author alone."""
        if obj.submitted_on is None or obj.state == "draft":
            return None
        with acting_in(obj.town_id):
            return EntryData(
                object_id=obj.pk,
                town_id=obj.town_id,
                title=obj.title,
                body="\n".join(part for part in texts_of(obj) if part),
                happened_on=obj.submitted_on,
                url=obj.get_absolute_url(),
                facets={
                    **named_in(obj),
                    "names": [obj.number, obj.category.name if obj.category else ""],
                    "number": obj.number,
                    "state": obj.state_label(),
                },
            )


def texts_of(suggestion: Suggestion) -> list[str]:
    """What was asked, what was talked over, what was answered."""
    parts = [suggestion.facts, suggestion.place, suggestion.ask]
    for talk in suggestion.consultation_set.values_list("content", "deputy_view"):
        parts += talk
    for reply in suggestion.reply_set.values_list("asked", "done", "planned", "cannot", "passed_up_to"):
        parts += reply
    return parts


def named_in(suggestion: Suggestion) -> dict[str, list[str]]:
    """Author and co-signers, the units that handle it, where it is about."""
    cosigners = suggestion.cosigners.values_list("mandate__person__name", flat=True)
    units = suggestion.assignment_set.filter(ended_on=None, returned_on=None).values_list("unit__name", flat=True)
    return {
        "people": [suggestion.author.person.name, *cosigners],
        "units": [suggestion.lead_unit.name if suggestion.lead_unit else "", *units],
        "places": [suggestion.place] if suggestion.place else [],
    }


@register
class Opinions(OfModel):
    key = OPINION
    label_zh = "群众意见"
    model = Opinion
    comparable = True

    def entry(self, obj: Opinion) -> EntryData:
        return EntryData(
            object_id=obj.pk,
            town_id=obj.town_id,
            title=obj.title,
            body="\n".join(part for part in (obj.body, obj.answer) if part),
            happened_on=obj.received_on,
            url=reverse("suggestions:opinion", args=[obj.pk]),
            facets={
                "places": [obj.place] if obj.place else [],
                "names": [name for name in (obj.reference, obj.origin) if name],
            },
        )


@register
class Promises(OfModel):
    key = PROMISE
    label_zh = "承诺"
    model = Promise

    def entry(self, obj: Promise) -> EntryData:
        return EntryData(
            object_id=obj.pk,
            town_id=obj.town_id,
            title=obj.text,
            body="\n".join(part for part in (obj.suggestion.title, obj.proof) if part),
            happened_on=obj.made_on,
            url=obj.get_absolute_url(),
            facets={
                "units": [obj.unit.name],
                "names": [*filter(None, [obj.suggestion.number])],
                "state": obj.state_label(),
            },
        )


def opinion_saved(instance: Opinion, **_: Any) -> None:
    api.refresh(OPINION, instance)


def opinion_deleted(instance: Opinion, **_: Any) -> None:
    api.remove(OPINION, instance.pk)


def start() -> None:
    """Opinions are no matters and change without steps: hook into their saving; called once when the app is ready."""
    post_save.connect(opinion_saved, sender=Opinion, dispatch_uid="opinion-found")
    post_delete.connect(opinion_deleted, sender=Opinion, dispatch_uid="opinion-gone")
