"""Whether enough are there: exact whole numbers from the roll in office that day and the sign-ins, by the rule of the sitting.

The numbers and their share come from ``renda.law``; the base is who is in office on the day, never who was invited.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, DateField, QuerySet, UUIDField

from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.deadlines import timing
from renda.kernel.people.models import Mandate
from renda.kernel.people.register import MandateLevel
from renda.kernel.units.prepared import Prepared
from renda.law import majorities
from renda.law.book import book
from renda.law.model import Rule, Share
from renda.modules.sessions.attendance.models import Duty, DutyKind
from renda.modules.sessions.sittings.models import SignIn, Sitting, SittingKind

#: Which rule says how many must be there, and the name of its share.
RULES: dict[str, tuple[str, str | None]] = {
    SittingKind.PREPARATORY: ("session-quorum", "quorum"),
    SittingKind.PLENARY: ("session-quorum", "quorum"),
    SittingKind.PRESIDIUM: ("presidium-quorum", None),
}
FULL = (SittingKind.PREPARATORY, SittingKind.PLENARY)


@dataclass(frozen=True)
class Quorum:
    """``met``: enough are there. ``base`` 应到, ``present`` 实到, ``needed`` the least that would do; ``articles`` the legal
    basis in short form; ``on`` the day whose roll counts."""

    met: bool
    base: int
    present: int
    needed: int
    share_words: str
    rule: str
    articles: tuple[str, ...]
    on: date
    binding: bool = True

    @property
    def gap(self) -> int:
        return max(self.needed - self.present, 0)

    @property
    def sentence(self) -> str:
        """应到 60，实到 41，已达到三分之二（需要 40）"""
        if not self.base:
            return "名册上这一天没有在任的人，算不出应到人数"
        end = f"已{self.share_words}" if self.met else f"还差 {self.gap} 人才{self.share_words}"
        return f"应到 {self.base}，实到 {self.present}，{end}（需要 {self.needed}）"


def share_words(share: Share) -> str:
    """达到三分之二 / 过半数: how the share reads in the sentence."""
    if (share.num, share.den) == (1, 2):
        return "过半数" if share.compare == ">" else "达到半数"
    words = f"{to_chinese(share.den)}分之{to_chinese(share.num)}"
    return f"{'超过' if share.compare == '>' else '达到'}{words}"


def judge(rule_id: str, present: int, base: int, on: date, *, name: str | None = None, place: str | None = None,
          settings=None) -> Quorum:  # fmt: skip
    """The quorum of ``present`` out of ``base`` by a rule in force on a day. Raises RulebookError for numbers that can't be."""
    rule = book().rule(rule_id, on, place, settings)
    return built(rule, rule.share(name), present, base, on)


def built(rule: Rule, share: Share, present: int, base: int, on: date) -> Quorum:
    return Quorum(
        met=majorities.meets(present, base, share) and base > 0, base=base, present=present,
        needed=majorities.needed(base, share), share_words=share_words(share), rule=rule.id,
        articles=tuple(dict.fromkeys(citation.short_text for citation in rule.citations)), on=on, binding=rule.binding,
    )  # fmt: skip


def entitled(sitting: Sitting):
    """The keys of those the base counts: the presidium's members on the list, else the seats held on the day."""
    if sitting.kind == SittingKind.PRESIDIUM:
        members = Duty.objects.filter(
            kind=DutyKind.PRESIDIUM,
            attendee__session_id=sitting.session_id,
            attendee__ended_on__isnull=True,
        )
        return members.order_by().values_list("attendee_id", flat=True).distinct()
    return seats_held(sitting.roll_day)


def seats_held(day: date) -> QuerySet:
    return Mandate.objects.on(day).filter(level=MandateLevel.TOWN).order_by().values_list("pk", flat=True)


def deputies_here(sitting: UUID, session: UUID, day: date) -> QuerySet:
    """One number: of those who hold a seat on the day and stand on the list, how many are in the hall."""
    here = SignIn.objects.filter(
        sitting=sitting, undone_at__isnull=True, left_at__isnull=True, attendee__session_id=session,
        attendee__ended_on__isnull=True, attendee__mandate__in=seats_held(day),
    )  # fmt: skip
    return counted(here, "attendee__mandate")


def counted(rows: QuerySet, what: str) -> QuerySet:
    """How many different ``what`` there are in rows of one town; no row where there is none."""
    return (
        rows.order_by()
        .values("town")
        .annotate(found=Count(what, distinct=True))
        .values_list("found", flat=True)
    )


_deputies_here = Prepared(deputies_here, sitting=UUIDField(), session=UUIDField(), day=DateField())
_seats_held = Prepared(lambda day: counted(seats_held(day), "pk"), day=DateField())


def base(sitting: Sitting) -> int:
    """How many are entitled."""
    if sitting.kind == SittingKind.PRESIDIUM:
        return entitled(sitting).count()
    return _seats_held.first(day=sitting.roll_day) or 0


def present(sitting: Sitting) -> int:
    """How many of the entitled are in the hall: signed in, not taken back, not gone home; counted by the database."""
    if sitting.kind == SittingKind.PRESIDIUM:
        here = SignIn.objects.filter(sitting=sitting, undone_at__isnull=True, left_at__isnull=True).order_by()
        return here.filter(attendee__in=entitled(sitting)).count()
    return _deputies_here.first(sitting=sitting.pk, session=sitting.session_id, day=sitting.roll_day) or 0


def quorum_of(sitting: Sitting) -> Quorum | None:
    """The quorum of a sitting at this moment; None where no rule wants one (group discussion)."""
    if sitting.kind not in RULES:
        return None
    rule_id, name = RULES[sitting.kind]
    rule = timing.rule(rule_id, sitting.roll_day)
    return built(rule, rule.share(name), present(sitting), base(sitting), sitting.roll_day)


def quorum_of_session(session) -> Quorum | None:
    """The quorum of the session's full sitting that matters now: the one being held, else the one signing in, else the next
    one planned, else the last one held. None where no full sitting was planned yet."""
    sitting = full_sitting_now(session)
    return quorum_of(sitting) if sitting is not None else None


def full_sitting_now(session) -> Sitting | None:
    """The full sitting (preparatory or plenary) of a session that matters now."""
    rows = list(
        Sitting.objects.filter(session=session, kind__in=FULL, cancelled_at__isnull=True).order_by(
            "begins_at", "id"
        )
    )
    for fits in (lambda row: row.is_on, lambda row: row.takes_sign_ins, lambda row: not row.closed_at):
        if found := next((row for row in rows if fits(row)), None):
            return found
    return rows[-1] if rows else None
