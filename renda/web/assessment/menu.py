"""What the yearly assessment adds to the menu."""

from renda.web.menu import MenuItem

MENU = [
    MenuItem(
        "年终考评",
        "assessment:list",
        icon="chart",
        order=49,
        group="档案和资料",
        shown=lambda request: request.actor.has("assessment.view"),
    ),
]
