"""Articles of the law as it holds today become things to check."""

from __future__ import annotations

from renda.kernel.library import laws
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.supervision import checklist


def effect(step: Step) -> None:
    inspection = step.matter
    edition = laws.edition_in_force(inspection.law)
    if edition is None:
        raise Refused("资料库里没有这部法律现行的文本。")
    wanted = set(step.data["articles"])
    for article in laws.articles(edition):
        if article.anchor in wanted:
            checklist.add(
                inspection, checklist.shortened(article.text), article=article.cited, url=article.url
            )
