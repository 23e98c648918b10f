"""Taking a wrong law text out of the library, and what follows from that for the other texts."""

from __future__ import annotations

from django.db import transaction

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.audit.record import record
from renda.kernel.library import saving
from renda.kernel.library.models import LawEdition, LawWork
from renda.kernel.library.shelves import shelf_ids
from renda.kernel.library.titles import key_of
from renda.kernel.units.scope import acting_in, forget


@transaction.atomic
def withdraw(edition: LawEdition, why: str, actor: Actor) -> None:
    """Take a text out because it is wrong; the row and its file stay, the reason is noted.

    Args:
        edition: stands on the shelf that is active.
        why: at most 200 characters.
        actor: who says so.
    """
    edition.withdrawn_at, edition.withdrawn_why = clock.now(), why
    edition.save(update_fields=["withdrawn_at", "withdrawn_why"])
    saving.unindex(edition)
    saving.settle(edition.work)
    held = LawEdition.objects.filter(work=edition.work, withdrawn_at__isnull=True, superseded_on__isnull=True)
    saving.index_editions(list(held))
    _undo_repeals(edition)
    record(actor, "library.withdraw", edition, {"why": why})
    forget()


def _undo_repeals(edition: LawEdition) -> None:
    """Laws that this text put out of force hold again, on every shelf from which it was read."""
    keys = [key_of(title) for title in edition.repeals]
    for work in LawWork.everywhere.filter(key__in=keys, repealed_by=saving.told_by(edition)):
        with acting_in(work.town_id):
            if edition.town_id in shelf_ids():
                work.repealed_on, work.repealed_by = None, ""
                work.save(update_fields=["repealed_on", "repealed_by"])
                saving.apply_repeals(list(work.editions.filter(withdrawn_at__isnull=True)))
