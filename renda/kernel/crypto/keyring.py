"""The keys that ID numbers and phones are encrypted with.

They lie in one small file in ``DATA_DIR/keys/``, outside the database, readable by its owner only.
New values use the current key; old keys stay, because values written with them must remain readable.
The key of the look-up index never changes, or equal values would no longer be found.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from renda.foundation import clock

FILE_NAME = "field-keys.json"
KEY_BYTES = 32


class KeysUnavailable(RuntimeError):
    """The keys are missing or damaged; the message is Chinese and says what to do."""


@dataclass(frozen=True)
class Keyring:
    """Keys by id (32 bytes each), which one is current, the key and hash name of the look-up index."""

    current: str
    keys: dict[str, bytes]
    index_key: bytes
    index_hash: str

    def __repr__(self) -> str:
        return f"<Keyring {len(self.keys)} keys, current {self.current}>"


def path() -> Path:
    """Where the keys of this installation are."""
    return Path(settings.DATA_DIR) / "keys" / FILE_NAME


def load() -> Keyring:
    """The keyring, made on first use.

    Raises:
        KeysUnavailable: the file is there but can't be read.
    """
    target = path()
    try:
        stamp = target.stat().st_mtime_ns
    except FileNotFoundError:
        _create(target)
        stamp = target.stat().st_mtime_ns
    return _read(target, stamp)


@lru_cache(maxsize=4)
def _read(target: Path, stamp: int) -> Keyring:
    """``stamp`` only makes a changed file count as a new one."""
    try:
        stored = json.loads(target.read_text("ascii"))
        keys = {key_id: base64.b64decode(entry["secret"]) for key_id, entry in stored["keys"].items()}
        ring = Keyring(stored["current"], keys, base64.b64decode(stored["index"]["secret"]), stored["index"]["hash"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeysUnavailable(f"密钥文件“{target}”读不出来，请从备份恢复。") from error
    if ring.current not in keys or any(len(key) != KEY_BYTES for key in [*keys.values(), ring.index_key]):
        raise KeysUnavailable(f"密钥文件“{target}”内容不完整，请从备份恢复。")
    return ring


def rotate() -> str:
    """Add a fresh key and make it current; returns its id. Old values stay readable."""
    load()
    stored = json.loads(path().read_text("ascii"))
    key_id, entry = _new_key()
    stored["keys"][key_id] = entry
    stored["current"] = key_id
    draft = _write_draft(path(), stored)
    os.replace(draft, path())
    _read.cache_clear()
    return key_id


def _new_key() -> tuple[str, dict]:
    return secrets.token_hex(4), {"secret": _fresh_secret(), "created_at": clock.now().isoformat()}


def _fresh_secret() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _create(target: Path) -> None:
    """Write the first keyring; of two processes starting together one wins, both use its keys."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key_id, entry = _new_key()
    index_hash = "sm3" if getattr(settings, "RENDA_CIPHER_SUITE", 1) == 2 else "sha256"
    index = {"secret": _fresh_secret(), "hash": index_hash}
    draft = _write_draft(target, {"current": key_id, "keys": {key_id: entry}, "index": index})
    try:
        os.link(draft, target)
    except FileExistsError:
        pass
    except OSError:
        # A disk without hard links (a memory stick): one process is all there is.
        os.replace(draft, target)
        return
    os.unlink(draft)


def _write_draft(target: Path, stored: dict) -> Path:
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        json.dump(stored, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    return draft
