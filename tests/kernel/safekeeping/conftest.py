from __future__ import annotations

import pytest
from django.db import connection

from renda.kernel.crypto.cipher import encrypt
from renda.kernel.files.store import accept
from renda.kernel.safekeeping.models import BackupRun


@pytest.fixture
def office(tmp_path, settings, transactional_db):
    """A data folder with files, keys and committed rows; on SQLite the test database stands for its own."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    for n in range(5):
        accept(f"第{n}份文件".encode() * 50, f"文件{n}.txt")
    sealed = encrypt("13800001234", "drill")
    BackupRun.objects.create(path="旧备份", message=sealed, ok=False)
    return settings.DATA_DIR


@pytest.fixture
def on_sqlite() -> bool:
    return connection.vendor == "sqlite"
