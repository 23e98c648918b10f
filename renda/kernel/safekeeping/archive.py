"""The backup file: an ordinary zip with a manifest, which any zip program can open.

The last 64 bytes (the zip's comment) are the SHA-256 of everything before them, so that a single
changed byte anywhere is noticed; the manifest has the digest of each entry as well. With a password
the whole zip is sealed (``sealing``).
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from renda.foundation.hashing import CHUNK, chunks
from renda.kernel.safekeeping.errors import RestoreRefused
from renda.kernel.safekeeping.sealing import DAMAGED

FORMAT = 1
MANIFEST = "manifest.json"
DIGEST_LENGTH = 64
ENTRY_DATE = (1980, 1, 1, 0, 0, 0)


class _Digesting:
    """Passes bytes on and puts their digest in the place of the last 64."""

    def __init__(self, out: Any) -> None:
        self._out, self._held, self._digest = out, b"", hashlib.sha256()

    def stop(self) -> None:
        """Write nothing more: the backup has failed and its stream may be gone."""
        self._out = None

    def write(self, data: bytes) -> int:
        if self._out is None:
            return len(data)
        both = self._held + bytes(data)
        ready, self._held = both[:-DIGEST_LENGTH], both[-DIGEST_LENGTH:]
        self._digest.update(ready)
        self._out.write(ready)
        return len(data)

    def flush(self) -> None:
        if self._out is not None:
            self._out.flush()

    def finish(self) -> None:
        self._out.write(self._digest.hexdigest().encode())


class ArchiveWriter:
    """Writes entries to a stream that need not be seekable."""

    def __init__(self, out: Any) -> None:
        self._digesting = _Digesting(out)
        self._zip = zipfile.ZipFile(self._digesting, "w", allowZip64=True)
        self.entries: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> ArchiveWriter:
        return self

    def __exit__(self, kind: type | None, *_: object) -> None:
        if kind is not None:
            self._digesting.stop()
            self._zip.close()

    def add(self, name: str, pieces: Iterable[bytes], *, compress: bool) -> None:
        """Add an entry from pieces of bytes."""
        info = zipfile.ZipInfo(name, ENTRY_DATE)
        info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as entry:
            for piece in pieces:
                entry.write(piece)
                digest.update(piece)
                size += len(piece)
        self.entries[name] = {"sha256": digest.hexdigest(), "size": size}

    def add_file(self, name: str, path: Path, *, compress: bool) -> None:
        """Add a file of the disk."""
        with open(path, "rb") as stream:
            self.add(name, chunks(stream), compress=compress)

    def finish(self, facts: dict[str, Any]) -> None:
        """Write the manifest and close the zip."""
        manifest = {"format": FORMAT, **facts, "entries": dict(self.entries)}
        self.add(MANIFEST, [json.dumps(manifest, ensure_ascii=False, indent=1).encode()], compress=True)
        self._zip.comment = b"0" * DIGEST_LENGTH
        self._zip.close()
        self._digesting.finish()


class ArchiveReader:
    """Reads a backup that is not sealed. Everything odd is refused before anything is taken out."""

    def __init__(self, stream: BinaryIO) -> None:
        self._check_whole(stream)
        try:
            self._zip = zipfile.ZipFile(stream)
            self.manifest: dict[str, Any] = json.loads(self._zip.read(MANIFEST))
            listed = set(self.manifest["entries"]) | {MANIFEST}
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
            raise RestoreRefused("这不是本系统的备份文件，不能恢复。请选择用“备份”做出来的文件。") from error
        if self.manifest.get("format") != FORMAT:
            raise RestoreRefused("这份备份是更新版本的系统做的。请先升级本系统，再恢复。")
        if listed != set(self._zip.namelist()):
            raise RestoreRefused(DAMAGED)

    def names(self) -> list[str]:
        """All entries but the manifest."""
        return list(self.manifest["entries"])

    def pieces(self, name: str) -> Iterator[bytes]:
        """The entry's bytes; its digest is compared at the end. Raises RestoreRefused."""
        expected = self.manifest["entries"][name]
        digest, size = hashlib.sha256(), 0
        try:
            with self._zip.open(name) as entry:
                for piece in chunks(entry):
                    digest.update(piece)
                    size += len(piece)
                    yield piece
        except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
            raise RestoreRefused(DAMAGED) from error
        if (digest.hexdigest(), size) != (expected["sha256"], expected["size"]):
            raise RestoreRefused(DAMAGED)

    def lines(self, name: str) -> Iterator[bytes]:
        """The entry line by line."""
        rest = b""
        for piece in self.pieces(name):
            *whole, rest = (rest + piece).split(b"\n")
            yield from whole
        if rest:
            yield rest

    @staticmethod
    def _check_whole(stream: BinaryIO) -> None:
        """Compare the digest at the end with everything before it."""
        length = stream.seek(0, 2)
        stream.seek(0)
        if stream.read(2) != b"PK":
            raise RestoreRefused("这不是本系统的备份文件，不能恢复。请选择用“备份”做出来的文件。")
        stream.seek(0)
        digest, left = hashlib.sha256(), length - DIGEST_LENGTH
        while left > 0 and (piece := stream.read(min(CHUNK, left))):
            digest.update(piece)
            left -= len(piece)
        if stream.read() != digest.hexdigest().encode():
            raise RestoreRefused(DAMAGED)
        stream.seek(0)
