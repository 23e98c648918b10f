"""Whether the candidates are enough for a vote that is a choice; people may go on with a recorded reason."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.modules.livelihood import selectors
from renda.modules.livelihood.models import Campaign


def reasons(campaign: Campaign, why: str) -> list[Reason]:
    """What stands against a vote on these candidates; ``why``: the recorded reason for having so few."""
    count = selectors.standing(campaign).count()
    wanted = selectors.numbers(campaign)
    articles = tuple(citation.text for citation in wanted.rule.citations)
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
