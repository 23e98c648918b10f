"""What the hand-over pack adds to the menu."""

from renda.web.menu import MenuItem

MENU = [
    MenuItem(
        "交接册",
        "handover:pack",
        icon="flag",
        order=50,
        group="档案和资料",
        shown=lambda request: request.actor.has("handover.view"),
    ),
]
