"""What the suggestions pages add to the menu."""

from renda.web.menu import MenuItem


def holding(verb: str):
    """Shown to whoever has the verb."""
    return lambda request: request.actor.has(verb)


MENU = [
    MenuItem("我的建议", "suggestions:mine", icon="pen", order=20, group="建议办理", shown=holding("suggestion.draft")),
    MenuItem("代表建议", "suggestions:list", icon="paper", order=21, group="建议办理", shown=holding("suggestion.view")),
    MenuItem("承诺台账", "suggestions:promises", icon="flag", order=24, group="建议办理", shown=holding("promise.view")),
    MenuItem("督办活动", "suggestions:rhythm", icon="calendar", order=26, group="建议办理", shown=holding("rhythm.view")),
    MenuItem("群众意见", "suggestions:opinions", icon="people", order=27, group="建议办理", shown=holding("opinion.view")),
]
