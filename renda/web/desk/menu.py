"""Menu items of the desk, and the number at the bell."""

from __future__ import annotations

from renda.kernel.notices.policy import TELL
from renda.web.context import count_unread_with
from renda.web.desk.inbox_views import unread
from renda.web.desk.parts import sees_overview
from renda.web.menu import MenuItem

count_unread_with(unread)

MENU = [
    MenuItem("工作台", "desk", icon="desk", order=1),
    MenuItem("总览", "overview", icon="chart", order=5, shown=sees_overview),
    MenuItem("办理统计", "suggestions:statistics", icon="chart", order=29, group="建议办理", shown=sees_overview),
    MenuItem("打印清单", "print-list", icon="phone", order=6, shown=lambda request: request.actor.has(TELL)),
    MenuItem("规则和依据", "rules", icon="info", order=96, group="帮助"),
    MenuItem("怎样使用", "help", icon="help", order=97, group="帮助"),
]
