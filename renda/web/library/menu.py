"""The library in the menu."""

from renda.web.menu import MenuItem

MENU = [
    MenuItem(
        "资料库",
        "library",
        icon="folder",
        order=48,
        group="档案和资料",
        shown=lambda request: request.actor.is_("office", "chair", "presidium", "leader", "county"),
    ),
]
