"""When a step applies, and for whom a deadline counts."""

from __future__ import annotations

from renda.modules.county_sessions.models import Handling, Intake, Kind, ResultClass, Satisfaction

KINDS = Kind.choices
RESULTS = ResultClass.choices
VERDICTS = Satisfaction.choices
HOW_SUBMITTED = (("by_hand", "专人送"), ("by_mail", "邮寄"), ("online", "网上报送"))
RIGHT_OR_NOT = (("yes", "是我提的，就这样报"), ("no", "有要改的地方"))
PROMISE_ENDS = (("kept", "办成了"), ("given_up", "没有办成，说明了原因"))


def ways_of_handling(item) -> list[tuple[str, str]]:
    """What the county can make of it: a suggestion is handled as one."""
    return Handling.choices if item is None or item.is_bill else Handling.choices[:1]


def has_checked(session) -> bool | str:
    if session.items.filter(state="checked").exists():
        return True
    return False if session.submitted_on else "没有把过关、等着编号打印的议案和建议。"


def has_numbered(session) -> bool | str:
    if session.items.filter(state="printed").exists():
        return True
    return "还没有编号打印好的议案和建议。先把关，再点“编号打印”。"


def has_more(session) -> bool:
    """Something was printed after the hand-in, or taken back since and the county not told."""
    return session.items.filter(state="printed").exists() or withdrawn_untold(session).exists()


def withdrawn_untold(session):
    """Items taken back after they had gone to the county, which has not been told."""
    return session.items.filter(
        state="withdrawn", submitted_on__isnull=False, withdrawal_told_on__isnull=True
    )


def not_received(session) -> bool:
    return session.received_on is None


def is_over(session) -> bool | str:
    """Can the session be filed? Every item has ended, the county has signed for the package."""
    left = session.items.filter(closed_at__isnull=True).exclude(state="draft").count()
    if left:
        return f"还有{left}件议案和建议没有了结，办完再归档。"
    if session.submitted_on and session.received_on is None:
        return "还没有登记县里的签收。"
    return True


def is_empty(session) -> bool:
    """Registered by mistake: nothing hangs on it yet."""
    return not (session.items.exists() or session.materials.exists())


def may_turn(item) -> bool:
    """A bill becomes a suggestion as long as it has no number."""
    return item.is_bill and item.sequence is None


def written_by_phone(item) -> bool | str:
    """What the office typed in has no draft with the author."""
    return True if item.intake == Intake.PHONE else "这一件是人大办代录的，请和代表说好以后点“改文字”。"


def waits_for_author(item) -> bool:
    """Typed in by the office, and not yet confirmed by whoever put it forward."""
    return item.intake == Intake.PAPER and item.confirmed_on is None


def asks_cosigner(item) -> bool:
    return item.cosigners.filter(agrees__isnull=True).exists()


def promise_open(item) -> bool:
    return bool(item.promise) and not item.promise_end


def is_dissatisfied(item) -> bool:
    return item.verdict == Satisfaction.POOR


def may_close(item) -> bool | str:
    return "承诺的事还没有结果，先登记承诺的结果。" if promise_open(item) else True


def is_suggestion_now(step) -> bool:
    """The time for the answer runs where the county handles it as a suggestion."""
    return step.matter.handling == Handling.SUGGESTION


def complexity(step) -> str | None:
    return "complex" if step.matter.is_complex else None


def author_person(step) -> list:
    return [step.matter.author.person]
