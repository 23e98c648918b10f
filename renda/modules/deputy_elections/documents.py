"""The papers of an election of deputies, filled from its own rows."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.deadlines import timing
from renda.kernel.documents.models import Paper
from renda.kernel.procedures.execute import Step
from renda.kernel.units.models import TownProfile
from renda.modules.deputy_elections import objecting, selectors
from renda.modules.deputy_elections.founding import CERTIFICATES, NOTICES, share
from renda.modules.deputy_elections.models import Candidate, Contest, DeputyElection, Elected

STANDING_COMMITTEE = "县人民代表大会常务委员会"


def phone() -> str:
    return TownProfile.current().office_phone or "（未登记）"


def congress_of(election: DeputyElection) -> str:
    """云溪镇第十九届人民代表大会"""
    return f"{TownProfile.current().town.name}{election.term}人民代表大会"


def voters_notice(step: Step) -> Paper:
    """The announcement of the voters' list, with the days for objections."""
    contest = step.matter
    appeal = timing.rule("voter-list-appeal")
    fields = {
        "organ": contest.election.organ,
        "constituency": contest.constituency.name,
        "voters": contest.voters,
        "posted_at": contest.posted_at,
        "election_day": date_zh(contest.election.polling_on),
        "objection_by": date_zh(objecting.last_day(contest)),
        "decide_within": f"{appeal.value('decide_within_days')}日",
        "sue_by": date_zh(objecting.last_suit(contest)),
        "phone": phone(),
    }
    return step.paper("voters_announcement", fields, role="roll", series=NOTICES)


def candidates_notice(step: Step, found: list[Candidate], stage: str, basis: str, role: str) -> Paper:
    """The announcement of candidates in the order given (see ``listing``)."""
    contest = step.matter
    rows = [
        {
            "name": one.name, "sex": one.get_gender_display(), "nation": one.ethnicity, "born": one.born,
            "education": one.education, "post": one.post, "nominated_by": nominated_by(one),
        }
        for one in found
    ]  # fmt: skip
    fields = {
        "organ": contest.election.organ,
        "constituency": contest.constituency.name,
        "seats": contest.open_seats or contest.seats,
        "basis": basis,
        "stage": stage,
        "candidates": rows,
        "vote_at": date_zh(contest.voting_on or contest.election.polling_on),
        "vote_place": contest.poll_place or "另行公布",
    }
    return step.paper("candidates_announcement", fields, role=role, series=NOTICES)


def nominated_by(candidate: Candidate) -> str:
    if candidate.signers is not None:
        return f"选民{candidate.signers}人联名"
    return candidate.nominator


def elected_notice(step: Step, one: Elected) -> Paper:
    """The certificate for somebody whose credentials are valid."""
    contest = step.matter
    share()
    fields = {
        "name": one.name,
        "elected_at": f"{date_zh(one.elected_on)}{contest.constituency.name}选民投票",
        "post": f"{congress_of(contest.election)}代表",
        "next_step": "代表资格已经审查确认。请到人大办填写代表登记表，领取代表证。",
        "organ": contest.election.organ,
    }
    return step.paper("elected_notice", fields, role="certificate", series=CERTIFICATES)


def result_report(step: Step) -> Paper:
    """The report of the round to the county."""
    election = step.matter
    contests = list(selectors.contests_of(election))
    profile = TownProfile.current()
    fields = {
        "organ": election.organ,
        "subject": "选举代表" if election.is_general else "补选代表",
        "signer": step.actor.label,
        "standing_committee": profile.options.get("county_committee") or STANDING_COMMITTEE,
        "election_day": date_zh(election.polling_on),
        "constituency_names": "、".join(contest.constituency.name for contest in contests),
        "results": [result_row(contest) for contest in contests],
        "complaints": objection_words(contests),
        "contact": profile.options.get("office_contact") or "人大办",
        "phone": phone(),
    }
    return step.paper(
        "deputies_result_report", fields, role="report", series="presidium", signer=step.actor.label
    )


def result_row(contest: Contest) -> dict:
    found = selectors.last_result(contest)
    figures = found.figures if found else {}
    won = "；".join(f"{one.name}，{one.votes}票" for one in selectors.elected_of(contest))
    return {
        "area": contest.constituency.name,
        "voters": contest.voters if contest.voters is not None else "—",
        "voted": contest.participants if contest.participants is not None else "—",
        "returned": figures.get("returned", "—"),
        "valid": figures.get("valid", "—"),
        "winner": won or "没有人当选",
    }


def objection_words(contests: list[Contest]) -> str:
    count = sum(contest.objections.count() for contest in contests)
    return f"收到选民名单申诉{count}件，都已处理。" if count else "没有收到申诉。"
