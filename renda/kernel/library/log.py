"""Log verbs of the library."""

from renda.kernel.audit.record import register

register("library.import", "导入法律文本{count}个，其中：{first}")
register("library.withdraw", "从资料库撤下：{object}，原因：{why}")
register("library.keep", "资料库存入：{object}")
register("library.change", "修改资料库里的说明：{object}")
