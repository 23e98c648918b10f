"""Agenda and schedule: lines are prepared freely; what was published stays, and every later change is an amendment with reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError
from django.db.models import Max

from renda.foundation.hashing import canonical_json, sha256_hex
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require, require_verb
from renda.kernel.audit.record import record
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import MovedMeanwhile
from renda.kernel.procedures.matter import Matter
from renda.modules.sessions.sittings import documents, selectors
from renda.modules.sessions.sittings.actions.common import atomic, locked, moved, refuse
from renda.modules.sessions.sittings.models import AgendaItem, Entry, Programme, ProgrammeKind, Sitting

UP, DOWN = "up", "down"
#: What a line of the agenda or the schedule says.
LINE = ("text", "kind", "speaker", "agenda_item_id")


def add_item(actor: Actor, session, text: str, subject: Matter | None = None) -> AgendaItem:
    """One more item at the end of the agenda; ``subject``: what it is about, which stands there once only."""
    require_verb(actor, "sitting.plan")
    if not text.strip():
        refuse("请写议程内容。")
    about = {"subject_model": subject._meta.label_lower, "subject_id": subject.pk} if subject else {}
    if about and AgendaItem.objects.filter(session=session, **about).exists():
        refuse(f"“{subject}”已经在议程里了。")
    last = AgendaItem.objects.filter(session=session).aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(session=session, text=text.strip()[:200], position=last + 1, **about)
    record(actor, "sitting.agenda", session, {"what": f"添加议程：{item.text}"})
    return item


def as_seen(row: AgendaItem | Entry) -> str:
    """A digest of what a line says: whoever changes it sends along which one was read."""
    facts = [str(getattr(row, key)) for key in LINE if hasattr(row, key)]
    return sha256_hex(canonical_json(facts))


def unchanged(row: AgendaItem | Entry, seen: str) -> AgendaItem | Entry:
    """The line as it stands now, locked. Raises MovedMeanwhile when it no longer says what ``seen`` was made of."""
    fresh = type(row).objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if fresh is None:
        text = f"“{row.text}”刚才被别人划掉了。"
        raise MovedMeanwhile([Reason(text, "您写的还在下面；要用的，抄下来重新加一项。")])
    if seen and as_seen(fresh) != seen:
        text = f"这一项刚才有人改过，现在是：“{fresh.text}”。"
        raise MovedMeanwhile(
            [Reason(text, "您写的还在下面。要按您写的改，再点一次“保存”；不改的，点“不保存，返回”。")]
        )
    return fresh


def change_item(actor: Actor, item: AgendaItem, text: str, *, seen: str = "") -> AgendaItem:
    """Other words for an item. ``seen``: see :func:`as_seen`; of two who change it at once the second is told."""
    require_verb(actor, "sitting.plan")
    if not text.strip():
        refuse("请写议程内容。")
    with atomic():
        fresh = unchanged(item, seen)
        fresh.text = text.strip()[:200]
        fresh.save(update_fields=["text"])
        record(actor, "sitting.agenda", fresh.session, {"what": f"修改议程：{fresh.text}"})
    return fresh


def drop_item(actor: Actor, item: AgendaItem) -> None:
    """Take an item off the agenda in preparation; what was published keeps it until an amendment."""
    require_verb(actor, "sitting.plan")
    record(actor, "sitting.agenda", item.session, {"what": f"划掉议程：{item.text}"})
    item.delete()


def move_item(actor: Actor, item: AgendaItem, way: str) -> None:
    require_verb(actor, "sitting.plan")
    shift(list(AgendaItem.objects.filter(session_id=item.session_id)), item, way)
    record(actor, "sitting.agenda", item.session, {"what": f"调整顺序：{item.text}"})


def add_entry(actor: Actor, sitting: Sitting, facts: Mapping[str, Any]) -> Entry:
    """One more thing to do at a sitting. ``facts``: kind, text, speaker, agenda_item."""
    require(actor, "sitting.plan", sitting)
    with atomic():
        fresh = locked(sitting)
        if fresh.closed_at or fresh.cancelled_at:
            moved("这场会议已经散会或者取消，不能再加内容。")
        last = fresh.entries.aggregate(last=Max("position"))["last"] or 0
        entry = Entry.objects.create(sitting=fresh, position=last + 1, **given(facts))
        record(actor, "sitting.agenda", fresh, {"what": f"添加日程：{entry.text}"})
    return entry


def change_entry(actor: Actor, entry: Entry, facts: Mapping[str, Any], *, seen: str = "") -> Entry:
    """Another line of the schedule; ``seen`` as in :func:`change_item`."""
    require(actor, "sitting.plan", entry.sitting)
    changes = given(facts)
    with atomic():
        fresh = unchanged(entry, seen)
        for key, value in changes.items():
            setattr(fresh, key, value)
        fresh.save(update_fields=list(changes))
        record(actor, "sitting.agenda", fresh.sitting, {"what": f"修改日程：{fresh.text}"})
    return fresh


def given(facts: Mapping[str, Any]) -> dict[str, Any]:
    if not (facts.get("text") or "").strip():
        refuse("请写内容。")
    return {key: facts[key] for key in ("kind", "text", "speaker", "agenda_item") if key in facts}


def drop_entry(actor: Actor, entry: Entry) -> None:
    require(actor, "sitting.plan", entry.sitting)
    if entry.started_at or entry.notes.exists():
        refuse("这一项已经开始或者有发言记录，不能划掉。")
    record(actor, "sitting.agenda", entry.sitting, {"what": f"划掉日程：{entry.text}"})
    entry.delete()


def move_entry(actor: Actor, entry: Entry, way: str) -> None:
    require(actor, "sitting.plan", entry.sitting)
    shift(list(entry.sitting.entries.all()), entry, way)
    record(actor, "sitting.agenda", entry.sitting, {"what": f"调整顺序：{entry.text}"})


def shift(rows: list, row, way: str) -> None:
    """Change places with the neighbour above or below; at the end nothing moves."""
    here = next(place for place, one in enumerate(rows) if one.pk == row.pk)
    there = here + (-1 if way == UP else 1)
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for position, one in enumerate(rows, 1):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])


def publish(
    actor: Actor, session, kind: str, *, decided_by: str, decided_on: date, reason: str = ""
) -> Programme:
    """Publish the agenda or the schedule as it stands. The first freezes it; every later one is an amendment and needs a reason.

    Raises Refused when nothing is there, nothing changed, or the reason lacks.
    """
    require_verb(actor, "sitting.publish")
    content = selectors.draft_content(session, kind)
    label = ProgrammeKind(kind).label
    if not content["items"]:
        refuse(f"{label}还没有内容，不能公布。", "请先安排会议和内容。")
    last = selectors.published(session, kind)
    if last is not None and last.content == content:
        refuse(f"{label}和已经公布的一样，不用再公布。")
    if last is not None and not reason.strip():
        refuse("已经公布过，再变要写变更理由。", "代表会同时看到原来的、现在的和理由。")
    row = Programme(
        session=session, kind=kind, n=last.n + 1 if last else 0, content=content, reason=reason.strip()[:200] if last else "",
        decided_by=decided_by.strip()[:60], decided_on=decided_on, published_by=actor.label[:40],
    )  # fmt: skip
    try:
        with atomic():
            row.paper = documents.programme_paper(row)
            row.save()
            record(actor, "sitting.publish", row, {"reason": row.reason})
    except IntegrityError:
        moved(f"刚才有别人公布了{label}。")
    return row
