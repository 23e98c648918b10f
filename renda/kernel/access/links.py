"""One-time links: a unit without an account, a deputy without a password, acts through one.

The address carries a random secret; the database keeps only its digest, so reading the database
opens no link. A link may be looked at until it ends; a single-use link serves for its act once, a unit's
working link until it ends or the matter moves on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import models

from renda.foundation import clock
from renda.foundation.hashing import sha256_hex
from renda.foundation.ids import token
from renda.kernel.access.actors import Actor, Grant
from renda.kernel.units.models import TownOwned, UnitKind


class OneTimeLink(TownOwned):
    digest = models.CharField(max_length=64, unique=True)
    verbs = models.JSONField(default=list)
    model = models.CharField(max_length=80)
    object_id = models.UUIDField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    label = models.CharField(max_length=80)
    single_use = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "一次性链接"
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["model", "object_id"])]

    @property
    def last_day(self) -> date:
        """The last day on which it opens: midnight belongs to the day before."""
        return (self.expires_at - timedelta(microseconds=1)).astimezone(clock.ZONE).date()


@dataclass(frozen=True)
class OpenedLink:
    """``problem`` is empty when the act is still open; else it says in Chinese why not."""

    link: OneTimeLink
    actor: Actor
    problem: str


def make_link(
    obj, verbs: list[str], *, expires_at: datetime, label: str, person=None, unit=None, single_use: bool = True
) -> tuple[OneTimeLink, str]:
    """A new link for ``verbs`` on ``obj``; returns it with its secret, which is shown once and never stored."""
    secret = token()
    link = OneTimeLink.objects.create(
        digest=sha256_hex(secret),
        verbs=list(verbs),
        model=obj._meta.label_lower,
        object_id=obj.pk,
        person=person,
        unit=unit,
        label=label,
        single_use=single_use,
        expires_at=expires_at,
    )
    return link, secret


def open_link(secret: str) -> OpenedLink | None:
    """The link behind a secret, or None. The town is not known yet: the link tells it."""
    link = (
        OneTimeLink.everywhere.select_related("person", "unit", "town")
        .filter(digest=sha256_hex(secret))
        .first()
    )
    if link is None:
        return None
    problem = ""
    if link.town.kind == UnitKind.REHEARSAL:
        problem = "这是演练里的链接，只是做个样子，打不开。真的链接请找人大办要。"
    elif link.revoked_at:
        problem = "这个链接已经作废，请用最新收到的链接，或给人大办打电话。"
    elif link.used_at:
        problem = "这个链接已经用过了，您的意见已经收到，不用再填。"
    elif link.expires_at <= clock.now():
        problem = "这个链接已经过期，请给人大办打电话，重新发一个。"
    return OpenedLink(link, link_actor(link), problem)


def link_actor(link: OneTimeLink) -> Actor:
    """The actor a link stands for: exactly the granted verbs on exactly one object."""
    return Actor(
        kind="link",
        label=link.label,
        town_id=link.town_id,
        person_id=link.person_id,
        unit_ids=frozenset([link.unit_id] if link.unit_id else []),
        grants=frozenset(Grant(verb, link.model, link.object_id) for verb in link.verbs),
    )


def use_up(link: OneTimeLink) -> bool:
    """Mark the link as used; False when another request was faster. Working links stay open."""
    now = clock.now()
    if not link.single_use:
        return True
    return OneTimeLink.everywhere.filter(pk=link.pk, used_at__isnull=True).update(used_at=now) == 1


def revoke_links(obj_model: str, object_id: UUID) -> int:
    """Close every open link of an object (the matter moved on)."""
    return OneTimeLink.objects.filter(
        model=obj_model, object_id=object_id, used_at__isnull=True, revoked_at__isnull=True
    ).update(revoked_at=clock.now())
