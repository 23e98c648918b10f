"""What the appraisals' pages add to the menu."""

from renda.web.menu import MenuItem


def shown(request) -> bool:
    return request.actor.has("appraisal.view")


def is_appraised(request) -> bool:
    """Shown to whoever sees the own unit's part only."""
    return request.actor.has("appraised.view") and not request.actor.has("appraisal.view")


MENU = [
    MenuItem("评议站所", "appraisals:list", icon="person", order=18, group="监督", shown=shown),
    MenuItem("本单位的评议", "appraisals:mine", icon="person", order=18, group="监督", shown=is_appraised),
]
