"""Opening a backup file, sealed or not."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from renda.kernel.safekeeping.archive import ArchiveReader
from renda.kernel.safekeeping.errors import RestoreRefused
from renda.kernel.safekeeping.sealing import is_sealed, unseal


@contextmanager
def opened(path: Path, password: str | None = None) -> Iterator[ArchiveReader]:
    """The backup at ``path``, checked as a whole.

    Raises:
        PasswordNeeded: sealed, and the password is missing or wrong.
        RestoreRefused: not there, not a backup, damaged, cut off, or made by a newer version.
    """
    try:
        stream = open(path, "rb")  # noqa: SIM115 (closed below)
    except OSError as error:
        raise RestoreRefused(f"打不开备份文件“{path}”，请检查位置和文件名。") from error
    with stream:
        if not is_sealed(stream):
            yield ArchiveReader(stream)
            return
        # Beside the backup may be a slow stick; the system's own temporary place is private.
        with tempfile.TemporaryFile() as clear:
            unseal(stream, password, clear)
            yield ArchiveReader(clear)


def has_password(path: Path) -> bool:
    """Is the backup sealed? Raises RestoreRefused when it can't be opened."""
    try:
        with open(path, "rb") as stream:
            return is_sealed(stream)
    except OSError as error:
        raise RestoreRefused(f"打不开备份文件“{path}”，请检查位置和文件名。") from error


def check_backup(path: Path, *, password: str | None = None) -> dict:
    """Read the whole backup and compare every digest; returns its manifest. Raises as ``opened``."""
    with opened(path, password) as archive:
        for name in archive.names():
            for _ in archive.pieces(name):
                pass
        return archive.manifest


def save_clear(path: Path, target: Path, *, password: str | None = None) -> dict:
    """Check the backup at ``path`` and write it to ``target`` without password; returns its manifest.

    For a backup that waits inside the data folder, where the same data lie anyway. Raises as ``opened``.
    """
    manifest = check_backup(path, password=password)
    with open(path, "rb") as stream, open(target, "wb", opener=_private) as clear:
        if is_sealed(stream):
            unseal(stream, password, clear)
        else:
            stream.seek(0)
            shutil.copyfileobj(stream, clear)
        clear.flush()
        os.fsync(clear.fileno())
    return manifest


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)
