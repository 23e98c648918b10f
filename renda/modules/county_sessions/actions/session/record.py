"""The county has called its congress: the session is registered with its deputies of today's roll."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.county_sessions import roll
from renda.modules.county_sessions.models import CountySession

FIELDS = (
    "county",
    "county_term",
    "number",
    "opens_on",
    "closes_on",
    "venue",
    "receiver",
    "hand_in_on",
    "hand_in_why",
)


def guard(step: Step) -> list[Reason]:
    return wrong(step.data) + twice(step.data)


def wrong(data: dict) -> list[Reason]:
    """Days and numbers that can't be."""
    found, opens, closes, day = [], data.get("opens_on"), data.get("closes_on"), data.get("hand_in_on")
    if opens and closes and closes < opens:
        found.append(Reason("闭幕日期早于开幕日期。", "请核对这两个日期。"))
    if closes and day and day > closes:
        found.append(Reason("报送日期在闭幕以后。", "议案和建议要在大会期间或者以前报送，请核对县里的通知。"))
    if data.get("county_term") == 0 or data.get("number") == 0:
        found.append(Reason("届数、次数从1算起。", "请核对。"))
    return found


def twice(data: dict, besides=None) -> list[Reason]:
    rows = CountySession.objects.filter(**{key: data.get(key) for key in FIELDS[:3]}).exclude(
        state="cancelled"
    )
    found = (rows.exclude(pk=besides.pk) if besides is not None else rows).first()
    return [Reason(f"{found}已经登记过了。", "请回到清单里打开它。")] if found else []


def write(session: CountySession, data: dict) -> None:
    for key in FIELDS:
        value = data.get(key)
        setattr(session, key, value.strip() if isinstance(value, str) else value)


def prepare(step: Step) -> None:
    write(step.matter, step.data)


def effect(step: Step) -> None:
    roll.fill(step.matter)
