"""Somebody is put forward: by a party or organisation, or by enough voters (选举法第30条)."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.law import elections
from renda.modules.deputy_elections import selectors
from renda.modules.deputy_elections.models import Candidate
from renda.modules.deputy_elections.models.contest import Nominator
from renda.modules.deputy_elections.words import asked, unmet

FACTS = (
    "name",
    "gender",
    "ethnicity",
    "born",
    "education",
    "post",
    "nominated_by",
    "nominator",
    "received_on",
)


def guard(step: Step) -> list[Reason]:
    data, contest = step.data, step.matter
    by, signers = data.get("nominated_by"), data.get("signers")
    reasons = []
    if by == Nominator.VOTERS and signers is None:
        reasons.append(Reason("选民联名推荐的，要填联名选民数。", "以推荐表上的签名为准。"))
    elif by in Nominator.values:
        told = elections.nomination(
            by,
            proposed(contest, data),
            contest.seats,
            signers=signers or 0,
            **asked(contest.election.polling_on),
        )
        reasons += unmet(told.statements, "请请推荐人补齐或者改正后再登记。")
    twin = selectors.standing(contest).filter(name=(data.get("name") or "").strip())
    if twin.exists():
        text = f"已经登记过“{twin.first().name}”。"
        reasons.append(
            Reason(text, "是同一个人的不用再登记；确是同名的，系统会在名单上注明职务。", blocks=False)
        )
    return reasons


def proposed(contest, data) -> int:
    """How many this nominator has put forward in all: told for voters, counted by name for an organisation."""
    if data.get("nominated_by") == Nominator.VOTERS:
        return data.get("most_by_one") or 1
    same = selectors.standing(contest).filter(
        nominated_by=Nominator.PARTY, nominator=(data.get("nominator") or "").strip()
    )
    return same.count() + 1


def effect(step: Step) -> None:
    data = {key: step.data[key] for key in FACTS}
    for key, value in data.items():
        if isinstance(value, str):
            data[key] = value.strip()[: Candidate._meta.get_field(key).max_length]
    by_voters = data["nominated_by"] == Nominator.VOTERS
    Candidate.objects.create(
        contest=step.matter, position=step.matter.candidates.count() + 1,
        signers=step.data.get("signers") if by_voters else None, **data,
    )  # fmt: skip
