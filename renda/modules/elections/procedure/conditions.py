"""Small questions the declarations ask: when a step applies, and what still stands in its way."""

from __future__ import annotations

from renda.modules.elections import selectors
from renda.modules.elections.common import method_of
from renda.modules.elections.models import Movers, Standing


def has_open_nominations(election) -> bool:
    return election.nominations.filter(standing__in=(Standing.COLLECTING, Standing.HANDED_IN)).exists()


def has_collecting(election) -> bool:
    return election.nominations.filter(standing=Standing.COLLECTING).exists()


def has_handed_in(election) -> bool:
    return election.nominations.filter(standing=Standing.HANDED_IN).exists()


def has_nominations(election) -> bool:
    return election.nominations.exclude(standing__in=(Standing.REFUSED, Standing.TAKEN_BACK)).exists()


def primary_wanted(election) -> bool:
    """Are there more people than the method allows, and no primary yet?"""
    return selectors.wants_primary(election) and not selectors.primary_of(election)


def primary_tied(election) -> bool:
    """Do equal votes leave open who stands?"""
    return bool(selectors.tied_in_primary(election))


def has_unknown_strokes(election) -> bool:
    """Is there a formal candidate whose place among the strokes nobody but people can tell?"""
    return bool(selectors.unknown_strokes(election))


def has_candidates(election) -> bool:
    return selectors.standing_candidates(election).exists()


def may_vote(election) -> bool | str:
    method = method_of(election.congress_session)
    if method is None or not method.is_adopted:
        return "选举办法还没有经大会通过，先把选举办法提请大会表决。"
    return True


def outcome_is(key: str):
    """A condition: the law said this of the latest confirmed vote."""

    def is_so(election) -> bool:
        latest = selectors.latest_round(election)
        return latest is not None and latest.next_key == key

    return is_so


def somebody_elected(election) -> bool:
    return election.elected.exists()


def nobody_elected(election) -> bool:
    return not election.elected.exists()


def without_appointment(election) -> bool:
    return election.elected.filter(appointment__isnull=True).exists()


def not_sworn(election) -> bool:
    return election.elected.filter(sworn_on__isnull=True).exists()


def may_close(election) -> bool | str:
    if not_sworn(election) and election.post.by_law:
        return "当选人还没有宪法宣誓，宣誓以后先登记，再结案归档。"
    return True


def by_deputies(motion) -> bool:
    return motion.movers == Movers.DEPUTIES


def has_defence_to_give_out(removal) -> bool:
    return selectors.undistributed(removal).exists()


def passed(motion) -> bool:
    return motion.outcome.get("passed") is True


def not_passed(motion) -> bool:
    return motion.outcome.get("passed") is False


def opinions_wanted(questioning) -> bool:
    return selectors.movers_without_opinion(questioning).exists()


def to_congress(resignation) -> bool:
    return resignation.addressed_to == "congress" or resignation.decided_on is not None


def to_presidium(resignation) -> bool:
    return resignation.addressed_to == "presidium"
