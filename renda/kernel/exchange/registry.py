"""The importers of all apps, found by the fixed file name ``importing.py`` (or a package of that name).

Whoever offers an import page or command asks here by key; ``verb`` of an importer is what the actor must have.
"""

from __future__ import annotations

from django.utils.module_loading import autodiscover_modules

from renda.kernel.exchange.importing import Importer

_importers: dict[str, Importer] = {}
_searched = False


def register(cls: type) -> type:
    """Class decorator: make an importer known. Two importers of one key are an error."""
    known = _importers.get(cls.key)
    if known is not None and type(known).__qualname__ != cls.__qualname__:
        raise ValueError(f"importer registered twice: {cls.key}")
    _importers[cls.key] = cls()
    return cls


def importer(key: str) -> Importer:
    """The importer called ``key``; KeyError when no app has one."""
    return importers()[key]


def importers() -> dict[str, Importer]:
    """Every importer by key. The first call looks through the apps, so that starting stays quick."""
    global _searched
    if not _searched:
        autodiscover_modules("importing")
        _searched = True
    return dict(sorted(_importers.items()))
