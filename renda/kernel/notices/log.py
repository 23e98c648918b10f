"""Log verbs of the notices."""

from renda.kernel.audit.record import register

register("notice.tell", "已告知{who}：{object}")
