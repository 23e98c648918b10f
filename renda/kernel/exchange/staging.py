"""Files between upload and confirmation: encrypted on this computer, for a short while, for one owner.

Nothing of an upload may lie readable on the disk before (or after) a person has confirmed it. What
is put here is gone after ``keep_minutes``, or when the owner drops it.
"""

from __future__ import annotations

import base64
import json
import os
import re
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from renda.foundation import clock
from renda.kernel.crypto.cipher import Unreadable, decrypt, encrypt

PURPOSE = "exchange.staging"
KEEP_MINUTES = 120
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


class NotStaged(Exception):
    """Nothing is kept under this token for this owner: never was, ran out, or dropped."""

    message_zh = "上传的表格已经过期或者已经处理过了，请重新上传。"


def folder() -> Path:
    """Where staged files lie; private to the program."""
    path = Path(settings.DATA_DIR) / "staging"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def put(owner: str, facts: dict[str, Any], data: bytes = b"", *, keep_minutes: int = KEEP_MINUTES) -> str:
    """Keep ``data`` and ``facts`` (JSON-ready) for ``owner``; returns the token to ask for them with."""
    sweep()
    token = secrets.token_urlsafe(16)
    until = clock.now() + timedelta(minutes=keep_minutes)
    content = {
        "owner": owner,
        "until": until.isoformat(),
        "facts": facts,
        "data": base64.b64encode(data).decode(),
    }
    draft = folder() / f"{token}.part"
    with open(draft, "x", encoding="ascii", opener=_private) as stream:
        stream.write(encrypt(json.dumps(content), PURPOSE))
    # The file's own time says when it may be swept away, so that sweeping need not decrypt.
    os.utime(draft, (until.timestamp(), until.timestamp()))
    os.replace(draft, folder() / token)
    return token


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def get(token: str, owner: str) -> tuple[dict[str, Any], bytes]:
    """(facts, data) kept under ``token``. Raises NotStaged, also when it belongs to somebody else."""
    if not TOKEN.fullmatch(token):
        raise NotStaged
    try:
        content = json.loads(decrypt((folder() / token).read_text("ascii"), PURPOSE))
    except (OSError, Unreadable, ValueError) as error:
        raise NotStaged from error
    if content["owner"] != owner or datetime.fromisoformat(content["until"]) <= clock.now():
        raise NotStaged
    return content["facts"], base64.b64decode(content["data"])


def drop(token: str) -> None:
    """Forget what is kept under ``token``."""
    if TOKEN.fullmatch(token or ""):
        (folder() / token).unlink(missing_ok=True)


def sweep() -> None:
    """Remove what has run out."""
    for path in folder().iterdir():
        if path.stat().st_mtime <= clock.now().timestamp():
            path.unlink(missing_ok=True)
