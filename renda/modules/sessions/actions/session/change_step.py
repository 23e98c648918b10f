"""The office words or dates a step its own way."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.sessions import planning, selectors
from renda.modules.sessions.actions import ticking


def changed(step: Step):
    row = ticking.row_of(step)
    row.label, row.who = step.data["label"], step.data.get("who") or ""
    row.hint, row.count, row.unit = step.data.get("hint") or "", step.data["count"], step.data["unit"]
    row.changed = True
    return row


def guard(step: Step) -> list[Reason]:
    """A day after the last one by rule is pulled forward, and said."""
    if faults := ticking.too_many(step):
        return faults
    if step.data.get("count") is None or not step.data.get("unit"):
        return []
    row, session = changed(step), step.matter.session
    bare = planning.spec_of(row)
    anchor = session.opens_on if row.phase == "before" else session.closes_on
    wished = planning.session_plan.count_day(
        row.phase, anchor, row.count, row.unit, bare.days_off, selectors.where().calendar
    ).day
    if row.limit_on is None or wished <= row.limit_on:
        return []
    rule = selectors.where().rule(bare.limit.rule, session.opens_on)
    text = f"这一项最迟{date_zh(row.limit_on)}，您写的{date_zh(wished)}太晚，按{date_zh(row.limit_on)}排。"
    return [Reason(text, "", rule.id, rule.articles, blocks=False)]


def effect(step: Step) -> None:
    row = changed(step)
    planning.recount(step.matter, [row])
    row.save()
    step.result["row"] = row
