"""One item is worth keeping longer: it gets another term and leaves the list."""

from __future__ import annotations

from renda.kernel.archive import numbering
from renda.kernel.archive.errors import CannotFile
from renda.kernel.procedures.execute import Refused, Step


def effect(step: Step) -> None:
    line = step.matter.lines.select_related("item").get(pk=step.data["line"], kept_for="")
    try:
        numbering.rerate(
            step.actor, line.item, step.data["retention"], f"到期鉴定继续保存：{step.data['reason']}"
        )
    except CannotFile as reason:
        raise Refused(str(reason)) from reason
    line.kept_for = step.data["reason"][:200]
    line.save(update_fields=["kept_for"])
