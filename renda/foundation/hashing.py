"""Digests: SHA-256 of bytes, of streams, of canonical JSON, and the link of a hash chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, BinaryIO

CHUNK = 1 << 20


def sha256_hex(data: bytes | str) -> str:
    """Hex SHA-256 of ``data`` (text is taken as UTF-8)."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def chunks(stream: BinaryIO, size: int = CHUNK) -> Iterable[bytes]:
    """The stream in pieces of ``size`` bytes."""
    while piece := stream.read(size):
        yield piece


def sha256_stream(stream: BinaryIO) -> str:
    """Hex SHA-256 of everything left in ``stream``."""
    digest = hashlib.sha256()
    for piece in chunks(stream):
        digest.update(piece)
    return digest.hexdigest()


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no spaces: equal values give equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def chain_link(previous: str, value: Any) -> str:
    """The hash of an entry that follows ``previous`` in an append-only chain."""
    return sha256_hex(previous + "\n" + canonical_json(value))
