"""A deputy begins a draft; it may be as unfinished as it likes."""

from __future__ import annotations

from renda.kernel.people.models import CongressSession, Mandate
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.suggestions.models import Cosigner
from renda.modules.suggestions.models.suggestion import Channel, Intake

PLAIN = ("kind", "title", "facts", "place", "ask", "village", "confidential")


def prepare(step: Step) -> None:
    mandate = Mandate.objects.on().filter(pk__in=step.actor.mandate_ids, level="town").first()
    if mandate is None:
        raise Refused("只有在任的代表才能提建议。")
    step.matter.author = mandate
    step.matter.intake = Intake.PHONE
    write_content(step)


def effect(step: Step) -> None:
    write_links(step)


def write_content(step: Step) -> None:
    """Copy the words of the suggestion, and note whether a session is being held today."""
    suggestion = step.matter
    for key in PLAIN:
        if key in step.data:
            setattr(suggestion, key, step.data[key])
    session = CongressSession.objects.filter(opens_on__lte=step.today, closes_on__gte=step.today).first()
    suggestion.session = session
    suggestion.channel = Channel.IN_SESSION if session else Channel.IN_RECESS


def write_links(step: Step) -> None:
    """Co-signers asked, source opinions, photographs."""
    suggestion = step.matter
    if "cosigners" in step.data:
        wanted = {mandate.pk: mandate for mandate in step.data["cosigners"] or []}
        wanted.pop(suggestion.author_id, None)
        suggestion.cosigners.exclude(mandate_id__in=wanted).delete()
        present = set(suggestion.cosigners.values_list("mandate_id", flat=True))
        for mandate in wanted.values():
            if mandate.pk not in present:
                Cosigner.objects.create(suggestion=suggestion, mandate=mandate)
    if "opinions" in step.data:
        suggestion.opinions.set(step.data["opinions"] or [])
    if unwanted := step.data.get("drop_files"):
        suggestion.attachments.filter(pk__in=unwanted).delete()
    for stored in step.data.get("files") or []:
        suggestion.attachments.create(file=stored, added_by=step.actor.label, town_id=suggestion.town_id)
