"""The registers in the menu."""

from __future__ import annotations

from django.http import HttpRequest

from renda.web.menu import MenuItem


def has(*verbs: str):
    """Shown to whoever has one of the verbs."""

    def shown(request: HttpRequest) -> bool:
        return any(request.actor.has(verb) for verb in verbs)

    return shown


MENU = [
    MenuItem("代表", "deputies", icon="people", order=60, group="名册", shown=has("person.view")),
    MenuItem("承办单位", "units", icon="building", order=61, group="名册", shown=has("unit.view")),
    MenuItem("任职人员", "staff", icon="person", order=62, group="名册", shown=has("person.view")),
    MenuItem("账号", "accounts", icon="settings", order=63, group="名册", shown=has("account.view")),
]
