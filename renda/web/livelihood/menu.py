"""What the livelihood projects' pages add to the menu."""

from renda.web.menu import MenuItem


def shown(request) -> bool:
    return request.actor.has("livelihood.view")


def carries_out(request) -> bool:
    """Shown to whoever carries projects out without seeing the campaigns."""
    return request.actor.has("project.view") and not request.actor.has("livelihood.view")


MENU = [
    MenuItem("民生实事", "livelihood:list", icon="flag", order=16, group="会议和选举", shown=shown),
    MenuItem("民生实事", "livelihood:projects", icon="flag", order=16, group="会议和选举", shown=carries_out),
]
