"""A text the office brought in to be checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from renda.kernel.proofreading import checking, rulings
from renda.kernel.proofreading.models import Decision


def proofreading(world: Any, nasty: Callable[..., str]) -> None:
    """``checked``: with a finding accepted, one left and one open."""
    office = world.made.actor("office")
    row = checking.take_text(office, nasty("由镇人大常委会布署，按排专人。\n截止目前正常。"), nasty("交办稿"))
    found = {finding.place.excerpt: finding for finding in checking.report_on(row)}
    rulings.rule_on(office, row, found["布署"], Decision.ACCEPTED)
    rulings.rule_on(office, row, found["按排"], Decision.IGNORED, nasty("原文如此"))
    world.objects["checked"] = row.pk
