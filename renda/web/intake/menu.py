"""Old papers in the menu."""

from renda.modules.intake.policy import VIEW
from renda.web.menu import MenuItem

MENU = [
    MenuItem(
        "旧文件进档",
        "intake:list",
        icon="folder",
        order=47,
        group="档案和资料",
        shown=lambda request: request.actor.has(VIEW),
    ),
]
