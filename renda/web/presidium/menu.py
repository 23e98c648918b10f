"""What the presidium's pages add to the menu."""

from renda.web.menu import MenuItem


def shown(request) -> bool:
    return request.actor.has("presidium.view")


def executes_only(request) -> bool:
    """Shown to whoever carries decisions out without seeing the meetings."""
    return request.actor.has("decision.view") and not request.actor.has("presidium.view")


MENU = [
    MenuItem("主席团会议", "presidium:list", icon="people", order=14, group="会议和选举", shown=shown),
    MenuItem("主席团决定", "presidium:decisions", icon="flag", order=14, group="会议和选举", shown=executes_only),
]
