"""The templates in the menu."""

from renda.kernel.documents.office_templates.policy import VIEW
from renda.web.menu import MenuItem

MENU = [MenuItem("范本", "papertypes", icon="copy", order=34, group="公文", shown=lambda request: request.actor.has(VIEW))]
