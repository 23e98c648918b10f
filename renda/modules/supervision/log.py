"""Log verbs of the field. A finding stands in its own list with who, when and where; the log keeps how many came when."""

from __future__ import annotations

from renda.kernel.audit.record import register

register("inspection.found", "收到现场记录{count}条：{object}")
register("inspection.photo", "收到现场照片：{object}，{site}")
