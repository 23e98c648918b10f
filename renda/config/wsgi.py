"""What the HTTP server runs: the pages, and beside them, when the server asks for it, the background work."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from renda.config.warming import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renda.config.settings")

application = get_wsgi_application()

if os.environ.get("RENDA_BACKGROUND") == "1":
    from renda.config.background import start

    start()

warm_up()
