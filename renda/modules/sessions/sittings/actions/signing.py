"""Sign-in: many at once, from several tables, some of them late because the network was down; none lost, none twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Q, QuerySet

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh, day_zh
from renda.foundation.ids import as_id, new_id
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require
from renda.kernel.audit.record import record
from renda.modules.sessions.attendance.models import Attendee, Capacity, Duty, DutyKind
from renda.modules.sessions.attendance.printing import token_of
from renda.modules.sessions.sittings.actions.common import atomic, locked, moved, refuse
from renda.modules.sessions.sittings.models import SignIn, SignInWay, Sitting, SittingKind

SIGNED, ALREADY, REFUSED, UNDONE, UNKNOWN = "signed", "already", "refused", "undone", "unknown"
LONGEST_CODE = 64


@dataclass(frozen=True)
class Scan:
    """What a device sends: the id it made for it, what was read or typed, how, and when the person stood there."""

    client_id: str
    code: str
    way: str
    at: datetime


@dataclass(frozen=True)
class Told:
    """What became of one scan. ``outcome``: signed, already, refused, undone (taken back meanwhile) or unknown."""

    client_id: str
    outcome: str
    words: str
    attendee: Attendee | None = None
    sign_in: SignIn | None = None


def sign_in(actor: Actor, sitting: Sitting, scans: Sequence[Scan], table: str = "") -> list[Told]:
    """Sign in whoever stands behind the scans, in their order. A scan sent again is answered as the first time; a person who is
    in already is told where and when. Nothing is refused for the others because of one."""
    require(actor, "sitting.sign_in", sitting)
    return taken(actor.label, sitting, scans, table)


def sign_self(actor: Actor, sitting: Sitting, code: str, client_id: str = "") -> Told:
    """A deputy signs in on the own telephone with the code that the hall's screen shows. Raises Refused."""
    require(actor, "sitting.sign_self", sitting)
    attendee = Attendee.objects.filter(
        session_id=sitting.session_id, person_id=actor.person_id, ended_on__isnull=True
    ).first()
    if actor.person_id is None or attendee is None:
        refuse("这次大会的名单里没有您。", "请与人大办联系。")
    if not sitting.takes_sign_ins:
        refuse(not_taking(sitting) or "现在不签到。")
    if code.strip() != sitting.hall_code:
        refuse("会场码不对。", "会场码显示在会场大屏幕上，四位数字；也可以到签到台签到。")
    scan = Scan(client_id or str(new_id()), str(attendee.pk), SignInWay.PHONE, clock.now())
    return taken(actor.label, sitting, [scan], "本人手机")[0]


def taken(keyed_by: str, sitting: Sitting, scans: Sequence[Scan], table: str) -> list[Told]:
    found = people_behind(sitting, scans)
    members = presidium_of(sitting)
    told: list[Told] = []
    with atomic():
        sent, here = what_stands(sitting, scans, found.values())
        for scan in scans:
            answer = standing(scan, found.get(scan.code), sent, here) or refusal(
                sitting, scan, found.get(scan.code), members
            )
            if answer is None:
                answer = written(keyed_by, sitting, scan, found[scan.code], table)
                if answer.sign_in is not None:
                    sent[scan.client_id] = here[answer.sign_in.attendee_id] = answer.sign_in
            told.append(answer)
    return told


def people_behind(sitting: Sitting, scans: Iterable[Scan]) -> dict[str, Attendee]:
    """Code → attendee: the code of a badge, the key of a row of the list, the number in the list, or the deputy's card."""
    codes = {scan.code for scan in scans if scan.code and len(scan.code) <= LONGEST_CODE}
    people = Attendee.objects.select_related("mandate", "group")
    tokens = {token_of(code): code for code in codes}
    found = {tokens[row.token]: row for row in people.filter(token__in=list(tokens))}
    # nearly everybody shows a badge, which one index finds; only what is left is looked for in the whole list
    left = codes - found.keys()
    return found | (people_typed(people.filter(session_id=sitting.session_id), left) if left else {})


def people_typed(people: QuerySet[Attendee], codes: set[str]) -> dict[str, Attendee]:
    """The same for what was chosen in the list or typed: key, number in the list, deputy's card."""
    keys, numbers = {}, {}
    for code in codes:
        if key := as_id(code):
            keys[key] = code
        elif code.isdecimal() and code.isascii() and len(code) <= 5:
            numbers[int(code)] = code
    wanted = Q(pk__in=list(keys)) | Q(mandate__card_number__in=codes)
    wanted |= Q(rank__in=list(numbers), ended_on__isnull=True)
    found: dict[str, Attendee] = {}
    for row in people.filter(wanted).order_by("rank", "id"):
        card = row.mandate.card_number if row.mandate else ""
        for code in (keys.get(row.pk, ""), card, numbers.get(row.rank, "")):
            if code in codes and (code not in found or not row.ended_on):
                found[code] = row
    return found


def presidium_of(sitting: Sitting) -> set[UUID] | None:
    """The members where only they belong to the sitting; None where everybody does."""
    if sitting.kind != SittingKind.PRESIDIUM:
        return None
    rows = Duty.objects.filter(kind=DutyKind.PRESIDIUM, attendee__session_id=sitting.session_id)
    return set(rows.order_by().values_list("attendee_id", flat=True))


def what_stands(sitting: Sitting, scans: Iterable[Scan], attendees: Iterable[Attendee]) -> tuple[dict, dict]:
    """What these devices sent before, by id; and who of these people is in already, by attendee."""
    ids = [scan.client_id for scan in scans]
    wanted = Q(client_id__in=ids) | Q(attendee__in=[row.pk for row in attendees], undone_at__isnull=True)
    rows = list(SignIn.objects.filter(wanted, sitting=sitting))
    return {row.client_id: row for row in rows}, {row.attendee_id: row for row in rows if not row.undone_at}


def standing(scan: Scan, attendee: Attendee | None, sent: dict, here: dict) -> Told | None:
    """The answer where it was sent before or the person is in already."""
    if before := sent.get(scan.client_id):
        if before.undone_at:
            return Told(scan.client_id, UNDONE, f"这次签到已经撤销：{before.undone_why}", attendee, before)
        return Told(scan.client_id, SIGNED, f"{before.time_words} 已签到", attendee, before)
    if attendee is not None and (first := here.get(attendee.pk)):
        where = f"在{first.table}" if first.table else ""
        return Told(scan.client_id, ALREADY, f"{first.time_words} 已经{where}签到", attendee, first)
    return None


def not_taking(sitting: Sitting) -> str:
    """Why a sitting takes no sign-ins now; empty when it does."""
    if sitting.cancelled_at:
        return "这场会议已经取消。"
    if not sitting.sign_in_opened_at:
        return "还没有开始签到，请先点“开始签到”。"
    return "会议已经散会。" if sitting.closed_at else ""


def refusal(
    sitting: Sitting, scan: Scan, attendee: Attendee | None, members: set[UUID] | None
) -> Told | None:
    """Why this person can't sign in here; None when nothing stands against it."""
    if attendee is None:
        return Told(scan.client_id, UNKNOWN, "名单里没有这个号码或证件，请改为点名单，或问会务组。")
    words = against(sitting, attendee, members)
    late = sitting.closed_at and scan.at <= sitting.closed_at
    if not words and not late:
        words = not_taking(sitting)
    return Told(scan.client_id, REFUSED, words, attendee) if words else None


def against(sitting: Sitting, attendee: Attendee, members: set[UUID] | None) -> str:
    """What about this person stands against signing in; empty when nothing does."""
    if attendee.session_id != sitting.session_id:
        return "这张证件不是这次大会的。"
    if attendee.ended_on:
        return f"{day_zh(attendee.ended_on)}起不在名单上：{attendee.ended_why or '已移出名单'}"
    if attendee.capacity == Capacity.DEPUTY and (ended := seat_words(attendee, sitting)):
        return ended
    if members is not None and attendee.pk not in members:
        return "不是主席团成员，不参加这场会议。"
    return ""


def seat_words(attendee: Attendee, sitting: Sitting) -> str:
    """Why this deputy holds no seat on the day of the sitting; empty when the seat is held."""
    seat, day = attendee.mandate, sitting.roll_day
    if seat is None:
        return "名单上没有对应的代表资格，请到“人员”里核对。"
    if seat.until_on and seat.until_on < day:
        cause = f"（{seat.end_cause}）" if seat.end_cause else ""
        return f"代表资格已于{date_zh(seat.until_on)}终止{cause}，不计入出席，不能签到。"
    if seat.from_on > day:
        return f"代表资格从{date_zh(seat.from_on)}才开始，不能签到。"
    return ""


def written(keyed_by: str, sitting: Sitting, scan: Scan, attendee: Attendee, table: str) -> Told:
    """One row; whoever was a moment faster at another table is named."""
    row = SignIn(
        sitting=sitting, attendee=attendee, at=clamped(scan.at, sitting), received_at=clock.now(), way=scan.way,
        table=table[:20], client_id=scan.client_id, keyed_by=keyed_by[:40],
    )  # fmt: skip
    try:
        with atomic():
            row.save(force_insert=True)
    except IntegrityError:
        sent, here = what_stands(sitting, [scan], [attendee])
        return standing(scan, attendee, sent, here) or Told(
            scan.client_id, REFUSED, "没有记上，请再试一次。", attendee
        )
    return Told(scan.client_id, SIGNED, f"{row.time_words} 签到", attendee, row)


def clamped(at: datetime, sitting: Sitting) -> datetime:
    """A device's moment, never before sign-in began nor in the future."""
    return min(max(at, sitting.sign_in_opened_at), clock.now())


def undo(actor: Actor, row: SignIn, reason: str) -> SignIn:
    """Take a sign-in back; the row stays with the reason."""
    require(actor, "sitting.sign_in", row.sitting)
    if not reason.strip():
        refuse("请写明为什么撤销签到。", "例如：扫错了别人的证件。")
    with atomic():
        fresh = locked_row(row)
        if fresh.sitting.closed_at:
            refuse("会议已经散会，签到不能再撤销。", "名单有错的，先在会议页面恢复会议，改好再散会。")
        fresh.undone_at, fresh.undone_by, fresh.undone_why = (
            clock.now(),
            actor.label[:40],
            reason.strip()[:200],
        )
        fresh.save()
        record(
            actor,
            "sitting.undo_sign_in",
            fresh.sitting,
            {"name": fresh.attendee.name, "reason": fresh.undone_why},
        )
    return fresh


def leave(actor: Actor, row: SignIn, reason: str) -> SignIn:
    """Somebody goes home before the end; the quorum is counted without."""
    require(actor, "sitting.sign_in", row.sitting)
    with atomic():
        fresh = locked_row(row)
        if fresh.left_at:
            moved(f"{fresh.attendee.name}已经登记早退。")
        if fresh.sitting.closed_at:
            refuse("会议已经散会，不用登记早退。")
        fresh.left_at, fresh.left_why = clock.now(), reason.strip()[:200]
        fresh.save()
        record(actor, "sitting.leave", fresh.sitting, {"name": fresh.attendee.name, "reason": fresh.left_why})
    return fresh


def come_back(actor: Actor, row: SignIn) -> SignIn:
    """Whoever had gone home is in the hall again."""
    require(actor, "sitting.sign_in", row.sitting)
    with atomic():
        fresh = locked_row(row)
        if not fresh.left_at or fresh.sitting.closed_at:
            moved("这一位没有登记早退，或者会议已经散会。")
        fresh.left_at, fresh.left_why = None, ""
        fresh.save()
        record(actor, "sitting.come_back", fresh.sitting, {"name": fresh.attendee.name})
    return fresh


def locked_row(row: SignIn) -> SignIn:
    locked(row.sitting)
    rows = SignIn.objects.select_for_update(of=("self",)).select_related("sitting", "attendee")
    found = rows.filter(pk=row.pk, undone_at__isnull=True).first()
    if found is None:
        moved("这次签到已经撤销。")
    return found
