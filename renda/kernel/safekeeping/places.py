"""Carrying backups to further places: a second disk, a stick, a folder of the network.

A backup is made and proved once, on this computer, and then copied. Every place is known by a mark the product left
there: a stick that is not plugged in can leave an empty folder of the same name on this computer's own disk, and
another stick can come up under the same letter.
"""

from __future__ import annotations

import errno
import hmac
import os
import secrets
import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings

from renda.foundation import clock
from renda.foundation.hashing import sha256_stream
from renda.kernel.safekeeping.models import BackupPlace, BackupRun

PATTERN = "人大办备份-[0-9]*.zip"
MARK_FILE = "人大办备份放在这里.txt"
SPARE_BYTES = 50 * 1024 * 1024
MISSING = "没有找到“{}”。移动硬盘可能没有插上，网络文件夹可能没有连上；插好、连好以后会自己补上。"
ANOTHER = (
    "“{}”里没有本系统留的记号，可能换了一块盘，或者盘没有真的连上。确定就是这里，请去掉这一处再重新加一次。"
)
FULL = "“{}”放不下了，请清理，或者换一块大的盘。"
NO_RIGHT = "没有在“{}”里写文件的权限，请换一个文件夹，或者把权限打开。"
DIFFERS = "拷到“{}”的一份读回来不一样，已经作废。盘可能坏了，请换一块。"
NOT_WRITTEN = "没有拷到“{}”（{}），过一会儿会再试。"


class Unreachable(RuntimeError):
    """A place can't be used now; the message (Chinese) says why and what to do."""


def add(name: str, folder: Path) -> BackupPlace:
    """Take a folder as a further place and leave the mark there.

    Raises:
        Unreachable: it is not there or can't be written to.
    """
    place = BackupPlace(name=name, folder=str(folder))
    leave_mark(place)
    place.save()
    return place


def leave_mark(place: BackupPlace) -> None:
    """Write the mark by which the place is known again. Raises Unreachable."""
    folder = Path(place.folder)
    if not folder.is_dir():
        raise Unreachable(MISSING.format(folder))
    place.mark = secrets.token_hex(16)
    try:
        (folder / MARK_FILE).write_text(f"请不要删除这个文件，系统靠它认出这块盘。\n{place.mark}\n", "utf-8")
    except OSError as error:
        raise Unreachable(explain(error, folder)) from error
    place.on_same_disk = is_on_data_disk(folder)


def is_on_data_disk(folder: Path) -> bool:
    """Whether a folder lies on the disk that holds the data, so that both would be lost together."""
    return os.stat(folder).st_dev == os.stat(settings.DATA_DIR).st_dev


def is_there(place: BackupPlace) -> bool:
    """Whether the very disk is connected."""
    try:
        require(place)
    except Unreachable:
        return False
    return True


def require(place: BackupPlace) -> Path:
    """The folder of a place that is connected. Raises Unreachable."""
    folder = Path(place.folder)
    if not folder.is_dir():
        raise Unreachable(MISSING.format(folder))
    if not place.mark:
        return folder
    try:
        found = (folder / MARK_FILE).read_text("utf-8").split()
    except (OSError, UnicodeDecodeError):
        found = []
    if not any(hmac.compare_digest(word.encode(), place.mark.encode()) for word in found):
        raise Unreachable(ANOTHER.format(folder))
    return folder


def carry(place: BackupPlace, run: BackupRun, keep: int) -> bool:
    """Copy a proved backup to a place, read the copy back, clear away old ones, and note how it went."""
    place.tried_at = clock.now()
    try:
        folder = require(place)
        if not place.mark:
            leave_mark(place)
        copy(Path(run.path), folder)
        place.on_same_disk = is_on_data_disk(folder)
    except Unreachable as error:
        place.problem = str(error)[:300]
    else:
        place.reached_at, place.problem = run.at, ""
        clear_away(folder, keep)
    place.save()
    return not place.problem


def copy(source: Path, folder: Path) -> None:
    """The file under its own name in ``folder``, there only when it is whole. Raises Unreachable."""
    target = folder / source.name
    draft = folder / f".{source.name}.part"
    try:
        if shutil.disk_usage(folder).free < source.stat().st_size + SPARE_BYTES:
            raise Unreachable(FULL.format(folder))
        with source.open("rb") as stream, draft.open("wb") as out:
            shutil.copyfileobj(stream, out, 1 << 20)
            out.flush()
            os.fsync(out.fileno())
        if digest_of(draft) != digest_of(source):
            raise Unreachable(DIFFERS.format(folder))
        os.replace(draft, target)
    except OSError as error:
        raise Unreachable(explain(error, folder)) from error
    finally:
        try_remove(draft)


def digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return sha256_stream(stream)


def try_remove(path: Path) -> None:
    """Away with a half-written copy; a disk that was pulled out keeps it."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def explain(error: OSError, folder: Path) -> str:
    """What went wrong with a place, in plain words."""
    if isinstance(error, PermissionError):
        return NO_RIGHT.format(folder)
    if isinstance(error, FileNotFoundError):
        return MISSING.format(folder)
    if error.errno == errno.ENOSPC:
        return FULL.format(folder)
    return NOT_WRITTEN.format(folder, error.strerror or type(error).__name__)


def clear_away(folder: Path, keep: int) -> None:
    """Only scheduled backups: all of the newest day stay, of ``keep`` - 1 days before it the last one each."""
    by_day: dict[str, list[Path]] = {}
    for path in sorted(folder.glob(PATTERN)):
        by_day.setdefault(path.name[: len("人大办备份-20260101")], []).append(path)
    days = sorted(by_day)
    for day in days[:-1]:
        kept = by_day[day][-1:] if day in days[-max(keep, 1) :] else []
        for path in by_day[day]:
            if path not in kept:
                try_remove(path)


def elsewhere() -> datetime | None:
    """The moment of the newest copy on another disk than the data's; None when there is none."""
    newest = BackupPlace.objects.filter(on_same_disk=False, reached_at__isnull=False)
    return newest.order_by("-reached_at").values_list("reached_at", flat=True).first()
