"""The day has been made public."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.sessions import planning
from renda.modules.sessions.actions.ticking import done

STEP = "publish"


def guard(step: Step) -> list[Reason]:
    on, session = step.data.get("published_on"), step.matter.session
    if on is None:
        return []
    if on > step.today:
        return [Reason("公布日期还没有到。", "公布以后再来登记。")]
    row = step.matter.steps.filter(key=STEP, limit_on__lt=on).first()
    if row is not None:
        limit = planning.spec_of(row).limit
        rule = planning.selectors.where().rule(limit.rule, session.opens_on)
        text = f"开会日期要在{date_zh(row.limit_on)}以前公布，晚了{(on - row.limit_on).days}天。"
        return [
            Reason(
                text, "可以把开幕日期往后放。", rule.id, tuple(c.text for c in rule.citations), blocks=False
            )
        ]
    return []


def effect(step: Step) -> None:
    work = step.matter
    work.published_on = step.data["published_on"]
    for row in work.steps.filter(key=STEP, removed_on__isnull=True):
        done(work, row, work.published_on, step.actor.label)
    for stored in step.data.get("files") or []:
        step.file(stored, role="notice", title=f"公布日期的凭据：{stored.original_name}")
