"""What the data say for the fields of one template, beyond those that many papers share.

Whoever knows it registers it once, when the application starts::

    prefills.register("credentials_report", values)   # values(actor) -> {field: text, or a list of lines}

A text may hold marks of figures (``kernel/figures/marks.py``); the number then follows its rows until the paper is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from renda.kernel.access.actors import Actor
from renda.kernel.documents.current_values import current_values

Values = Callable[[Actor], Mapping[str, Any]]
_own: dict[str, Values] = {}


def register(template: str, values: Values) -> None:
    """Tell what fills the fields of ``template``. Raises ValueError for one that is filled already."""
    if template in _own:
        raise ValueError(f"范本“{template}”登记了两次")
    _own[template] = values


def known_for(template: str, actor: Actor) -> dict[str, Any]:
    """Every field of the template the data can answer today; fields without an answer are left out."""
    own = _own[template](actor) if template in _own else {}
    return {**current_values(actor), **{name: value for name, value in own.items() if value}}
