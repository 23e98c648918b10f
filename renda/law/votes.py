"""Motions: whether a vote passes, by which rule, and the sentence that announces it.

Which share holds for which kind of motion stands in the rulebook (rule ``motion-kinds``); shares are
compared in whole numbers, bases are never the people present.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from renda.law import majorities
from renda.law.book import Settings, book
from renda.law.model import Rule, Share
from renda.law.sheets import Sheet, check, sheet_faults
from renda.law.statements import Asked, CountFault, Statement, base_zh, share_zh, state

KINDS_RULE = "motion-kinds"
BASE_RULE = "deputies-total-base"
QUORUM_RULE = "session-quorum"
BALLOT_RULE = "officials-ballot-validity"
WHOLE_CONGRESS = "deputies_in_office"
METHODS = {
    "hands": "举手表决",
    "block": "合并表决",
    "named": "记名表决",
    "electronic": "电子表决",
    "secret_paper": "无记名投票",
}


@dataclass(frozen=True)
class VoteCase:
    """One motion put to the vote; all figures are people or ballots, whole and not negative.

    kind: a key of rule ``motion-kinds`` (resolution, removal, resignation_deputy …). total: everybody the
    majority is taken of (deputies in office, voters of the constituency, members of the presidium,
    movers). present: who was there (None: not asked). quota: the nominal number of deputies, for places
    that take it as the base. votes_for, against, abstain as counted; ``basically`` is for satisfaction
    ratings only (基本满意). sheet: the ballots where it was a vote by ballot. method: a key of METHODS.
    """

    kind: str
    title: str
    total: int
    votes_for: int
    against: int = 0
    abstain: int = 0
    basically: int = 0
    present: int | None = None
    quota: int | None = None
    sheet: Sheet | None = None
    method: str = ""
    on: date | None = None
    place: str | None = None
    settings: Settings | None = field(default=None, compare=False)

    @property
    def asked(self) -> Asked:
        """The law that is asked."""
        return Asked(self.on, self.place, self.settings)

    @property
    def cast(self) -> int:
        """Everybody who was counted as for, against or abstaining."""
        return self.votes_for + self.basically + self.against + self.abstain


@dataclass(frozen=True)
class VoteResult:
    """``passed`` is the whole verdict; ``valid`` whether the vote itself stands; ``count`` of ``base``
    were in favour and ``needed`` would have been enough. ``sentence_zh`` is what the chair reads out."""

    passed: bool
    valid: bool
    count: int
    base: int
    needed: int
    rule_id: str
    outcome_zh: str
    sentence_zh: str
    statements: tuple[Statement, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """Every article named, in order, each once."""
        return tuple(dict.fromkeys(a for one in self.statements for a in one.articles))

    @property
    def warnings(self) -> tuple[Statement, ...]:
        """The statements that say something is not as it should be."""
        return tuple(one for one in self.statements if one.met is False)

    def as_json(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            "passed": self.passed,
            "valid": self.valid,
            "count": self.count,
            "base": self.base,
            "needed": self.needed,
            "rule": self.rule_id,
            "outcome": self.outcome_zh,
            "sentence": self.sentence_zh,
            "articles": list(self.articles),
            "statements": [one.as_json() for one in self.statements],
        }


def kinds(
    on: date | None = None, place: str | None = None, settings: Settings | None = None
) -> dict[str, Mapping]:
    """Every kind of motion by key, as the rulebook lists it (title, rule, wording)."""
    return {one["key"]: one for one in book().rule(KINDS_RULE, on, place, settings).value("default")}


def base_of(case: VoteCase, share: Share) -> int:
    """The number the majority is taken of: rule ``deputies-total-base`` for the whole congress, else the total.

    Raises CountFault where the place takes the nominal number and it was not given.
    """
    if share.base == "ballots":
        return case.sheet.valid if case.sheet else case.cast
    if share.base != WHOLE_CONGRESS:
        return case.total
    return congress_base(case.total, case.quota, case.asked)


def congress_base(in_office: int, quota: int | None, asked: Asked) -> int:
    """What "all deputies" is here: the deputies in office, or the nominal number where the office says so.

    Rule ``deputies-total-base``. Raises CountFault where the nominal number is wanted and None was given.
    """
    if asked.rule(BASE_RULE).value("default_base") == WHOLE_CONGRESS:
        return in_office
    if quota is None:
        raise CountFault(["本地以代表名额为基数，请填代表名额"])
    return quota


def decide(case: VoteCase) -> VoteResult:
    """Whether the motion passes (地方组织法第14条第4款、第25条 and the rule of its kind).

    Raises CountFault when the figures can't be, RulebookError when the kind is unknown.
    """
    known = kinds(case.on, case.place, case.settings)
    if case.kind not in known:
        raise CountFault([f"没有“{case.kind}”这种表决，可选：{'、'.join(known)}"])
    kind = known[case.kind]
    check(faults(case))
    rule = case.asked.rule(kind["rule"])
    share = rule.share("threshold" if "threshold" in rule.params else None)
    count, base = case.votes_for + case.basically, base_of(case, share)
    met = base > 0 and majorities.meets(count, base, share)
    needed = majorities.needed(base, share)
    standing = tuple(_standing(case, kind))
    valid = all(one.met is not False for one in standing)
    line = state(
        rule, _line(case, share, count, base, needed, met), met, {"赞成": count, "基数": base, "需要": needed}
    )
    named = tuple(state(r, r.text) for r in map(case.asked.rule, kind.get("cites", ())))
    advice = tuple(_method_advice(case, kind, rule))
    passed = met and valid
    outcome = kind["passed" if passed else "failed"] if valid else "这次表决无效"
    return VoteResult(
        passed,
        valid,
        count,
        base,
        needed,
        rule.id,
        outcome,
        _announcement(case, outcome),
        (*standing, line, *advice, *named),
    )


def faults(case: VoteCase) -> Iterator[str]:
    """What can't be about the figures of a motion, each as a Chinese sentence."""
    parts = {
        "应到人数": case.total,
        "赞成": case.votes_for,
        "基本满意": case.basically,
        "反对": case.against,
        "弃权": case.abstain,
    }
    yield from (f"{name}是{number}，不能是负数" for name, number in parts.items() if number < 0)
    if case.total == 0:
        yield "应到人数是0，没有人可以表决"
    if case.present is not None and not 0 <= case.present <= case.total:
        yield f"实到{case.present}人不对：应到{case.total}人"
    if case.method and case.method not in METHODS:
        yield f"没有“{case.method}”这种表决方式，可选：{'、'.join(METHODS)}"
    if case.sheet is None:
        most = case.total if case.present is None else case.present
        what = "应到" if case.present is None else "实到"
        if case.cast > most:
            yield f"赞成、反对、弃权合计{case.cast}人，多于{what}{most}人，请重新清点"
        return
    yield from sheet_faults(case.sheet)
    voters = case.total if case.present is None else case.present
    if case.sheet.issued > voters:
        yield f"发出的票{case.sheet.issued}张，多于可以投票的{voters}人"
    if case.cast != case.sheet.valid:
        yield f"赞成、反对、弃权合计{case.cast}票，和有效票{case.sheet.valid}张对不上，没有画的要计作弃权"


def _standing(case: VoteCase, kind: Mapping) -> Iterator[Statement]:
    """Whether the vote stands at all: enough people there, no more ballots back than out."""
    base = case.asked.rule(kind["rule"])
    quorum_id = kind.get("quorum") or (QUORUM_RULE if _of_congress(base) else "")
    if case.present is not None and quorum_id:
        rule = case.asked.rule(quorum_id)
        share = rule.share()
        total = base_of(case, share)
        verdict = majorities.meets(case.present, total, share)
        needed = majorities.needed(total, share)
        told = f"应到{total}人，实到{case.present}人，开会要到{needed}人（{base_zh(share)}的{share_zh(share)}），"
        told += "符合法定人数。" if verdict else f"还差{needed - case.present}人，不能表决。"
        yield state(rule, told, verdict, {"应到": total, "实到": case.present, "需要": needed})
    if case.sheet is not None:
        rule = case.asked.rule(BALLOT_RULE)
        fits = not case.sheet.outnumbered
        told = f"发出{case.sheet.issued}张，收回{case.sheet.returned}张，"
        told += "投票有效。" if fits else "收回的比发出的多，投票无效，要重新投票。"
        yield state(rule, told, fits, {"发出": case.sheet.issued, "收回": case.sheet.returned})


def _of_congress(rule: Rule) -> bool:
    share = rule.share("threshold" if "threshold" in rule.params else None)
    return share.base == WHOLE_CONGRESS


def _method_advice(case: VoteCase, kind: Mapping, rule: Rule) -> Iterator[Statement]:
    """A kind of motion that is voted on in secret, and was not."""
    wanted = kind.get("secret")
    if wanted and rule.value(wanted, False) and case.method and case.method != "secret_paper":
        yield state(rule, f"{kind['title']}用无记名投票，这次用的是{METHODS[case.method]}，请核对。", False)


def _line(case: VoteCase, share: Share, count: int, base: int, needed: int, met: bool) -> str:
    what = "满意和基本满意" if case.basically else "赞成"
    told = f"{base_zh(share)}{base}，{share_zh(share)}要{needed}，{what}{count}，"
    return told + ("达到。" if met else f"还差{needed - count}。")


def _announcement(case: VoteCase, outcome: str) -> str:
    """应到60人，实到56人。发出56张 … 赞成50，反对3，弃权3。关于……的决议通过。"""
    there = f"应到{case.total}人" + (f"，实到{case.present}人。" if case.present is not None else "。")
    ballots = ""
    if case.sheet:
        s = case.sheet
        ballots = f"发出{s.issued}张，收回{s.returned}张，有效{s.valid}张，无效{s.invalid}张。"
    rated = (
        f"满意{case.votes_for}票，基本满意{case.basically}票，不满意{case.against}票，弃权{case.abstain}票。"
    )
    counted = f"赞成{case.votes_for}票，反对{case.against}票，弃权{case.abstain}票。"
    return f"{there}{ballots}{rated if case.kind == 'satisfaction' else counted}{case.title}：{outcome}。"
