"""The outbox: notices are written in the transaction of the act and sent after it is committed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from renda.foundation import clock
from renda.foundation.chinese.sentences import fill
from renda.kernel.notices import channels, kinds
from renda.kernel.notices.models import ChannelSetting, Delivery, DeliveryState, Notice
from renda.kernel.units.models import in_rehearsal

MAX_TRIES = 6
BACKOFF_MINUTES = (1, 5, 15, 60, 240)


def post(key: str, matter: Any, context: dict, url: str = "") -> Notice:
    """Write a notice of a registered kind for everybody it concerns; sending starts after commit."""
    kind, values = kinds.kind(key), {"matter": matter, **context}
    notice = Notice.objects.create(
        kind=key,
        title=fill(kind.title, values)[:200],
        body=fill(kind.body, values),
        url=url,
        model=matter._meta.label_lower if matter is not None else "",
        object_id=matter.pk if matter is not None else None,
    )
    robots = list(ChannelSetting.objects.filter(is_on=True)) if kind.urgent and not in_rehearsal() else []
    deliveries = []
    for recipient in unique(kind.to(matter, context)):
        deliveries.append(first_delivery(notice, recipient))
        deliveries += [
            Delivery(
                notice=notice,
                channel=robot.channel,
                account=recipient.account,
                person=recipient.person or getattr(recipient.account, "person", None),
                unit=recipient.unit,
                next_try_at=clock.now(),
            )
            for robot in robots
        ]
    Delivery.objects.bulk_create(deliveries)
    if robots:
        transaction.on_commit(lambda: send_due(limit=20))
    return notice


def unique(recipients) -> list[kinds.Recipient]:
    """Nobody hears the same thing twice."""
    seen: dict = {}
    for recipient in recipients:
        who = recipient.account or recipient.person or recipient.unit
        if who is not None:
            seen.setdefault((type(who), who.pk), recipient)
    return list(seen.values())


def first_delivery(notice: Notice, recipient: kinds.Recipient) -> Delivery:
    """Inbox for those with an account; the print list (paper slip, telephone) for everybody else."""
    if recipient.account is not None:
        return Delivery(
            notice=notice, channel="inbox", account=recipient.account, state=DeliveryState.SENT, done_at=clock.now()
        )
    return Delivery(notice=notice, channel="print", person=recipient.person, unit=recipient.unit)


def send_due(limit: int = 100) -> int:
    """Send what is queued on message channels; failures are tried again later and later. Returns how many went."""
    sent = 0
    queue = (
        Delivery.objects.filter(state=DeliveryState.QUEUED, next_try_at__lte=clock.now())
        .filter(~Q(channel__in=["inbox", "print"]))
        .select_related("notice", "person", "unit")
        .order_by("next_try_at", "id")[:limit]
    )
    settings = {row.channel: row for row in ChannelSetting.objects.filter(is_on=True)}
    for delivery in queue:
        sent += attempt(delivery, settings.get(delivery.channel))
    return sent


def attempt(delivery: Delivery, setting: ChannelSetting | None) -> int:
    """Try one delivery; 1 when it arrived."""
    problem = "这个发送渠道没有启用" if setting is None else channels.send(delivery, setting)
    delivery.tries += 1
    delivery.problem = problem[:200]
    if not problem:
        delivery.state, delivery.done_at, delivery.next_try_at = DeliveryState.SENT, clock.now(), None
    elif delivery.tries >= MAX_TRIES:
        delivery.state, delivery.next_try_at = DeliveryState.FAILED, None
    else:
        pause = BACKOFF_MINUTES[min(delivery.tries, len(BACKOFF_MINUTES)) - 1]
        delivery.next_try_at = clock.now() + timedelta(minutes=pause)
    delivery.save()
    return 0 if problem else 1


def mark_read(delivery: Delivery) -> None:
    """The addressee opened the notice."""
    if delivery.state != DeliveryState.READ:
        delivery.state, delivery.done_at = DeliveryState.READ, clock.now()
        delivery.save(update_fields=["state", "done_at"])


def mark_told(delivery: Delivery) -> bool:
    """Somebody without an account was told on paper or by telephone; False when that was noted before."""
    changed = Delivery.objects.filter(pk=delivery.pk, channel="print", state=DeliveryState.QUEUED).update(
        state=DeliveryState.SENT, done_at=clock.now()
    )
    return changed == 1


def mark_all_read(account) -> int:
    """Every notice in the inbox of ``account`` counts as read. Returns how many were not."""
    return (
        Delivery.objects.filter(account=account, channel="inbox")
        .exclude(state=DeliveryState.READ)
        .update(state=DeliveryState.READ, done_at=clock.now())
    )


def queue_failed_again() -> int:
    """Give every message that was given up another round of tries; returns how many."""
    failed = Delivery.objects.filter(state=DeliveryState.FAILED).exclude(channel__in=["inbox", "print"])
    return failed.update(state=DeliveryState.QUEUED, tries=0, next_try_at=clock.now())


def settle_before(moment: datetime) -> int:
    """What was posted before ``moment`` counts as read, and as handed over where it went on paper: for a town
    whose earlier work is made or taken over at once. Returns how many deliveries."""
    old = Delivery.objects.filter(notice__made_at__lt=moment)
    read = old.filter(channel="inbox", state=DeliveryState.SENT).update(state=DeliveryState.READ)
    return read + old.filter(channel="print", state=DeliveryState.QUEUED).update(state=DeliveryState.SENT, done_at=moment)
