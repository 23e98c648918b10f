"""The words of a stored file, for search and for checking."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import renda
from renda.kernel.files import blobs
from renda.kernel.files.errors import NoText
from renda.kernel.files.limits import TEXT_SECONDS
from renda.kernel.files.models import StoredFile
from renda.kernel.files.plaintext import READERS

PROJECT = Path(renda.__file__).resolve().parent.parent


def has_text(stored: StoredFile) -> bool:
    """Can text be taken from files of this kind?"""
    return stored.kind in READERS


def extract_text(stored: StoredFile, *, seconds: float = TEXT_SECONDS) -> tuple[str, int | None]:
    """(text, pages) of a stored file; pages is None when the format doesn't say. Pictures and old
    Word files give empty text.

    The reading happens in a process of its own with limits on time and memory, because a damaged or
    hostile file can make any reader run forever.

    Raises:
        NoText: damaged, or not done within ``seconds``.
        DamagedFile: the stored bytes are missing or changed.
    """
    if not has_text(stored):
        return "", stored.pages
    command = [sys.executable, "-m", "renda.kernel.files.plaintext", stored.kind]
    try:
        done = subprocess.run(
            command,
            input=blobs.read(stored.sha256),
            capture_output=True,
            timeout=seconds,
            cwd=PROJECT,
            check=True,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise NoText("文件太复杂，读取文字用时太长。可以打开后另存一份再试。") from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise NoText("文件里的文字读不出来，可能已损坏。") from error
    return answer["text"], answer["pages"]
