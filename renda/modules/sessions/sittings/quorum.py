"""Whether enough are there: exact whole numbers from the roll in office that day and the sign-ins, by the rule of the sitting.

The numbers and their share come from ``renda.law``; the base is who is in office on the day, never who was invited.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.deadlines import timing
from renda.kernel.people.models import Mandate
from renda.kernel.people.register import MandateLevel
from renda.kernel.units.models import TownProfile
from renda.law import majorities
from renda.law.model import Rule, Share
from renda.modules.sessions.attendance.models import Attendee, Duty, DutyKind
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
    seats: frozenset[UUID] = field(default_factory=frozenset, compare=False, repr=False)

    @property
    def gap(self) -> int:
        return max(self.needed - self.present, 0)

    @property
    def sentence(self) -> str:
        """应到 60，实到 41，已过三分之二（需要 40）"""
        if not self.base:
            return "名册上这一天没有在任的人，算不出应到人数"
        end = f"已{self.share_words}" if self.met else f"还差 {self.gap} 人才{self.share_words}"
        return f"应到 {self.base}，实到 {self.present}，{end}（需要 {self.needed}）"


def share_words(share: Share) -> str:
    """过三分之二 / 过半数: how the share reads in the sentence."""
    if (share.num, share.den) == (1, 2):
        return "过半数" if share.compare == ">" else "达到半数"
    words = f"{to_chinese(share.den)}分之{to_chinese(share.num)}"
    return f"{'超过' if share.compare == '>' else '过'}{words}"


def judge(rule_id: str, present: int, base: int, on: date, *, name: str | None = None, place: str | None = None,
          settings=None, seats: frozenset[UUID] = frozenset()) -> Quorum:  # fmt: skip
    """The quorum of ``present`` out of ``base`` by a rule in force on a day. Raises RulebookError for numbers that can't be."""
    verdict = majorities.check(rule_id, present, base, name=name, on=on, place=place, settings=settings)
    return built(verdict.rule, verdict.rule.share(name), verdict.met and base > 0, present, base, on, seats)


def built(
    rule: Rule, share: Share, met: bool, present: int, base: int, on: date, seats: frozenset[UUID]
) -> Quorum:
    return Quorum(
        met=met, base=base, present=present, needed=majorities.needed(base, share), share_words=share_words(share),
        rule=rule.id, articles=tuple(dict.fromkeys(citation.short_text for citation in rule.citations)), on=on,
        binding=rule.binding, seats=seats,
    )  # fmt: skip


def seats_in_office(on: date) -> frozenset[UUID]:
    """The seats of the town's congress held on a day."""
    return frozenset(
        Mandate.objects.on(on).filter(level=MandateLevel.TOWN).order_by().values_list("pk", flat=True)
    )


def present_ids(sitting: Sitting) -> set[UUID]:
    """The attendees in the hall now: signed in, not taken back, not gone home."""
    rows = SignIn.objects.filter(sitting=sitting, undone_at__isnull=True, left_at__isnull=True)
    return set(rows.order_by().values_list("attendee_id", flat=True))


def quorum_of(sitting: Sitting) -> Quorum | None:
    """The quorum of a sitting at this moment; None where no rule wants one (group discussion)."""
    if sitting.kind not in RULES:
        return None
    rule_id, name = RULES[sitting.kind]
    day = sitting.roll_day
    here = present_ids(sitting)
    if sitting.kind == SittingKind.PRESIDIUM:
        members = frozenset(
            Duty.objects.filter(kind=DutyKind.PRESIDIUM, attendee__session_id=sitting.session_id, attendee__ended_on__isnull=True)
            .order_by().values_list("attendee_id", flat=True)
        )  # fmt: skip
        base, present, seats = len(members), len(members & here), members
    else:
        seats = seats_in_office(day)
        deputies = Attendee.objects.filter(
            session_id=sitting.session_id, mandate_id__in=seats, ended_on__isnull=True
        )
        held = dict(deputies.order_by().values_list("pk", "mandate_id"))
        base, present = len(seats), len({held[pk] for pk in here if pk in held})
    profile = TownProfile.current()
    share = timing.rule(rule_id, day).share(name)
    if not base:
        return built(timing.rule(rule_id, day), share, False, 0, 0, day, seats)
    return judge(rule_id, present, base, day, name=name, place=profile.place_code or None,
                 settings=profile.rule_settings, seats=seats)  # fmt: skip


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
