"""What the office and the keeper look after, in the menu."""

from __future__ import annotations

from renda.web.menu import MenuItem
from renda.web.people.menu import has

MENU = [
    MenuItem("设置", "settings", icon="settings", order=90, group="管理", shown=has("settings.save")),
    MenuItem("放假安排", "calendar", icon="calendar", order=91, group="管理", shown=has("calendar.load")),
    MenuItem("发送渠道", "channels", icon="bell", order=92, group="管理", shown=has("settings.channels")),
    MenuItem("备份和恢复", "backup", icon="folder", order=93, group="管理", shown=has("backup.make")),
    MenuItem("操作日志", "audit", icon="search", order=94, group="管理", shown=has("audit.view")),
    MenuItem("运行情况", "health", icon="info", order=95, group="管理", shown=has("backup.make")),
]
