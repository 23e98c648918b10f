"""Who may be put on the ballot: nominations, how many candidates, the primary.

地方组织法第26条、第27条、第29条、第30条 for offices filled by the congress; 选举法第30条、第31条、第45条、
第57条 for deputies. Nothing here refuses: it says what the law asks, people decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from renda.law import majorities
from renda.law.book import Settings
from renda.law.model import Rule
from renda.law.statements import Asked, CountFault, Statement, state

DEPUTY, PRINCIPAL, VICE, PROJECT = "deputy", "principal", "vice", "project"
POSTS_RULE = "official-posts"
FIRST, REVOTE, FURTHER, BY_ELECTION, PRIMARY = "first", "revote", "further", "by-election", "primary"
ROUNDS = {FIRST: "第一次投票", REVOTE: "再次投票", FURTHER: "另行选举", BY_ELECTION: "补选", PRIMARY: "预选"}


@dataclass(frozen=True)
class CandidateNumbers:
    """How many candidates there may be for ``seats``; ``allowed`` lists them, ``maximum`` None is no limit."""

    seats: int
    minimum: int
    maximum: int | None
    allowed: tuple[int, ...]
    rule: Rule
    sentence_zh: str

    def fits(self, candidates: int) -> bool:
        """Whether this number of candidates is lawful."""
        return candidates in self.allowed if self.maximum is not None else candidates >= self.minimum

    def judged(self, candidates: int) -> Statement:
        """What the law says to this number."""
        fits = self.fits(candidates)
        told = f"应选{self.seats}名，候选人{candidates}名，{'符合规定' if fits else '不符合规定'}：{self.sentence_zh}"
        return state(self.rule, told, fits, {"应选": self.seats, "候选人": candidates})

    def as_json(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            "seats": self.seats,
            "minimum": self.minimum,
            "maximum": self.maximum,
            "allowed": list(self.allowed),
            "sentence": self.sentence_zh,
            "rule": self.rule.id,
            "articles": [c.text for c in self.rule.citations],
        }


def post_rank(post: str, asked: Asked | None = None) -> str:
    """principal, vice or deputy for a post's key or Chinese title, or one of those words themselves.

    Titles may carry the town's name before them (云溪镇人民政府副镇长). Raises CountFault for a post the congress does not elect.
    """
    if post in (DEPUTY, PRINCIPAL, VICE, PROJECT):
        return post
    known = (asked or Asked()).rule(POSTS_RULE).value("default")
    titles = sorted(((t, p["rank"]) for p in known for t in p["titles"]), key=lambda pair: -len(pair[0]))
    ranks = [p["rank"] for p in known if p["key"] == post] + [rank for t, rank in titles if post.endswith(t)]
    if not ranks:
        raise CountFault([f"“{post}”不是大会选举的职务，可选：{'、'.join(p['titles'][0] for p in known)}"])
    return ranks[0]


def candidate_numbers(
    post_kind: str,
    seats: int,
    on: date | None = None,
    place: str | None = None,
    *,
    round: str = FIRST,
    nominated: int | None = None,
    margin: int | None = None,
    settings: Settings | None = None,
) -> CandidateNumbers:
    """How many candidates ``seats`` may have.

    post_kind: deputy, principal, vice, project, a post's key or its Chinese title. round: a key of ROUNDS.
    nominated: how many were nominated (a single candidate for a principal post is lawful only when no more
    were; None: not known, both are allowed). margin: what the election method fixed for vice posts
    (None: the whole range). Raises CountFault for no seats or an unknown post or round.
    """
    if seats < 1:
        raise CountFault(["应选名额要大于零"])
    if round not in ROUNDS:
        raise CountFault([f"没有“{round}”这种投票，可选：{'、'.join(ROUNDS)}"])
    asked = Asked(on, place, settings)
    rank = post_rank(post_kind, asked)
    if rank == PROJECT:
        return _project_numbers(asked, seats)
    if rank == DEPUTY:
        return _deputy_numbers(asked, seats, round)
    if round == BY_ELECTION:
        return _at_least(
            asked.rule("officials-by-election"), seats, "补选的候选人可以多于应选人数，也可以相等。"
        )
    return (
        _principal_numbers(asked, seats, nominated)
        if rank == PRINCIPAL
        else _vice_numbers(asked, seats, margin)
    )


def _at_least(rule: Rule, minimum: int, sentence: str, seats: int | None = None) -> CandidateNumbers:
    return CandidateNumbers(seats or minimum, minimum, None, (), rule, sentence)


def _exactly(rule: Rule, seats: int, allowed: Sequence[int], sentence: str) -> CandidateNumbers:
    return CandidateNumbers(seats, allowed[0], allowed[-1], tuple(allowed), rule, sentence)


def _project_numbers(asked: Asked, seats: int) -> CandidateNumbers:
    rule = asked.rule("livelihood-vote-differential")
    extra = rule.value("min_extra")
    return _at_least(rule, seats + extra, f"候选项目至少比应选多{extra}个。", seats)


def _deputy_numbers(asked: Asked, seats: int, round: str) -> CandidateNumbers:
    if round == BY_ELECTION:
        rule = asked.rule("by-election-of-deputies")
        return _at_least(rule, seats, "补选代表的候选人可以多于应选名额，也可以相等。")
    rule = asked.rule("deputy-candidate-margin")
    if round == FURTHER:
        again = asked.rule("deputy-election-shortfall")
        if seats == 1:
            two = again.value("single_seat_candidates")
            return _exactly(again, seats, (two,), f"另行选举只选1名的，候选人为{two}名。")
    least = seats + majorities.needed(seats, rule.share("extra_min"))
    most = seats + majorities.allowed(seats, rule.share("extra_max"))
    allowed = [n for n in range(least, most + 1) if rule.holds(seats=seats, candidates=n)]
    return _exactly(
        rule, seats, allowed, f"代表候选人要比应选多{least - seats}至{most - seats}名，即{least}至{most}名。"
    )


def _principal_numbers(asked: Asked, seats: int, nominated: int | None) -> CandidateNumbers:
    rule = asked.rule("officials-candidates-principal")
    more = seats + rule.value("extra")
    known = nominated if nominated is not None else seats
    allowed = [n for n in (seats, more) if rule.holds(posts=seats, candidates=n, nominated=known)]
    told = f"一般为{more}名差额选举；只提名{seats}名的，也可以等额选举。"
    return _exactly(rule, seats, allowed, told)


def _vice_numbers(asked: Asked, seats: int, margin: int | None) -> CandidateNumbers:
    rule = asked.rule("officials-candidates-deputy")
    least, most = rule.value("extra_min"), rule.value("extra_max")
    if margin is not None and not least <= margin <= most:
        raise CountFault(
            [f"选举办法定的差额数{margin}不在{least}至{most}名之内（{rule.citations[0].short_text}）"]
        )
    extras = range(least, most + 1) if margin is None else (margin,)
    allowed = [seats + n for n in extras if rule.holds(posts=seats, candidates=seats + n)]
    told = f"副职候选人比应选多{least}至{most}名" + (
        "。" if margin is None else f"，选举办法定为多{margin}名。"
    )
    return _exactly(rule, seats, allowed, told)


# ------------------------------------------------------------------ nomination


@dataclass(frozen=True)
class Nomination:
    """Whether a nomination stands, with every check."""

    ok: bool
    statements: tuple[Statement, ...]

    def as_json(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {"ok": self.ok, "statements": [one.as_json() for one in self.statements]}


def nomination(
    by: str,
    nominated: int,
    seats: int,
    *,
    signers: int = 0,
    on: date | None = None,
    place: str | None = None,
    settings: Settings | None = None,
) -> Nomination:
    """Whether ``nominated`` people may be put forward for ``seats``.

    by: presidium or deputies (offices, 地方组织法第26条), party or voters (deputies, 选举法第30条).
    signers: how many deputies or voters signed. For deputies and voters ``nominated`` is the number one
    signer has put forward in all. Raises CountFault for negative figures or an unknown nominator.
    """
    if by not in NOMINATORS:
        raise CountFault([f"不认识的提名方式：{by}"])
    if min(nominated, signers) < 0 or seats < 1:
        raise CountFault(["提名人数、联名人数不能是负数，应选名额要大于零"])
    asked = Asked(on, place, settings)
    who, signed, cap = NOMINATORS[by]
    said = []
    if signed:
        rule_id, param = signed
        verdict = majorities.signers(rule_id, signers, name=param, on=on, place=place, settings=settings)
        gap = "符合规定" if verdict.met else f"还差{verdict.needed - signers}人"
        told = f"{who}联名要{verdict.needed}人以上，实有{signers}人，{gap}。"
        said.append(state(verdict.rule, told, verdict.met, {"需要": verdict.needed, "联名": signers}))
    rule = asked.rule(cap)
    fits = nominated <= seats
    told = f"{who}提名{nominated}名，应选{seats}名，" + ("没有超过。" if fits else "提名不得多于应选名额。")
    said.append(state(rule, told, fits, {"提名": nominated, "应选": seats}))
    return Nomination(all(one.met for one in said), tuple(said))


# who (Chinese), the rule and parameter of the signers (None: no signers), the rule of the cap
NOMINATORS: Mapping[str, tuple[str, tuple[str, str] | None, str]] = {
    "presidium": ("主席团", None, "officials-nomination-cap"),
    "deputies": ("代表", ("officials-nomination", "min_signers"), "officials-nomination-cap"),
    "party": ("政党、人民团体", None, "deputy-candidate-nomination"),
    "voters": ("选民", ("deputy-candidate-nomination", "min_voters"), "deputy-candidate-nomination"),
}


# ------------------------------------------------------------------ primary


@dataclass(frozen=True)
class Primary:
    """The outcome of a primary: who is on the ballot, who tied for the last places, who is out."""

    candidates: tuple[str, ...]
    tied: tuple[str, ...]
    out: tuple[str, ...]
    statements: tuple[Statement, ...]


def primary_needed(
    nominees: int, seats: int, margin: int, on: date | None = None, place: str | None = None
) -> Statement:
    """Whether a primary must be held: more nominees than the margin allows (地方组织法第27条第1款)."""
    rule = Asked(on, place).rule("officials-primary")
    must = bool(rule.holds(nominees=nominees, posts=seats, margin=margin))
    most = seats + margin
    told = f"提名{nominees}名，应选{seats}名加差额{margin}名共{most}名，" + (
        "超过差额，酝酿讨论后要预选。" if must else "没有超过，酝酿讨论后直接选举。"
    )
    return state(rule, told, None if not must else False, {"提名": nominees, "应选": seats, "差额": margin})


def primary(
    votes: Mapping[str, int],
    keep: int,
    *,
    deputies: bool = False,
    on: date | None = None,
    place: str | None = None,
) -> Primary:
    """The formal candidates by the order of votes in the primary; ``keep`` of them.

    votes: name → votes. deputies: an election of deputies (选举法第32条) instead of offices (地方组织法第27条).
    Equal votes at the last place stay open (``tied``): they are voted on again. Raises CountFault for negative votes.
    """
    if any(number < 0 for number in votes.values()) or keep < 1:
        raise CountFault(["预选得票不能是负数，正式候选人数要大于零"])
    rule = Asked(on, place).rule("deputy-candidate-list-dates" if deputies else "officials-primary")
    ordered = sorted(votes, key=lambda name: -votes[name])
    if len(ordered) <= keep:
        return Primary(tuple(ordered), (), (), (state(rule, "提名人数没有超过，全部列为正式候选人。", True),))
    edge = votes[ordered[keep - 1]]
    sure = tuple(name for name in ordered if votes[name] > edge)
    level = tuple(name for name in ordered if votes[name] == edge)
    if len(sure) + len(level) > keep:
        told = f"{'、'.join(level)}都是{edge}票，还有{keep - len(sure)}个名额，就他们再投一次。"
        out = tuple(name for name in ordered if votes[name] < edge)
        return Primary(sure, level, out, (state(rule, told, None, {"票数": edge}),))
    told = f"按得票多少，前{keep}名为正式候选人。"
    return Primary(sure + level, (), tuple(ordered[keep:]), (state(rule, told, True, {"正式候选人": keep}),))
