"""Log verbs of the register of people that the pages of people and accounts write."""

from __future__ import annotations

from renda.kernel.audit.record import register

register("account.second_factor_reset", "重置{object}的登录验证码")
register("account.slips", "发出初始密码单{count}份")
register("appointment.begin", "登记任职：{object}")
register("appointment.end", "终止任职：{object}，自{until_on}后")
register("group.save", "保存代表小组、选区：{object}")
