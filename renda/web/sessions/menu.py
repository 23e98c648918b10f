"""What the pages of a session add to the menu."""

from renda.web.menu import MenuItem

MENU = [
    MenuItem(
        "大会会议",
        "sessions:list",
        icon="people",
        order=10,
        group="会议和选举",
        shown=lambda request: request.actor.has("session.view"),
    )
]
