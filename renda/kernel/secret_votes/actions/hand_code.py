"""A monitor gets a code, shown once. The database keeps what the code's key looks like from outside, and a salt."""

from __future__ import annotations

import secrets

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.secret_votes import codes, sealing


def guard(step: Step) -> list[Reason]:
    if step.data["monitor"] not in {one.name for one in step.matter.monitors.all()}:
        return [Reason("监票人名单上没有这个人。", "请刷新页面再试。")]
    return []


def effect(step: Step) -> None:
    monitor = step.matter.monitors.get(name=step.data["monitor"])
    code = codes.fresh(codes.MONITOR)
    monitor.salt = secrets.token_hex(16)
    monitor.public_key = sealing.monitor_key(code, monitor.salt).public_key().public_bytes_raw()
    monitor.save()
    step.result["code"] = code
