"""The course of a sitting: sign-in begins, it is opened when enough are there, entry after entry, it is closed."""

from __future__ import annotations

from renda.foundation import clock
from renda.foundation.hashing import canonical_json, sha256_hex
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require
from renda.kernel.audit.record import record
from renda.kernel.deadlines import timing
from renda.modules.sessions.attendance.models import Attendee
from renda.modules.sessions.sittings.actions.common import atomic, hall_code, locked, moved, refuse
from renda.modules.sessions.sittings.documents import sign_in_book
from renda.modules.sessions.sittings.models import Entry, SignIn, Sitting, Speech
from renda.modules.sessions.sittings.quorum import Quorum, entitled, quorum_of


def open_sign_in(actor: Actor, sitting: Sitting) -> Sitting:
    """Sign-in begins; the hall gets its code."""
    require(actor, "sitting.sign_in", sitting)
    with atomic():
        fresh = locked(sitting)
        if fresh.sign_in_opened_at or fresh.cancelled_at:
            moved("已经开始签到，或者会议已经取消。")
        fresh.sign_in_opened_at, fresh.hall_code = clock.now(), hall_code()
        fresh.save()
        record(actor, "sitting.open_sign_in", fresh)
    return fresh


def open_sitting(actor: Actor, sitting: Sitting) -> Sitting:
    """The sitting is declared open. Too few deputies: refused with the article; the count of this moment is kept."""
    require(actor, "sitting.run", sitting)
    with atomic():
        fresh = locked(sitting)
        if fresh.opened_at or fresh.cancelled_at:
            moved("会议已经开了，或者已经取消。")
        if not fresh.sign_in_opened_at:
            refuse("还没有签到，不知道到了多少人。", "请先开始签到。")
        found = quorum_of(fresh)
        if found is not None and not found.met:
            refuse_opening(found)
        fresh.opened_at, fresh.opened_by = clock.now(), actor.label[:40]
        fresh.opening = kept(found, fresh) if found is not None else {}
        fresh.save()
        record(actor, "sitting.open", fresh, {"sentence": found.sentence if found else "按议程开会"})
    return fresh


def refuse_opening(found: Quorum) -> None:
    """Too few are there: with the numbers, what to do, and the articles."""
    articles = timing.rule(found.rule, found.on).articles
    if not found.base:
        refuse(
            "名册上这一天没有在任的人，算不出应到人数，不能开会。",
            "请先核对代表名册和会上的名单。",
            rule=found.rule,
            articles=articles,
        )
    refuse(
        f"{found.sentence}，不能开会。",
        f"请等候或催促未到的代表，再到 {found.gap} 人才能开会；确实到不齐的，由主席团决定改期。",
        rule=found.rule, articles=articles,
    )  # fmt: skip


def kept(found: Quorum, sitting: Sitting) -> dict:
    """A count as it stays with the sitting, with those who made up the base."""
    return {
        "base": found.base, "present": found.present, "needed": found.needed, "rule": found.rule,
        "sentence": found.sentence, "articles": list(found.articles), "on": found.on.isoformat(),
        "seats": sorted(str(seat) for seat in entitled(sitting)),
    }  # fmt: skip


def close_sitting(actor: Actor, sitting: Sitting) -> Sitting:
    """The sitting ends; the sign-in list is kept with its digest, open entries and speeches end with it."""
    require(actor, "sitting.run", sitting)
    with atomic():
        fresh = locked(sitting)
        if not fresh.is_on:
            moved("会议还没有开，或者已经散会。")
        now = clock.now()
        Speech.objects.filter(entry__sitting=fresh, ended_at__isnull=True).update(ended_at=now)
        fresh.entries.filter(started_at__isnull=False, finished_at__isnull=True).update(finished_at=now)
        fresh.closed_at, fresh.closing = now, digest(fresh)
        fresh.save()
        if fresh.opening:
            sign_in_book(actor, fresh)
        record(actor, "sitting.close", fresh, fresh.closing)
    return fresh


def digest(sitting: Sitting) -> dict:
    """How many signed in, and the digest of the whole list, so that the log can tell whether it was changed."""
    rows = SignIn.objects.filter(sitting=sitting).order_by("id").values_list(
        "id", "attendee_id", "at", "way", "table", "keyed_by", "left_at", "undone_at", "undone_why"
    )  # fmt: skip
    lines = [[str(value) if value is not None else "" for value in row] for row in rows]
    count = sum(1 for row in rows if row[7] is None)
    return {"count": count, "hash": sha256_hex(canonical_json(lines))}


def resume_sitting(actor: Actor, sitting: Sitting, reason: str) -> Sitting:
    """It was closed by mistake: it goes on."""
    require(actor, "sitting.run", sitting)
    if not reason.strip():
        refuse("请写明为什么恢复会议。")
    with atomic():
        fresh = locked(sitting)
        if not fresh.closed_at:
            moved("会议没有散会，不用恢复。")
        fresh.closed_at, fresh.closing = None, {}
        fresh.save()
        record(actor, "sitting.resume", fresh, {"reason": reason.strip()[:200]})
    return fresh


def start_entry(actor: Actor, entry: Entry) -> Entry:
    """This is what is being done now; what was being done before ends."""
    require(actor, "sitting.run", entry.sitting)
    with atomic():
        sitting = locked(entry.sitting)
        if not sitting.is_on:
            refuse("会议还没有开，或者已经散会，不能进入议程。", "请先宣布开会。")
        now = clock.now()
        Speech.objects.filter(entry__sitting=sitting, ended_at__isnull=True).update(ended_at=now)
        sitting.entries.filter(started_at__isnull=False, finished_at__isnull=True).exclude(
            pk=entry.pk
        ).update(finished_at=now)
        fresh = sitting.entries.get(pk=entry.pk)
        fresh.started_at, fresh.finished_at = fresh.started_at or now, None
        fresh.save()
        record(actor, "sitting.run", sitting, {"what": f"开始：{fresh.text}"})
    return fresh


def finish_entry(actor: Actor, entry: Entry) -> Entry:
    require(actor, "sitting.run", entry.sitting)
    with atomic():
        sitting = locked(entry.sitting)
        fresh = sitting.entries.get(pk=entry.pk)
        if not fresh.is_current:
            moved("这一项还没有开始，或者已经结束。")
        now = clock.now()
        Speech.objects.filter(entry=fresh, ended_at__isnull=True).update(ended_at=now)
        fresh.finished_at = now
        fresh.save()
        record(actor, "sitting.run", sitting, {"what": f"结束：{fresh.text}"})
    return fresh


def begin_speech(actor: Actor, entry: Entry, name: str, attendee: Attendee | None = None) -> Speech:
    """Somebody speaks; whoever spoke before has ended."""
    require(actor, "sitting.run", entry.sitting)
    said_by = (attendee.name if attendee else name).strip()[:80]
    if not said_by:
        refuse("请选发言人，或者写上姓名。")
    with atomic():
        sitting = locked(entry.sitting)
        fresh = sitting.entries.get(pk=entry.pk)
        if not sitting.is_on or not fresh.is_current:
            refuse("这一项不是正在进行的事项。", "请先点“开始这一项”。")
        now = clock.now()
        Speech.objects.filter(entry=fresh, ended_at__isnull=True).update(ended_at=now)
        speech = Speech.objects.create(entry=fresh, attendee=attendee, name=said_by, started_at=now)
        record(actor, "sitting.run", sitting, {"what": f"{said_by}发言"})
    return speech


def end_speech(actor: Actor, entry: Entry) -> None:
    require(actor, "sitting.run", entry.sitting)
    with atomic():
        sitting = locked(entry.sitting)
        Speech.objects.filter(entry=entry, ended_at__isnull=True).update(ended_at=clock.now())
        record(actor, "sitting.run", sitting, {"what": "发言结束"})
