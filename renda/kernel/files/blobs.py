"""The bytes: one file per content under ``DATA_DIR/files``, named by its SHA-256, never overwritten.

Written beside its place, flushed to disk, then renamed, so that a power cut leaves either the whole
file or none.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from renda.foundation.hashing import sha256_hex, sha256_stream
from renda.kernel.files.errors import DamagedFile

DIGEST = re.compile(r"[0-9a-f]{64}")
UNFINISHED = ".part"


def root() -> Path:
    """The folder of the blobs."""
    return Path(settings.DATA_DIR) / "files"


def path_of(digest: str) -> Path:
    """Where the blob with this SHA-256 lies (whether or not it is there)."""
    if not DIGEST.fullmatch(digest):
        raise ValueError("not a SHA-256")
    return root() / digest[:2] / digest[2:]


def put(data: bytes) -> str:
    """Store ``data``; returns its SHA-256. A blob that is there and whole is left alone."""
    digest = sha256_hex(data)
    target = path_of(digest)
    if is_whole(digest):
        return digest
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}{UNFINISHED}")
    try:
        with open(draft, "xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(draft, target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
    return digest


def is_whole(digest: str) -> bool:
    """Is the blob there, with the bytes its name promises?"""
    try:
        with open(path_of(digest), "rb") as stream:
            return sha256_stream(stream) == digest
    except FileNotFoundError:
        return False


def open_checked(digest: str) -> BinaryIO:
    """The blob, opened for reading after its digest was compared.

    Raises:
        DamagedFile: missing or changed.
    """
    try:
        stream = open(path_of(digest), "rb")  # noqa: SIM115 (handed to the caller open)
    except FileNotFoundError as error:
        raise DamagedFile("文件不在了，请联系系统管理员从备份恢复。") from error
    if sha256_stream(stream) != digest:
        stream.close()
        raise DamagedFile("文件内容和存入时不一样，可能已损坏，请联系系统管理员从备份恢复。")
    stream.seek(0)
    return stream


def read(digest: str) -> bytes:
    """All bytes of the blob. Raises DamagedFile."""
    with open_checked(digest) as stream:
        return stream.read()


def walk() -> Iterator[tuple[str, Path]]:
    """(digest, path) of every finished blob, in order of digest."""
    for folder in sorted(root().glob("[0-9a-f][0-9a-f]")):
        for path in sorted(folder.iterdir()):
            digest = folder.name + path.name
            if DIGEST.fullmatch(digest):
                yield digest, path


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` survive a power cut (Windows does it by itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
