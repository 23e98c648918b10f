"""Log verbs of taking old papers in."""

from renda.kernel.audit.record import register

register("intake.begin", "收进一批旧文件：{object}")
register("intake.confirm", "旧文件核对入档：{object}，{code}")
register("intake.set_aside", "旧文件不收：{object}")
register("intake.take_back", "旧文件又收回来：{object}")
register("intake.correct", "旧文件改正认错的字：{object}，{rows}行")
register("intake.write", "旧文件的摘要改为：{object}")
