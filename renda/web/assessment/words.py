"""How an item stands, as a light, and the tabs over the items."""

from __future__ import annotations

from collections.abc import Sequence

from renda.modules.assessment.answering import Answer
from renda.web.ui import lights

TABS = (("", "全部"), ("lacking", "缺东西"), ("open", "没有定分"), ("settled", "已经定分"))


def light(answer: Answer) -> dict[str, str]:
    """Settled; else by when the material is wanted, if something lacks; else ready to be settled."""
    item = answer.item
    if item.settled_on:
        return lights.light("done", "已定分")
    if answer.lacking:
        return lights.due(item.due_on, inner=True)
    return lights.light("waiting", "等定分")


def is_in(answer: Answer, tab: str) -> bool:
    if tab == "lacking":
        return bool(answer.lacking) and not answer.item.settled_on
    return not tab or bool(answer.item.settled_on) == (tab == "settled")


def tabs(answers: Sequence[Answer], chosen: str) -> list[dict]:
    return [
        {
            "label": label,
            "url": f"?show={key}" if key else "?",
            "count": sum(is_in(one, key) for one in answers),
            "current": key == chosen,
        }
        for key, label in TABS
    ]
