"""What the archive adds to the menu."""

from renda.web.menu import MenuItem

MENU = [
    MenuItem("档案", "archive:list", icon="folder", order=47, group="档案和资料", shown=lambda request: request.actor.has("archive.view")),
]  # fmt: skip
