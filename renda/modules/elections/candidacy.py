"""The list of candidates: their lawful number, the order of the primary, two people of one name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.reasons import reason
from renda.law.statements import CountFault
from renda.modules.elections import selectors
from renda.modules.elections.models import Candidate, Election


def right_number(election: Election, candidates: int) -> list[Reason]:
    """Whether the law allows this number of candidates for the places still open."""
    try:
        judged = selectors.numbers(election).judged(candidates)
    except CountFault as fault:
        return [Reason(text, "请改选举办法里的差额数，重新提请大会通过。") for text in fault.faults]
    if judged.met is not False:
        return []
    return [Reason(judged.sentence, mend_for(election, candidates), judged.rule_id, judged.articles)]


def mend_for(election: Election, candidates: int) -> str:
    most = selectors.most_candidates(election)
    if most is not None and candidates > most:
        return "人多了先组织预选，按得票多少定正式候选人。"
    return "人少了点“重新提名”，补足以后再定。"


def primary_order(election: Election, chosen: Sequence[Candidate]) -> list[Reason]:
    """After a primary whoever got more votes stands before whoever got fewer."""
    votes = selectors.primary_votes(election)
    if not votes or not chosen:
        return []
    kept, none = {one.pk for one in chosen}, (0,)
    least = min(votes.get(key, none) for key in kept)
    left = [one for one in selectors.standing_candidates(election) if one.pk not in kept]
    if passed_over := [one.name for one in left if votes.get(one.pk, none) > least]:
        text = f"{'、'.join(passed_over)}预选得票更多，却没有列为正式候选人。"
        return [reason("officials-primary", text, "正式候选人按预选得票多少确定。")]
    if equal := [one.name for one in left if votes.get(one.pk, none) == least]:
        taken = [one.name for one in chosen if votes.get(one.pk, none) == least]
        text = f"{'、'.join([*taken, *equal])}预选票数相等，不能只取其中的{'、'.join(taken)}。"
        return [reason("officials-primary", text, "请点“就预选票数相等的再投一次”，按结果确定。")]
    return []


def told_apart(chosen: Sequence[Candidate], words: Mapping[str, str]) -> list[Reason]:
    """Two candidates of one name must differ on the ballot."""
    names = Counter(one.person.name for one in chosen)
    labels = defaultdict(set)
    for one in chosen:
        labels[one.person.name].add(words.get(str(one.pk), "") or one.told_apart)
    return [
        Reason(f"有{times}位候选人都叫“{name}”，选票上分不清。", "请在“同名候选人怎么区别”里分别写明，例如性别、村、工作单位。")
        for name, times in names.items()
        if times > 1 and (len(labels[name]) < times or "" in labels[name])
    ]


def after_withdrawal(election: Election) -> list[Reason]:
    """A warning when too few are left after somebody withdrew; people decide whether to nominate anew."""
    left = selectors.standing_candidates(election).count()
    return [Reason(one.text, one.mend, one.rule, one.articles, blocks=False) for one in right_number(election, left)]
