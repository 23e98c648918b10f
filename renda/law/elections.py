"""Elections counted by law: who is elected, who tied, what is left and what comes next.

Three kinds: offices filled by the congress (地方组织法第25条至第30条), deputies elected by voters (选举法第41条
至第45条), and people's-livelihood projects voted on by the congress (rule ``livelihood-vote-threshold``).
Whole numbers only; every figure of the law comes from the rulebook; every sentence names its article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from renda.law import majorities
from renda.law.candidacies import (
    BY_ELECTION,
    DEPUTY,
    FIRST,
    FURTHER,
    PRIMARY,
    PRINCIPAL,
    PROJECT,
    REVOTE,
    ROUNDS,
    VICE,
    CandidateNumbers,
    Nomination,
    Primary,
    candidate_numbers,
    nomination,
    post_rank,
    primary,
    primary_needed,
)
from renda.law.election_case import NEXT_ZH, ElectionCase, ElectionResult, NextStep
from renda.law.election_days import CalendarStep, calendar, earliest_day
from renda.law.model import Rule, Share
from renda.law.sheets import Sheet, Tally, check, sheet_faults, tally_faults
from renda.law.statements import CountFault, Statement, base_zh, part_zh, share_zh, state

__all__ = [
    "BY_ELECTION", "CalendarStep", "CandidateNumbers", "CountFault", "DEPUTY", "ElectionCase", "ElectionResult",
    "FIRST", "FURTHER", "NEXT_ZH",
    "NextStep", "Nomination", "PRIMARY", "PRINCIPAL", "PROJECT", "Primary", "REVOTE", "ROUNDS", "Sheet",
    "Statement", "Tally", "VICE", "calendar", "candidate_numbers", "decide", "earliest_day", "faults", "nomination",
    "post_rank", "primary", "primary_needed",
]  # fmt: skip


def decide(case: ElectionCase) -> ElectionResult:
    """Who is elected and what comes next.

    Raises CountFault with every figure that can't be; ballots outnumbering what was issued are no fault of
    the figures but make the election invalid. Raises RulebookError for a day without rules.
    """
    check(faults(case))
    standing = tuple(_standing(case))
    ranking = tuple(sorted(case.tallies, key=lambda t: -t.votes))
    rule, share, base = _line(case)
    needed = majorities.needed(base, share) if share else 1
    if any(one.met is False for one in standing):
        sentence = f"{case.act}无效，重新组织投票。"
        step = NextStep("repeat", sentence, case.seats, tuple(t.name for t in case.tallies if not t.write_in))
        return ElectionResult(
            False, (), (), 0, case.seats, needed, ranking, step, standing, case.won, case.act
        )
    passing = [
        t
        for t in ranking
        if t.votes and not t.withdrawn and (not share or majorities.meets(t.votes, base, share))
    ]
    winners, tied = _select(passing, case.seats)
    open_ = case.seats - len(winners)
    said = [*standing, *_candidate_words(case), *_line_words(rule, share, base, needed, passing, case)]
    said += [*_write_in_words(case, winners), *_revote_words(case, winners)]
    step, more = _next(case, winners, tied, open_, ranking)
    return ElectionResult(
        True,
        winners,
        tied,
        open_ if tied else 0,
        open_,
        needed,
        ranking,
        step,
        (*said, *_withdrawn_words(rule, ranking, case), *more),
        case.won,
        case.act,
    )


def faults(case: ElectionCase) -> Iterator[str]:
    """What can't be about the figures, each as a Chinese sentence."""
    for name, number in (("应选名额", case.seats), ("全体人数", case.total)):
        if number < 1:
            yield f"{name}是{number}，要大于零"
    if case.round not in ROUNDS:
        yield f"没有“{case.round}”这种投票，可选：{'、'.join(ROUNDS)}"
    yield from sheet_faults(case.sheet)
    voters = "选民" if case.rank == DEPUTY else "代表"
    if case.present is not None and not 0 <= case.present <= case.total:
        yield f"实到{case.present}人不对：应到{case.total}人"
    if case.participants is not None and not 0 <= case.participants <= case.total:
        yield f"参加投票的{case.participants}人不对：全体{voters}{case.total}人"
    most = case.total if case.present is None else case.present
    if case.sheet.issued > most:
        yield f"发出的票{case.sheet.issued}张，多于可以投票的{voters}{most}人"
    yield from tally_faults(case.sheet, case.tallies, max(case.seats, 0))


# ------------------------------------------------------------------ whether the election stands


def _standing(case: ElectionCase) -> Iterator[Statement]:
    if case.rank == DEPUTY:
        yield _turnout(case)
        rule = case.asked.rule("deputy-election-ballot-validity")
        fits = bool(rule.holds(voters=case.voters, ballots=case.sheet.returned))
        told = f"投票人数{case.voters}人，所投票数{case.sheet.returned}张，"
        told += "选举有效。" if fits else "票数多于投票人数，选举无效。"
        yield state(rule, told, fits, {"投票人数": case.voters, "所投票数": case.sheet.returned})
        return
    if case.present is not None:
        yield _quorum(case)
    rule = case.asked.rule("officials-ballot-validity")
    fits = bool(rule.holds(issued=case.sheet.issued, collected=case.sheet.returned))
    told = f"发出选票{case.sheet.issued}张，收回{case.sheet.returned}张，"
    told += f"{case.act}有效。" if fits else f"收回的比发出的多，{case.act}无效。"
    yield state(rule, told, fits, {"发出": case.sheet.issued, "收回": case.sheet.returned})


def _turnout(case: ElectionCase) -> Statement:
    rule = case.asked.rule("deputy-election-turnout")
    share = rule.share("turnout")
    met, needed = majorities.meets(case.voters, case.total, share), majorities.needed(case.total, share)
    told = f"全体选民{case.total}人，参加投票{case.voters}人，{share_zh(share)}要{needed}人，"
    told += "选举有效。" if met else f"还差{needed - case.voters}人，选举无效。"
    return state(rule, told, met, {"全体选民": case.total, "参加投票": case.voters, "需要": needed})


def _quorum(case: ElectionCase) -> Statement:
    rule = case.asked.rule("session-quorum")
    share = rule.share()
    met, needed = majorities.meets(case.present, case.total, share), majorities.needed(case.total, share)
    told = f"应到代表{case.total}人，实到{case.present}人，要到{needed}人，"
    told += "符合法定人数。" if met else f"还差{needed - case.present}人，不能{case.act}。"
    return state(rule, told, met, {"应到": case.total, "实到": case.present, "需要": needed})


# ------------------------------------------------------------------ who is elected


def _line(case: ElectionCase) -> tuple[Rule, Share | None, int]:
    """The rule of the winning line, its share (None: most votes) and the number it is taken of."""
    deputies, ask = case.rank == DEPUTY, case.asked.rule
    if case.round == PRIMARY:  # only the order of votes counts (地方组织法第27条第1款, 选举法第32条)
        return ask("deputy-candidate-list-dates" if deputies else "officials-primary"), None, 0
    if deputies and case.round == FURTHER:
        rule = ask("deputy-election-shortfall")
        return rule, rule.share("min_share"), case.sheet.returned
    if case.rank == PROJECT:
        rule = ask("livelihood-vote-threshold")
    else:
        rule = ask("deputy-elected-threshold" if deputies else "officials-elected-threshold")
    if case.round == REVOTE:  # everybody here has passed the line already: most votes win
        return (rule if case.rank in (DEPUTY, PROJECT) else ask("officials-tie")), None, 0
    share = rule.share("majority" if case.rank != PROJECT else "default")
    return rule, share, case.voters if deputies else case.total


def _select(passing: Sequence[Tally], seats: int) -> tuple[tuple[Tally, ...], tuple[Tally, ...]]:
    """The winners, and those with equal votes for the last seats; ``passing`` in order of votes."""
    if len(passing) <= seats:
        return tuple(passing), ()
    edge = passing[seats - 1].votes
    if passing[seats].votes < edge:
        return tuple(passing[:seats]), ()
    return tuple(t for t in passing if t.votes > edge), tuple(t for t in passing if t.votes == edge)


def _line_words(
    rule: Rule, share: Share | None, base: int, needed: int, passing: Sequence[Tally], case: ElectionCase
) -> Iterator[Statement]:
    if share is None:
        by_order = f"按得票多少，取{case.seats}名为正式候选人。"
        yield state(
            rule, by_order if case.round == PRIMARY else f"就票数相等的再次投票，以得票多的{case.won}。"
        )
        return
    enough, unit = len(passing), "个项目" if case.rank == PROJECT else "人"
    told = f"{base_zh(share)}{base}，{share_zh(share)}要{needed}票，达到的有{enough}{unit}，应选{case.seats}{'项' if case.rank == PROJECT else '名'}。"
    if enough > case.seats:
        told += f"达到的多于应选的，以得票多的{case.won}。"
    yield state(rule, told, None, {"基数": base, "需要": needed, "达到": enough, "应选": case.seats})


def _candidate_words(case: ElectionCase) -> Iterator[Statement]:
    """Whether the number of candidates on the ballot was lawful; a revote is among the tied alone."""
    on_ballot = sum(not t.write_in for t in case.tallies)
    if case.round in (REVOTE, PRIMARY) or not on_ballot:
        return
    numbers = _numbers(case, case.seats, case.round, nominated=case.nominated)
    yield numbers.judged(on_ballot)


def _numbers(case: ElectionCase, seats: int, round: str, nominated: int | None = None) -> CandidateNumbers:
    return candidate_numbers(
        case.post, seats, case.on, case.place,
        round=round, nominated=nominated, margin=case.margin, settings=case.settings,
    )  # fmt: skip


def _write_in_words(case: ElectionCase, winners: Sequence[Tally]) -> Iterator[Statement]:
    """Write-ins that can't be told from the ballots' marks, and people elected without being candidates."""
    written = sum(t.votes for t in case.tallies if t.write_in)
    if not written or case.rank not in (PRINCIPAL, VICE):
        return
    rule = case.asked.rule("officials-secret-ballot")
    against = [t.against for t in case.tallies if not t.write_in]
    if rule.value("write_in_requires") == "against" and None not in against and written > sum(against):
        told = (
            f"另选他人共{written}票，反对票共{sum(against)}票；表示反对的才可以另选，请核对选票和选举办法。"
        )
        yield state(rule, told, False, {"另选他人": written, "反对": sum(against)})
    for tally in winners:
        if tally.write_in:
            yield state(rule, f"{tally.name}不是候选人，由代表另选，得{tally.votes}票，请核对任职条件。")


def _revote_words(case: ElectionCase, winners: Sequence[Tally]) -> Iterator[Statement]:
    """A revote won by fewer votes than the general line: two articles, people decide."""
    if case.round != REVOTE or case.rank == PROJECT:
        return
    deputies = case.rank == DEPUTY
    rule = case.asked.rule("deputy-elected-threshold" if deputies else "decision-majority")
    share, base = rule.share("majority"), case.voters if deputies else case.total
    for tally in winners:
        if not majorities.meets(tally.votes, base, share):
            told = f"{tally.name}得{tally.votes}票，是得票多的，但没有达到{base_zh(share)}{base}的{share_zh(share)}，请主持机构研究后宣布。"
            yield state(rule, told, False, {"得票": tally.votes, "基数": base})


def _withdrawn_words(rule: Rule, ranking: Sequence[Tally], case: ElectionCase) -> Iterator[Statement]:
    for tally in ranking:
        if tally.withdrawn:
            yield state(
                rule,
                f"{tally.name}已经退出，所得{tally.votes}票不计算{case.won}；法律没有写这种情形，由主持机构确认。",
            )


# ------------------------------------------------------------------ what comes next


def _next(
    case: ElectionCase, winners: Sequence[Tally], tied: Sequence[Tally], open_: int, ranking: Sequence[Tally]
) -> tuple[NextStep, tuple[Statement, ...]]:
    if case.round == PRIMARY:
        return _after_primary(tied, open_), ()
    if tied:
        return _revote(case, tied, open_)
    if open_:
        return _further(case, winners, open_, ranking)
    oath = case.rank in (PRINCIPAL, VICE)
    said = (state(case.asked.rule("constitution-oath"), "当选人就职时公开进行宪法宣誓。"),) if oath else ()
    if case.rank == DEPUTY:
        said = (state(case.asked.rule("credentials-review"), "当选结果报代表资格审查委员会审查。"),)
    return NextStep("done", f"{case.act}完成，宣布结果。"), said


def _after_primary(tied: Sequence[Tally], open_: int) -> NextStep:
    if not tied:
        return NextStep("done", "按预选得票确定正式候选人。")
    names = tuple(t.name for t in tied)
    told = f"{'、'.join(names)}都是{tied[0].votes}票，还有{open_}个候选人名额，就他们再投一次。"
    return NextStep("revote", told, open_, names)


def _revote(case: ElectionCase, tied: Sequence[Tally], open_: int) -> tuple[NextStep, tuple[Statement, ...]]:
    rule = case.asked.rule(
        {DEPUTY: "deputy-elected-threshold", PROJECT: "livelihood-vote-threshold"}.get(
            case.rank, "officials-tie"
        )
    )
    names = tuple(t.name for t in tied)
    sentence = f"{'、'.join(names)}都是{tied[0].votes}票，还有{open_}个名额，就{'这几个项目' if case.rank == PROJECT else '他们'}再次投票，以得票多的{case.won}。"
    return NextStep("revote", sentence, open_, names), (
        state(rule, sentence, None, {"票数": tied[0].votes, "名额": open_}),
    )


def _further(
    case: ElectionCase, winners: Sequence[Tally], open_: int, ranking: Sequence[Tally]
) -> tuple[NextStep, tuple[Statement, ...]]:
    rule = case.asked.rule(
        {DEPUTY: "deputy-election-shortfall", PROJECT: "livelihood-vote-threshold"}.get(
            case.rank, "officials-shortfall"
        )
    )
    won = {t.id for t in winners}
    left = tuple(t.name for t in ranking if t.id not in won and not t.withdrawn)
    numbers = _numbers(case, open_, FURTHER)
    told = f"还有{open_}个名额没有选出，另行选举。{numbers.sentence_zh}"
    if case.rank == DEPUTY:
        least = rule.share("min_share")
        told += f"以得票多的当选，但是得票不得少于选票的{part_zh(least)}。"
    elif case.rank == PROJECT:
        told = f"还有{open_}个项目没有选出，由大会决定是否再次票决。"
    else:
        told += "在这次会议上选还是下次会议上选，由大会决定。"
    step = NextStep("further", told, open_, left, None if case.rank == PROJECT else numbers)
    return step, (state(rule, told, None, {"未选出": open_}),)
