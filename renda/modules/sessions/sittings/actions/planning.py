"""Planning the sittings of a session: one by one, or the usual ones at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import IntegrityError

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require, require_verb
from renda.kernel.audit.record import record
from renda.modules.sessions.sittings.actions.common import atomic, locked, moved, refuse
from renda.modules.sessions.sittings.models import AgendaItem, Entry, Sitting

USUAL = Path(__file__).parent.parent / "usual.yaml"
FACTS = ("kind", "title", "begins_at", "ends_at", "place", "chair")


def plan_sitting(actor: Actor, session, facts: Mapping[str, Any]) -> Sitting:
    """A new sitting. ``facts``: kind, title, begins_at, and ends_at, place, chair where known. Raises Refused."""
    require_verb(actor, "sitting.plan")
    check(facts)
    sitting = Sitting(session=session, **{key: facts[key] for key in FACTS if facts.get(key) is not None})
    save_once(sitting)
    record(actor, "sitting.plan", sitting)
    return sitting


def change_sitting(actor: Actor, sitting: Sitting, facts: Mapping[str, Any]) -> Sitting:
    """Other time, place, chair or name; the time and kind of a sitting that was opened stay."""
    require(actor, "sitting.plan", sitting)
    check(facts)
    with atomic():
        fresh = locked(sitting)
        if fresh.cancelled_at or fresh.closed_at:
            moved("这场会议已经取消或者散会，不能再改。")
        kept = ("begins_at", "kind") if fresh.opened_at else ()
        for key in FACTS:
            if key in facts and key not in kept:
                setattr(fresh, key, facts[key])
        save_once(fresh)
        record(actor, "sitting.change", fresh)
    return fresh


def check(facts: Mapping[str, Any]) -> None:
    if facts.get("ends_at") and facts["ends_at"] <= facts["begins_at"]:
        refuse("结束时间要晚于开始时间。", "跨过零点的会议，结束日期写第二天。")


def save_once(sitting: Sitting) -> None:
    try:
        with atomic():
            sitting.save()
    except IntegrityError:
        refuse(f"这次大会已经有一场“{sitting.title}”。", "请换一个名称，例如“第二次全体会议”。")


def cancel_sitting(actor: Actor, sitting: Sitting, reason: str) -> Sitting:
    """The sitting is not held; it stays readable with its reason."""
    require(actor, "sitting.plan", sitting)
    if not reason.strip():
        refuse("请写明取消的原因。")
    with atomic():
        fresh = locked(sitting)
        if fresh.opened_at:
            moved("这场会议已经开过，不能取消。")
        fresh.cancelled_at, fresh.cancel_reason = clock.now(), reason.strip()[:200]
        fresh.save()
        record(actor, "sitting.cancel", fresh, {"reason": fresh.cancel_reason})
    return fresh


@cache
def usual() -> dict[str, Any]:
    """The usual agenda and sittings of a session, from ``usual.yaml``."""
    return yaml.safe_load(USUAL.read_text(encoding="utf-8"))


def plan_usual(actor: Actor, session, place: str = "", chair: str = "") -> list[Sitting]:
    """The usual agenda, sittings and entries of a session, where nothing was planned yet. Raises Refused."""
    require_verb(actor, "sitting.plan")
    with atomic():
        if Sitting.objects.filter(session=session, cancelled_at__isnull=True).exists():
            moved("这次大会已经安排了会议。")
        agenda = usual_agenda(session)
        made = [usual_sitting(session, row, agenda, place, chair) for row in usual()["sittings"]]
        for sitting in made:
            record(actor, "sitting.plan", sitting)
    return made


def usual_agenda(session) -> dict[str, AgendaItem]:
    """The agenda items by key; a line that stands already is used again."""
    standing = {item.text: item for item in AgendaItem.objects.filter(session=session)}
    found = {}
    for position, row in enumerate(usual()["agenda"], 1):
        found[row["key"]] = standing.get(row["text"]) or AgendaItem.objects.create(
            session=session, text=row["text"], position=position
        )
    return found


def usual_sitting(
    session, row: Mapping[str, Any], agenda: Mapping[str, AgendaItem], place: str, chair: str
) -> Sitting:
    """One sitting of the usual list with its entries. ``day``: first, or last day of the session."""
    day = session.closes_on if row["day"] == "last" else session.opens_on
    hour, minute = row.get("at_later", row["at"]) if day > session.opens_on else row["at"]
    begins_at = clock.at(day, hour, minute)
    sitting = Sitting.objects.create(
        session=session, kind=row["kind"], title=row["title"], begins_at=begins_at,
        ends_at=begins_at + timedelta(minutes=row["minutes"]),
        place=row.get("place") or place, chair=row.get("chair") or chair,
    )  # fmt: skip
    for position, entry in enumerate(row["entries"], 1):
        Entry.objects.create(
            sitting=sitting, position=position, kind=entry["kind"], text=entry["text"],
            agenda_item=agenda.get(entry.get("agenda", "")),
        )  # fmt: skip
    return sitting
