"""The test database: a real file (or PostgreSQL) for each worker, without waiting for the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Name the database after the worker; SQLite is a real file, so that threads and locks are real."""
    from django.db import connections

    settings = connections["default"].settings_dict
    if connections["default"].vendor == "sqlite":
        settings["TEST"]["NAME"] = str(Path(os.environ["RENDA_DATA"]) / "test.sqlite3")
        options = settings["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    else:
        settings["TEST"]["NAME"] = f"test_renda_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
