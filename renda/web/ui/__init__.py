"""What pages are made of: actions, messages, dates in words, state lights, charts.

Plain helpers without queries; the template tags in `renda.web.templatetags.renda` put them on the page.
"""

from renda.web.ui import flash
from renda.web.ui.items import Action

__all__ = ["Action", "flash"]
