"""A step of the calendar was done; ticked once, on the day it was done."""

from __future__ import annotations

from renda.foundation import clock
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.deputy_elections import days
from renda.modules.deputy_elections.models import Tick


def guard(step: Step) -> list[Reason]:
    election, key, day = step.matter, step.data.get("step"), step.data.get("done_on")
    if not key or day is None:
        return []
    if days.last_day(election, key) is None:
        return [Reason("没有这一步。", "请从列出来的里面选。")]
    if day > clock.today():
        return [Reason("完成日期不能在今天以后。", "办完了再记。")]
    if key in days.done(election):
        return [Reason("这一步已经记过了。", "要改的，先撤回再记。")]
    return days.too_late(election, key, day, excuse="记录已经办的事")


def effect(step: Step) -> None:
    Tick.objects.create(
        election=step.matter, key=step.data["step"], done_on=step.data["done_on"], note=(step.data.get("note") or "")[:200],
        by=step.actor.label[:40],
    )  # fmt: skip
    days.sync(step.matter)
