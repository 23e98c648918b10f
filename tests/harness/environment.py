"""Loaded before the settings (``-p`` in pyproject.toml): every test process gets a data folder of its own.

Whatever the shell says, a test never sees the office's real data.
"""

from __future__ import annotations

import os
import shutil
import tempfile

for name in ("RENDA_HOSTS", "RENDA_HTTPS", "RENDA_SECRET_KEY", "RENDA_BACKGROUND"):
    os.environ.pop(name, None)

DATA = tempfile.mkdtemp(prefix="renda-test-")
os.environ["RENDA_DATA"] = DATA
os.mkdir(os.path.join(DATA, "static"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renda.config.settings")


def pytest_unconfigure() -> None:
    shutil.rmtree(DATA, ignore_errors=True)
