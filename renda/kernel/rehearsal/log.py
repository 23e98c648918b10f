"""What the real town's log keeps of a rehearsal: that there was one."""

from renda.kernel.audit.record import register

register("rehearsal.begin", "开始演练")
register("rehearsal.end", "演练已删除")
