"""Getting ready for the first visitor: pages and templates are loaded before they are asked for."""

from __future__ import annotations

import gc
import threading
from pathlib import Path

OF_A_PAGE = 10_000
"""Objects a page makes and drops again: the collector need not look for them before so many have gathered."""
TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def warm_up() -> None:
    """Load everything beside the first requests; the server answers meanwhile."""
    threading.Thread(target=load, name="warm-up", daemon=True).start()


def load() -> None:
    """Load every address and every template, then set what is loaded aside from the collector.

    It stays as long as the server runs: looked through again and again for things to throw away, it would hold up
    a page in every few dozen for a quarter of a second.
    """
    from django.template.loader import get_template
    from django.urls import get_resolver, reverse

    _ = get_resolver().url_patterns
    reverse("login")  # the first address that is put together costs the table of all of them
    for path in sorted(TEMPLATES.rglob("*.html")):
        get_template(path.relative_to(TEMPLATES).as_posix())
    gc.collect()
    gc.freeze()
    gc.set_threshold(OF_A_PAGE)
