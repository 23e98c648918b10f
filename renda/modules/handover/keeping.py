"""Writing and striking the notes."""

from __future__ import annotations

from django.db import transaction

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require, require_verb
from renda.kernel.audit.record import record
from renda.modules.handover.models import Note
from renda.modules.handover.policy import KEEP


def save(actor: Actor, note: Note) -> Note:
    """Write a note, or change one. Raises PermissionDenied."""
    require_verb(actor, KEEP)
    note.noted_on, note.noted_by = clock.today(), actor.label[:80]
    with transaction.atomic():
        note.save()
        record(actor, "handover.note", note)
    return note


def strike(actor: Actor, note: Note) -> None:
    """The note holds no more. Raises PermissionDenied."""
    require(actor, KEEP, note)
    note.struck_on = clock.today()
    with transaction.atomic():
        note.save()
        record(actor, "handover.strike", note)
