"""The active town: every business row belongs to one town, and no query runs without knowing which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

_active: ContextVar[UUID | None] = ContextVar("renda_active_town", default=None)
_remembered: ContextVar[dict | None] = ContextVar("renda_remembered", default=None)


class NoActiveTown(RuntimeError):
    """A query was made before anybody said for which town."""


class WrongTown(RuntimeError):
    """A row of one town was about to be written while another town was active."""


@contextmanager
def acting_in(town) -> Iterator[None]:
    """Inside the block ``town`` (a unit or its id) is the town that is read and written."""
    token = _active.set(getattr(town, "pk", town))
    memory = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(memory)
        _active.reset(token)


def active_town_id() -> UUID:
    """The id of the active town. Raises NoActiveTown outside ``acting_in``."""
    town_id = _active.get()
    if town_id is None:
        raise NoActiveTown("没有指定当前乡镇：请在 acting_in(town) 之内查询")
    return town_id


def has_active_town() -> bool:
    """True inside ``acting_in``."""
    return _active.get() is not None


def remembered(key: Any, find: Callable[[], Any]) -> Any:
    """What ``find`` gives, asked once per ``acting_in`` block (a request, a run of the clock): for the few rows
    that every step of the work asks for and hardly anybody changes. Whoever writes them calls ``forget``."""
    memory = _remembered.get()
    if memory is None:
        return find()
    if key not in memory:
        memory[key] = find()
    return memory[key]


def forget() -> None:
    """Drop what was remembered: settings or the working calendar have changed."""
    memory = _remembered.get()
    if memory is not None:
        memory.clear()
