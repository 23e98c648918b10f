"""The office's own templates of the furnished town: one in use, one with a mark nobody ruled on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from renda.kernel.documents.office_templates import service
from tests.kernel.documents.office_templates import makers


def papertypes(world: Any, nasty: Callable[..., str]) -> None:
    """``own_type``: in use, with a list; ``own_type_new``: waits for a ruling."""
    office = world.made.actor("office")
    used = service.add(office, makers.with_table(), "签到.docx", name=nasty("签到表", 60), group="会议", purpose=nasty("开会用", 120))
    waiting = service.add(office, makers.simple("【代表姓铭】【车牌】"), "用车.docx", name="用车单", group="日常")
    world.objects.update(own_type=used.template_id, own_type_new=waiting.template_id)
