"""Status lights: every state has a shape, a word and a colour, so colour is never alone."""

from __future__ import annotations

from datetime import date, datetime

from renda.web.ui.words import days_left

WORDS = {
    "overdue": "逾期",
    "soon": "快到期",
    "later": "未到期",
    "done": "已办结",
    "waiting": "等待中",
    "paused": "已中止计时",
    "provisional": "暂定",
    "withheld": "不公开",
}


def light(kind: str, words: str = "") -> dict[str, str]:
    """Kind and words of one light.

    Raises KeyError for a kind that is not drawn: a page must not invent a state without a shape.
    """
    standard = WORDS[kind]
    return {"kind": kind, "words": str(words) or standard}


def due(
    due_on: date | datetime | None,
    *,
    done: bool = False,
    paused: bool = False,
    provisional: bool = False,
    soon_days: int = 7,
    inner: bool = False,
) -> dict[str, str]:
    """The light of a deadline, with the days in words; `soon_days` is how early it turns amber.

    `inner`: a measure the office has set itself; being over it is worth a look and never called 逾期.
    """
    left = days_left(due_on)
    if done:
        return light("done")
    if paused:
        return light("paused")
    if left is None:
        return light("waiting", "未定日期")
    if left < 0 and inner:
        return light("soon", f"超过内部期限{-left}天")
    if left < 0:
        return light("overdue", f"逾期{-left}天")
    if provisional:
        return light("provisional", f"暂定，还有{left}天")
    if left == 0:
        return light("soon", "今天到期")
    return light("soon" if left <= soon_days and not inner else "later", f"还有{left}天")
