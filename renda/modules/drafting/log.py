"""Log verbs of drafts that are no steps: texts saved, figures kept, receipts."""

from __future__ import annotations

from renda.kernel.audit.record import register

register("draft.save_text", "保存文稿第{n}稿：{object}")
register("draft.keep_figure", "保留原来的数字：{object}，{label}{text}，{reason}")
register("draft.receipt", "签收公文：{object}，{name}")
