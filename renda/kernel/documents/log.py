"""Log verbs of the registers."""

from __future__ import annotations

from renda.kernel.audit.record import register

register("register.reserve", "预留文号{first}至{last}：{object}，{reason}")
register("register.void", "作废文号：{object}，{reason}")
register("register.take_in", "登记纸质已编的号：{object}，{year}年编到第{last}号")
register("register.explain", "说明空号：{object}，{year}年第{numbers}号，{reason}")
register("register.save", "修改登记簿：{object}，{pattern}")
