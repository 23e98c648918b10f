"""Reasons with the articles of their rule, and how a vote is named on papers."""

from __future__ import annotations

from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.ballots.models import Ballot, Method
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.reasons import reason
from renda.kernel.units.models import TownProfile


def refusal(rule_id: str, text: str, mend: str = "", *, blocks: bool = True) -> Reason:
    """A reason; with a rule its articles stand beside it."""
    if not rule_id:
        return Reason(text, mend, blocks=blocks)
    return reason(rule_id, text, mend, blocks=blocks)


def session_name(ballot: Ballot) -> str:
    """云岭镇第十九届人民代表大会第五次会议; without a session the name of the congress."""
    profile, session = TownProfile.current(), ballot.congress_session
    if session is None:
        return profile.congress_name
    return f"{profile.town.name}{session.term}人民代表大会第{to_chinese(session.number)}次会议"


PUT = {
    Method.HANDS: "现在对“{title}”进行表决。同意的请举手；请放下。不同意的请举手；请放下。弃权的请举手；请放下。",
    Method.BLOCK: "现在对“{title}”一并表决。同意的请举手；请放下。不同意的请举手；请放下。弃权的请举手；请放下。",
    Method.NAMED: "现在对“{title}”进行记名表决，请各位代表在点到姓名时表示同意、不同意或者弃权。",
    Method.SECRET_PAPER: "现在对“{title}”进行无记名投票，请各位代表填写选票。",
}


def question_of(ballot: Ballot) -> str:
    """What the chair says to put it to the vote: as written when it was prepared, else the usual sentence."""
    return ballot.question or PUT[Method(ballot.method)].format(title=ballot.title)
