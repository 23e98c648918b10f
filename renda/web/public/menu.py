"""What this package adds to the menu."""

from renda.web.menu import MenuItem

MENU = [MenuItem("公开栏", "open-column", icon="building", order=28, group="建议办理", shown=lambda request: request.actor.has("suggestion.view"))]
