"""The rules of proposing: in time, ten signers, nobody proposes more people than there are places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.people.models import Mandate
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.kernel.procedures.reasons import reason
from renda.modules.elections import selectors
from renda.modules.elections.models import Election, NominatedBy, Nomination, Standing

SIGNERS, CAP, WITHDRAWAL, SHORTFALL = "officials-nomination", "officials-nomination-cap", "officials-withdrawal", "officials-shortfall"


def moment_words(moment: datetime) -> str:
    """2026年1月20日17时 or 17时30分."""
    there = moment.astimezone(clock.ZONE)
    minutes = f"{there.minute}分" if there.minute else ""
    return f"{date_zh(there)}{there.hour}时{minutes}"


def in_time(election: Election) -> list[Reason]:
    until = selectors.nominate_by(election)
    if until is None or clock.now() <= until:
        return []
    mend = "过了截止时间的提名不再收；确需延长的，由主席团决定后点“重新提名”写新的截止时间。"
    return [Reason(f"提名在{moment_words(until)}已经截止。", mend)]


def presidium_cap(election: Election, more: int = 0) -> list[Reason]:
    """The presidium proposes no more people than places (组织法第二十六条第三款)."""
    named = selectors.counting_nominations(election).filter(proposed_by=NominatedBy.PRESIDIUM).count() + more
    if named <= election.open_seats:
        return []
    text = f"应选{election.open_seats}名，主席团提名{named}名，超过应选名额。"
    return [reason(CAP, text, "主席团提名的人数不能多于应选名额。")]


def deputies_cap(election: Election, mandates: Iterable[Mandate], nomination: Nomination | None = None) -> list[Reason]:
    """No deputy signs for more people than there are places (组织法第二十六条第三款)."""
    over = []
    for mandate in mandates:
        signed = selectors.signed_by(election, mandate)
        others = signed.exclude(nomination=nomination) if nomination else signed
        if others.values("nomination__person").distinct().count() + 1 > election.open_seats:
            over.append(mandate.person.name)
    if not over:
        return []
    text = f"应选{election.open_seats}名，{'、'.join(over)}已经联名提了{election.open_seats}人，不能再签。"
    return [reason(CAP, text, "要改签的，先撤回原来的签名。")]


def collecting(step: Step) -> Nomination:
    """The nomination of the step, still collecting. Raises Refused otherwise."""
    return in_standing(step, Standing.COLLECTING, "这份提名已经提交或者不算数了，请刷新页面看最新情况。")


def handed_in(step: Step) -> Nomination:
    return in_standing(step, Standing.HANDED_IN, "这份提名不在等待确认，请刷新页面看最新情况。")


def in_standing(step: Step, standing: str, words: str) -> Nomination:
    found = step.matter.nominations.filter(pk=step.data["nomination"].pk, standing=standing).first()
    if found is None:
        raise Refused(words)
    return found


def moment_of(step: Step) -> datetime:
    """The new deadline the step names."""
    return datetime.combine(step.data["nominate_on"], step.data["nominate_at"], tzinfo=clock.ZONE)


def new_deadline(step: Step) -> list[Reason]:
    if moment_of(step) <= clock.now():
        return [Reason("新的提名截止时间要在现在以后。", "请改日期或者时刻。")]
    return []


def open_again(step: Step) -> None:
    """Nominations are taken once more until the new moment; the list and the ballots are to be made anew."""
    election = step.matter
    election.nominate_by = moment_of(step)
    unsettle(election)


def unsettle(election: Election) -> None:
    """The list and the ballots hold no more."""
    election.formal_on = election.printed_on = election.printed = None
    election.candidates.update(is_formal=False, position=0)


def start_further(step: Step) -> None:
    """A further election in this session: what the congress decided is kept, the list is settled anew."""
    step.matter.shortfall_note = step.data["decision"][:300]
    unsettle(step.matter)
