"""Log verbs of the office's own templates."""

from renda.kernel.audit.record import register

register("paper.add_type", "上传本单位范本：{object}")
register("paper.replace_type", "更换范本文件：{object}，第{number}版")
register("paper.rule_type", "确定范本字段：{object}，第{number}版")
register("paper.withdraw_type", "停用范本：{object}，原因：{why}")
register("paper.bring_back_type", "恢复使用范本：{object}")
register("paper.use_type", "用范本生成文件：{object}，第{number}版")
