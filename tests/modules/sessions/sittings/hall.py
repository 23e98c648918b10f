"""A session with deputies in the hall, for the tests of the sittings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from renda.foundation import clock
from renda.foundation.ids import new_id
from renda.kernel.people.models import Mandate
from renda.modules.sessions.attendance.models import Attendee, SessionGroup
from renda.modules.sessions.sittings.actions import course, planning, signing
from renda.modules.sessions.sittings.actions.signing import Scan, Told
from renda.modules.sessions.sittings.models import Sitting, SittingKind
from tests.harness.town import TownSet, make_mandate, make_person

OPENS = date(2026, 1, 20)
MORNING = clock.at(OPENS, 8, 30)


class Hall:
    """``hall.sitting`` is a full sitting at nine; ``deputies`` seats in office, all on the list of the session."""

    def __init__(self, made: TownSet, deputies: int = 9) -> None:
        self.made, self.session = made, made.session
        self.office, self.chair = made.actor("office"), made.actor("chair")
        self.groups = [
            SessionGroup.objects.create(
                session=self.session, name=f"第{number}组", position=place, place=f"{number}号会议室"
            )
            for place, number in enumerate("一二")
        ]
        self.attendees: list[Attendee] = []
        for mandate in made.mandates.values():
            self.list_deputy(mandate)
        self.add_deputies(deputies - len(self.attendees))
        self.sitting = self.plan("第一次全体会议", clock.at(OPENS, 9))

    def add_deputies(self, count: int) -> None:
        for place in range(max(count, 0)):
            number = len(self.attendees) + 1
            person = make_person(f"代表{number:03d}" if place else "欧阳建国")
            self.list_deputy(make_mandate(person, self.made, card_number=f"云岭19-{number:03d}"))

    def list_deputy(self, mandate: Mandate, **facts: Any) -> Attendee:
        rank = len(self.attendees) + 1
        row = Attendee.objects.create(
            session=self.session, person=mandate.person, mandate=mandate, capacity="deputy", name=mandate.person.name,
            rank=rank, group=self.groups[rank % 2], **facts,
        )  # fmt: skip
        self.attendees.append(row)
        return row

    def list_observer(self, name: str = "李列席") -> Attendee:
        return Attendee.objects.create(
            session=self.session, capacity="observer", name=name, post="水利站站长", rank=500
        )

    def plan(self, title: str, at: datetime, kind: str = SittingKind.PLENARY, **facts: Any) -> Sitting:
        given = {
            "kind": kind,
            "title": title,
            "begins_at": at,
            "place": "三楼会议室",
            "chair": "陈主席",
            **facts,
        }
        return planning.plan_sitting(self.office, self.session, given)

    def sign(
        self,
        *attendees: Attendee,
        sitting: Sitting | None = None,
        table: str = "甲台",
        at: datetime | None = None,
    ) -> list[Told]:
        """Badges held under the scanner of a table."""
        scans = [Scan(str(new_id()), row.token, "code", at or clock.now()) for row in attendees]
        return signing.sign_in(self.office, sitting or self.sitting, scans, table)

    def begin_sign_in(self, sitting: Sitting | None = None) -> Sitting:
        opened = course.open_sign_in(self.office, sitting or self.sitting)
        if sitting is None:
            self.sitting = opened
        return opened

    def opened(self, present: int | None = None) -> Sitting:
        """The sitting opened with everybody (or the first ``present``) in the hall."""
        self.begin_sign_in()
        self.sign(*self.attendees[:present])
        self.sitting = course.open_sitting(self.office, self.sitting)
        return self.sitting
