"""``migrate``: a new database gets its tables at once, an older one is brought up to date step by step."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from renda.kernel.safekeeping.new_database import is_new, lay_out

#: What asks for part of the steps, or only for their list, is Django's own.
PARTIAL = ("app_label", "migration_name", "fake", "fake_initial", "plan", "check_unapplied", "prune")


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if not any(options.get(name) for name in PARTIAL) and is_new(connection):
            lay_out(connection)
        super().handle(*args, **options)
