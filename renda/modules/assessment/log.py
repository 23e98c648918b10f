"""Log verbs of the assessment beside its steps."""

from __future__ import annotations

from renda.kernel.audit.record import register

register("assessment.package", "导出佐证材料包：{object}")
