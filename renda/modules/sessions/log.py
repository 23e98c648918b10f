"""Log verbs of a session that are no steps: what the system ticked by itself."""

from __future__ import annotations

from renda.kernel.audit.record import register

register("session.seen", "系统看到筹备事项已办好：{label}（{object}）")
