"""What the inspections' pages add to the menu."""

from renda.web.menu import MenuItem

GROUP = "监督"


def shown(request) -> bool:
    return request.actor.has("inspection.view")


def goes_out(request) -> bool:
    """Shown to whoever writes findings without preparing the inspections."""
    return request.actor.has("inspection.find") and not request.actor.has("inspection.prepare")


def has_to_follow(request) -> bool:
    return request.actor.has("problem.view")


MENU = [
    MenuItem("监督检查", "supervision:list", icon="check", order=18, group=GROUP, shown=shown),
    MenuItem("现场记录", "supervision:mine", icon="phone", order=18, group=GROUP, shown=goes_out),
    MenuItem("整改跟踪", "supervision:follow-up", icon="flag", order=19, group=GROUP, shown=has_to_follow),
]
