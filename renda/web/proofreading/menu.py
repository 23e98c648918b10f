"""Checking texts in the menu."""

from renda.kernel.proofreading.policy import CHECK
from renda.web.menu import MenuItem

MENU = [
    MenuItem(
        "检查文件",
        "proofread",
        icon="check",
        order=33,
        group="公文",
        shown=lambda request: request.actor.has(CHECK),
    )
]
