"""Menu items of papers and dossiers."""

from renda.web.menu import MenuItem

MENU = [
    MenuItem("案卷", "dossiers", icon="folder", order=46, group="档案和资料", shown=lambda request: request.actor.is_("office", "chair", "presidium", "leader")),
    MenuItem("登记簿", "registers", icon="paper", order=36, group="公文", shown=lambda request: request.actor.has("paper.registers")),
]  # fmt: skip
