"""Whether the candidates are enough for a vote that is a choice; people may go on with a recorded reason."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.modules.livelihood import selectors
from renda.modules.livelihood.models import Campaign


def left_over(campaign: Campaign) -> list[Reason]:
    """What to know when a candidate is gone after the slips were made: are there still more than seats?"""
    left, seats = len(selectors.for_the_vote(campaign)), selectors.open_seats(campaign)
    if left > seats:
        return []
    short = "一个也不差" if left == seats else f"还少{seats - left}个"
    words = f"退出以后，可选的项目剩{left}个，应选{seats}项，{short}，没有差额了。"
    return [
        Reason(
            words, "请主席团决定：照这张票投，或者“撤下这次票决”，补列候选项目以后重新印票。", blocks=False
        )
    ]


def reasons(campaign: Campaign, why: str) -> list[Reason]:
    """What stands against a vote on these candidates; ``why``: the recorded reason for having so few."""
    count = selectors.standing(campaign).count()
    wanted = selectors.numbers(campaign)
    articles = wanted.rule.articles
    if count < campaign.seats:
        words = f"候选项目{count}个，比应选的{campaign.seats}项还少，不能票决。"
        return [Reason(words, "请再列候选项目，或者重新定应选几项。", wanted.rule.id, articles)]
    if count < wanted.minimum:
        words = f"候选项目{count}个，应选{campaign.seats}项，没有差额。{wanted.sentence_zh}"
        mend = "已写明原因，可以继续。" if why else "请再列候选项目；确实没有的，写明原因。"
        return [Reason(words, mend, wanted.rule.id, articles, blocks=not why)]
    if selectors.is_below_margin(campaign, count):
        words = f"候选项目{count}个，应选{campaign.seats}项，差额比通常的小。"
        return [Reason(words, "可以继续，请主席团知道。", wanted.rule.id, articles, blocks=False)]
    return []
