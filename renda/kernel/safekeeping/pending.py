"""A restore asked for on a page: the checked backup waits in the data folder for the next start.

The database can only be exchanged while nobody works in it, so the page checks and keeps the file,
and the start of the server brings it back before opening the database. Only the standard library
is needed to read the mark, because that happens before anything is set up.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

MARK = "restore-next.json"
FAILED = "restore-failed.json"
FOLDER = "restore"
FILE = "next.zip"


def read(data_dir: Path, name: str = MARK) -> dict | None:
    """What was asked for (made_at, asked_by, asked_at), or None."""
    try:
        return json.loads((data_dir / name).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def waiting_file(data_dir: Path) -> Path:
    """Where the backup waits; its folder is there and private."""
    folder = data_dir / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / FILE


def ask(data_dir: Path, facts: dict[str, str]) -> None:
    """Have the waiting file restored at the next start."""
    draft = data_dir / f"{MARK}.part"
    with draft.open("w", encoding="utf-8") as stream:
        json.dump(facts, stream, ensure_ascii=False)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(data_dir / MARK)
    (data_dir / FAILED).unlink(missing_ok=True)


def cancel(data_dir: Path) -> None:
    """Forget what was asked for."""
    (data_dir / MARK).unlink(missing_ok=True)
    shutil.rmtree(data_dir / FOLDER, ignore_errors=True)


def carry_out(data_dir: Path, restore: Callable[[Path], str]) -> dict | None:
    """Restore what waits; returns what was asked for, or None when nothing waits or it could not be done.

    ``restore(path)`` brings the backup back and returns an empty string, or why it could not. A
    restore is tried once: a refusal must not keep the office from starting with its present data.
    """
    asked = read(data_dir)
    if asked is None:
        return None
    os.replace(data_dir / MARK, data_dir / f"{MARK}.begun")
    problem = restore(data_dir / FOLDER / FILE)
    if problem:
        failed = json.dumps({**asked, "problem": problem}, ensure_ascii=False)
        (data_dir / FAILED).write_text(failed, "utf-8")
    (data_dir / f"{MARK}.begun").unlink(missing_ok=True)
    shutil.rmtree(data_dir / FOLDER, ignore_errors=True)
    return None if problem else asked
