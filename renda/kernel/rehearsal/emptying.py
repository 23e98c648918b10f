"""Throwing a rehearsal away: every row of the space, of whichever line of work, and the files only it had."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from renda.kernel.files import blobs
from renda.kernel.files.models import StoredFile
from renda.kernel.people.models import Account
from renda.kernel.search import api as search
from renda.kernel.units.models import TownOwned, TownProfile, Unit, UnitKind


def empty(space: Unit) -> None:
    """Delete everything that belongs to ``space`` but its root and its log; the root goes out of use.

    The database compares foreign keys when the transaction ends, so the order of the tables does not matter.
    """
    if space.kind != UnitKind.REHEARSAL:
        raise ValueError(f"{space.name} is not a rehearsal")
    with transaction.atomic():
        digests = digests_of(space)
        search.forget_town(space.pk)
        for rows in belongings(space):
            rows._raw_delete(rows.db)
        space.is_active = False
        space.save(update_fields=["is_active"])
        transaction.on_commit(lambda: drop_files(digests))


def town_models() -> list[type[models.Model]]:
    """Every model whose rows belong to a town."""
    return [model for model in apps.get_models() if issubclass(model, TownOwned)]


def belongings(space: Unit) -> Iterable[models.QuerySet]:
    """All rows of the space, table by table: first what links two rows, then the rows."""
    for model in town_models():
        for field in model._meta.local_many_to_many:
            if field.remote_field.through._meta.auto_created:
                links = field.remote_field.through._base_manager
                yield links.filter(**{f"{field.m2m_field_name()}__town_id": space.pk})
    for model in town_models():
        yield model._base_manager.filter(town_id=space.pk)
    yield StoredFile.objects.filter(town_id=space.pk)
    yield Account.objects.filter(town=space)
    yield TownProfile.objects.filter(town=space)
    yield Unit.everywhere.filter(town=space).exclude(pk=space.pk)


def digests_of(space: Unit) -> set[str]:
    """The contents its files have."""
    rows = StoredFile.objects.filter(town_id=space.pk).values_list("sha256", "thumbnail_sha256")
    return {digest for pair in rows for digest in pair if digest}


def drop_files(digests: Iterable[str]) -> None:
    """Remove the contents no file has any more. A content that somebody stores at this very moment is put back."""
    for digest in sorted(set(digests) - still_used(digests)):
        data = blobs.read(digest) if blobs.is_whole(digest) else b""
        blobs.path_of(digest).unlink(missing_ok=True)
        if data and still_used([digest]):
            blobs.put(data)


def still_used(digests: Iterable[str]) -> set[str]:
    """Those of ``digests`` that a file has."""
    wanted = list(digests)
    rows = StoredFile.objects.filter(Q(sha256__in=wanted) | Q(thumbnail_sha256__in=wanted))
    return {digest for pair in rows.values_list("sha256", "thumbnail_sha256") for digest in pair}
