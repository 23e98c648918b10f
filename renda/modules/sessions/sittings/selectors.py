"""Reading the sittings: the list of who came, absences, what was published, what is being done now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, UUIDField

from renda.foundation import clock
from renda.foundation.chinese.dates import day_zh
from renda.kernel.units.prepared import Prepared
from renda.modules.sessions.attendance.models import (
    Answer,
    Attendee,
    Capacity,
    Duty,
    DutyKind,
    LeaveRequest,
    SessionGroup,
)
from renda.modules.sessions.sittings.actions.signing import presidium_of, seat_words
from renda.modules.sessions.sittings.models import (
    AgendaItem,
    Entry,
    GroupNote,
    Programme,
    ProgrammeKind,
    SignIn,
    Sitting,
    SittingKind,
    Speech,
)

WEEKDAYS = "一二三四五六日"

_sitting = Prepared(
    lambda session, key: Sitting.objects.select_related("session__term").filter(pk=key, session=session),
    session=UUIDField(), key=UUIDField(),
)  # fmt: skip
_here = Prepared(
    lambda sitting: SignIn.objects.filter(sitting=sitting, undone_at__isnull=True).values_list(
        "attendee_id", "at", "table", "left_at"
    ),
    sitting=UUIDField(),
)


def sitting_of(session: UUID, key: UUID) -> Sitting | None:
    """One sitting of a session of the active town, with its session."""
    return _sitting.first(session=session, key=key)


def here(sitting: Sitting) -> list[tuple[UUID, datetime, str, datetime | None]]:
    """Who is signed in, for the tables that ask every few seconds: attendee, since when, at which table, gone home when."""
    return _here.all(sitting=sitting.pk)


def waiting_for(person_id: UUID | None) -> QuerySet[Sitting]:
    """The sittings that take sign-ins now and for which this person is expected and not signed in yet."""
    listed = Attendee.objects.filter(session=OuterRef("session"), person_id=person_id, ended_on__isnull=True)
    listed = listed.exclude(answer=Answer.LEAVE)
    signed = SignIn.objects.filter(
        sitting=OuterRef("pk"), attendee__person_id=person_id, undone_at__isnull=True
    )
    in_presidium = Duty.objects.filter(
        kind=DutyKind.PRESIDIUM, attendee__session=OuterRef("session"), attendee__person_id=person_id
    )
    rows = Sitting.objects.filter(
        Exists(listed), ~Exists(signed), Q(Exists(in_presidium)) | ~Q(kind=SittingKind.PRESIDIUM)
    )
    return (
        rows.filter(sign_in_opened_at__isnull=False, closed_at__isnull=True, cancelled_at__isnull=True)
        .select_related("session__term")
        .order_by("begins_at", "id")
    )


@dataclass(frozen=True)
class Row:
    """One person at a sitting. ``excused``: the leave that was granted for the day; ``barred``: why the person can't sign in."""

    attendee: Attendee
    sign_in: SignIn | None
    is_late: bool
    excused: LeaveRequest | None
    barred: str

    @property
    def is_here(self) -> bool:
        return self.sign_in is not None and self.sign_in.left_at is None

    @property
    def left_early(self) -> bool:
        return self.sign_in is not None and self.sign_in.left_at is not None

    @property
    def is_absent(self) -> bool:
        """Expected, not come and without leave."""
        return self.sign_in is None and self.excused is None and not self.barred

    @property
    def word(self) -> str:
        """What the list says: 已到, 迟到, 早退, 请假, 不计入, 未到."""
        if self.sign_in is not None:
            return "早退" if self.left_early else ("迟到" if self.is_late else "已到")
        return "不计入" if self.barred else ("请假" if self.excused else "未到")

    @property
    def light(self) -> str:
        return {
            "已到": "done",
            "迟到": "soon",
            "早退": "soon",
            "请假": "paused",
            "不计入": "withheld",
            "未到": "waiting",
        }[self.word]


@dataclass(frozen=True)
class Board:
    """Everybody expected at a sitting, with the numbers."""

    sitting: Sitting
    rows: tuple[Row, ...]

    def deputies(self) -> list[Row]:
        return [row for row in self.rows if row.attendee.is_deputy]

    def others(self) -> list[Row]:
        return [row for row in self.rows if not row.attendee.is_deputy]

    def count(self, word: str, rows: Iterable[Row] | None = None) -> int:
        return sum(1 for row in (self.rows if rows is None else rows) if row.word == word)

    @property
    def here(self) -> int:
        return sum(1 for row in self.rows if row.is_here)

    @property
    def excused(self) -> list[Row]:
        return [row for row in self.deputies() if row.excused and row.sign_in is None]

    @property
    def absent(self) -> list[Row]:
        """Deputies without a word: neither come nor on leave."""
        return [row for row in self.deputies() if row.is_absent]

    @property
    def late(self) -> list[Row]:
        return [row for row in self.rows if row.sign_in is not None and row.is_late]

    @property
    def left(self) -> list[Row]:
        return [row for row in self.rows if row.left_early]


def board(sitting: Sitting) -> Board:
    """The list of a sitting, in the order of the session's list. Four queries, however many people."""
    attendees = (
        Attendee.objects.of(sitting.session_id)
        .exclude(capacity=Capacity.STAFF)
        .select_related("mandate", "group")
    )
    if sitting.kind == SittingKind.GROUP:
        attendees = attendees.filter(capacity=Capacity.DEPUTY)
    people = list(attendees)
    members = presidium_of(sitting)
    if members is not None:
        people = [person for person in people if person.pk in members]
    signed = {row.attendee_id: row for row in sign_ins(sitting)}
    leaves = leaves_on(sitting.session_id, sitting.roll_day)
    rows = []
    for person in people:
        row = signed.get(person.pk)
        barred = seat_words(person, sitting) if person.is_deputy else ""
        rows.append(
            Row(person, row, row is not None and is_late(sitting, row.at), leaves.get(person.pk), barred)
        )
    return Board(sitting, tuple(rows))


def sign_ins(sitting: Sitting):
    """The sign-ins that count."""
    return SignIn.objects.filter(sitting=sitting, undone_at__isnull=True)


def is_late(sitting: Sitting, at: datetime) -> bool:
    """After the sitting was opened; before that, nobody has come too late, even past the planned time."""
    return at > max(sitting.opened_at, sitting.begins_at) if sitting.opened_at else False


def leaves_on(session_id: UUID, day: date) -> dict[UUID, LeaveRequest]:
    """Granted leave for a day, by attendee."""
    granted = LeaveRequest.objects.filter(
        attendee__session_id=session_id,
        granted=True,
        withdrawn_on__isnull=True,
        from_on__lte=day,
        until_on__gte=day,
    )
    return {row.attendee_id: row for row in granted.order_by("asked_on", "id")}


def sittings_of(session):
    """The sittings of a session in the order of time; cancelled ones too."""
    return Sitting.objects.filter(session=session)


def current_entry(sitting: Sitting) -> Entry | None:
    return (
        sitting.entries.filter(started_at__isnull=False, finished_at__isnull=True)
        .order_by("-started_at", "id")
        .first()
    )


def current_speech(entry: Entry | None) -> Speech | None:
    if entry is None:
        return None
    return entry.speeches.filter(ended_at__isnull=True).order_by("-started_at", "id").first()


def groups_of(session):
    return SessionGroup.objects.filter(session=session).select_related("leader")


def notes_of(sitting: Sitting, group: SessionGroup | None = None):
    """The points noted at a sitting, struck ones too."""
    rows = GroupNote.objects.filter(sitting=sitting).select_related("group", "entry")
    return rows.filter(group=group) if group is not None else rows


# ------------------------------------------------------------------ agenda and schedule


def published(session, kind: str) -> Programme | None:
    """What holds: the last that was published."""
    return Programme.objects.filter(session=session, kind=kind).order_by("-n").first()


def versions(session, kind: str) -> list[Programme]:
    """Everything that was published, the first one first."""
    return list(Programme.objects.filter(session=session, kind=kind).select_related("paper").order_by("n"))


def draft_content(session, kind: str) -> dict[str, Any]:
    """The agenda or schedule as prepared now, in the form in which it is published."""
    if kind == ProgrammeKind.AGENDA:
        return {"items": list(AgendaItem.objects.filter(session=session).values_list("text", flat=True))}
    rows = Sitting.objects.filter(session=session, cancelled_at__isnull=True).prefetch_related("entries")
    return {"items": [schedule_line(row) for row in rows]}


def schedule_line(sitting: Sitting) -> dict[str, str]:
    """A sitting as one line of the schedule."""
    what = "；".join(entry.text for entry in sitting.entries.all())
    return {
        "day": day_words(sitting.begins_at),
        "time": time_words(sitting.begins_at)
        + (f"—{time_words(sitting.ends_at)}" if sitting.ends_at else ""),
        "content": f"{sitting.title}：{what}" if what else sitting.title,
        "place": sitting.place,
        "host": sitting.chair,
    }


def lines_of(kind: str, content: dict[str, Any]) -> str:
    """A published content as plain lines, to be read or compared."""
    if kind == ProgrammeKind.AGENDA:
        return "\n".join(content["items"])
    return "\n".join(
        "　".join(filter(None, (row[key] for key in ("day", "time", "content", "place", "host"))))
        for row in content["items"]
    )


def has_unpublished(session, kind: str) -> bool:
    """Something was published and the preparation differs from it."""
    last = published(session, kind)
    return last is not None and last.content != draft_content(session, kind)


def day_words(moment: datetime) -> str:
    """1月8日 星期四"""
    local = moment.astimezone(clock.ZONE)
    return f"{day_zh(local)} 星期{WEEKDAYS[local.weekday()]}"


def time_words(moment: datetime) -> str:
    """9:30"""
    local = moment.astimezone(clock.ZONE)
    return f"{local.hour}:{local.minute:02d}"
