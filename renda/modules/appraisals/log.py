"""Log verbs of the questionnaires. What was answered stands nowhere in the log, nor that a telephone has answered."""

from __future__ import annotations

from renda.kernel.audit.record import register

register("appraised.keyed", "录入纸质问卷1份：{object}")
