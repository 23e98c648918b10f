"""Log verbs of the hand-over."""

from __future__ import annotations

from renda.kernel.audit.record import register

register("handover.note", "写交接备忘：{object}")
register("handover.strike", "作废交接备忘：{object}")
