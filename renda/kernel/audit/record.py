"""Writing the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from renda.foundation.chinese.sentences import fill
from renda.foundation.hashing import chain_link
from renda.kernel.access.actors import Actor
from renda.kernel.audit.models import AuditEntry, AuditHead
from renda.kernel.units.scope import active_town_id

MASK = "＊"


@dataclass(frozen=True)
class LogVerb:
    """How one verb reads in the log. ``masked``: keys of the data whose values are never written."""

    key: str
    sentence: str
    masked: tuple[str, ...] = ()


_verbs: dict[str, LogVerb] = {}


def register(key: str, sentence: str, masked: tuple[str, ...] = ()) -> None:
    """Declare a log verb. ``sentence`` may name ``{object}`` and keys of the data that are not masked."""
    _verbs[key] = LogVerb(key, sentence, masked)


def registered() -> dict[str, LogVerb]:
    return dict(_verbs)


def record(actor: Actor, key: str, obj: Any = None, data: Mapping[str, Any] | None = None) -> AuditEntry:
    """Append one entry to the active town's chain.

    ``key`` must be registered (KeyError otherwise): an unregistered verb would have neither a sentence
    nor a masking rule.
    """
    verb = _verbs[key]
    shown = {name: (MASK if name in verb.masked else plain(value)) for name, value in (data or {}).items()}
    with transaction.atomic():
        town_id = active_town_id()
        locked = AuditHead.objects.select_for_update()
        head = locked.filter(town_id=town_id).first() or first_head(town_id, locked)
        entry = AuditEntry(
            town_id=town_id,
            number=head.number + 1,
            verb=key,
            sentence=sentence(verb, obj, data or {}, shown)[:300],
            actor=actor.label,
            account_id=actor.account_id,
            model=obj._meta.label_lower if obj is not None else "",
            object_id=obj.pk if obj is not None else None,
            data=shown,
            previous_hash=head.hash,
        )
        entry.hash = chain_link(entry.previous_hash, entry.content())
        entry.save(force_insert=True)
        head.number, head.hash = entry.number, entry.hash
        head.save(update_fields=["number", "hash"])
    return entry


def first_head(town_id, locked) -> AuditHead:
    """The beginning of a new chain, locked; of two writers at once one makes it and both queue for it."""
    AuditHead.objects.get_or_create(town_id=town_id)
    return locked.get(town_id=town_id)


def sentence(verb: LogVerb, obj: Any, data: Mapping[str, Any], shown: Mapping[str, Any]) -> str:
    """The entry in one sentence: what is shown of the data, but days as people write them."""
    days = {name: value for name, value in data.items() if isinstance(value, date) and name not in verb.masked}
    return fill(verb.sentence, Fallback(shown, **days, object=str(obj) if obj is not None else ""))


class Fallback(dict):
    """A key the data has not got reads as empty instead of failing the act."""

    def __missing__(self, key: str) -> str:
        return ""


def plain(value: Any) -> Any:
    """A JSON-ready stand-in: rows by name, dates by ISO text, containers one level deep."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return str(value)
