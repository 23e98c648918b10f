"""What the HTTP server runs: the pages, and beside them, when the server asks for it, the background work."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renda.config.settings")

application = get_wsgi_application()

# What was loaded at the start stays as long as the server: looked through again and again for things to throw away,
# it would hold up a page in every few dozen for a quarter of a second.
gc.collect()
gc.freeze()

if os.environ.get("RENDA_BACKGROUND") == "1":
    from renda.config.background import start

    start()
