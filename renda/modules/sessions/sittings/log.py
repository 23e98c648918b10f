"""Log verbs of the sittings. A sign-in stands in its own list with who, when and how; its close writes the list's digest here."""

from __future__ import annotations

from renda.kernel.audit.record import register

register("sitting.plan", "安排会议：{object}")
register("sitting.change", "修改会议安排：{object}")
register("sitting.cancel", "取消会议：{object}，{reason}")
register("sitting.agenda", "修改议程日程：{what}")
register("sitting.publish", "公布{object}")
register("sitting.open_sign_in", "开始签到：{object}")
register("sitting.undo_sign_in", "撤销签到：{name}，{object}，{reason}")
register("sitting.leave", "登记早退：{name}，{object}，{reason}")
register("sitting.come_back", "登记返回会场：{name}，{object}")
register("sitting.open", "宣布开会：{object}，{sentence}")
register("sitting.close", "散会：{object}，签到{count}人")
register("sitting.resume", "散会后恢复：{object}，{reason}")
register("sitting.run", "会议进程：{object}，{what}")
register("sitting.note", "记录分组发言：{object}，{group}，{name}")
register("sitting.strike", "划掉分组发言：{object}，{name}，{reason}")
register("sitting.paper", "生成{paper}：{object}")
register("sitting.screen", "大屏改为显示：{what}")
