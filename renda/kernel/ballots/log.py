"""Log verbs of votes that are no steps. None of them carries a number of the count or a name."""

from __future__ import annotations

from renda.kernel.audit.record import register

register("ballot.print", "印制选票：{object}，{copies}张，备用{spares}张")
