"""What elections of deputies add to the menu."""

from renda.web.menu import MenuItem

MENU = [
    MenuItem(
        "代表选举",
        "deputy_elections:list",
        icon="check",
        order=17,
        group="会议和选举",
        shown=lambda request: request.actor.has("deputy_election.view"),
    )
]
