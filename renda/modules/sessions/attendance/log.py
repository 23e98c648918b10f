"""What the log says about the people of a session."""

from __future__ import annotations

from renda.kernel.audit.record import register

register("attendance.sync", "按名册核对{object}的代表：新列入{came}人，移出{gone}人，改动{changed}人")
register("attendance.save", "登记参会人员：{object}，{what}")
register("attendance.end", "移出参会名单：{object}，{why}")
register("attendance.group", "{object}：分组变动，{what}")
register("attendance.duty", "{object}：{what}")
register("attendance.import", "导入来宾名单{count}人")
register("attendance.notify", "发出{object}，{count}人")
register("attendance.chase", "催回执：{object}，{count}人")
register("attendance.answer", "{object}答复会议通知：{answer}")
register("attendance.ask_leave", "{object}提出请假", masked=("reason",))
register("attendance.decide_leave", "{object}的请假{decision}，{by}", masked=("note",))
register("attendance.withdraw_leave", "{object}撤回请假")
register("attendance.material", "会议材料：{object}，{what}")
register("attendance.pack", "装袋：{what}")
register("attendance.service", "食宿和车辆：{object}，{what}")
register("attendance.hall", "改会场：{object}")
register("attendance.seat", "排座次：{what}")
register("attendance.phones", "查看{object}没有回执人员的电话，理由：{reason}")
