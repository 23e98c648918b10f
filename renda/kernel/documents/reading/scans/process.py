"""The recognition from outside: started, watched page by page, stopped when it takes too long."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import renda
from renda.kernel.files.limits import SCANS, TEXT_SECONDS

from ..errors import Unreadable
from .rules import Band

PROJECT = Path(renda.__file__).resolve().parent.parent
WORKER = "renda.kernel.documents.reading.scans.worker"
DRAWER = "renda.kernel.documents.reading.scans.drawer"
OTHERWISE = "也可以找电子版原件（docx），或者把文字打出来存为 docx 再试。"
NOT_INSTALLED = (
    f"这台电脑没有装好识别扫描件的组件，图片里的字读不出来。请让系统管理员重新运行安装，{OTHERWISE}"
)
REASONS = {
    "broken": NOT_INSTALLED,
    "damaged": f"这份扫描件打不开，可能已损坏或加了密码。请重新扫描一份再试，{OTHERWISE}",
    "pages": f"这份扫描件的页数太多，一次最多认 {SCANS.pages} 页。请拆成几份再试。",
    "pixels": "这张图太大了，展开后这台电脑放不下。请按 200 dpi（每英寸200点）重新扫描再试。",
    "tiny": "这张图太小，上面的字认不出来。请按 200 dpi（每英寸200点）重新扫描再试。",
}
TOO_SLOW = f"这一页认了很久还没认完，已经停下。请把扫描件拆成几份，或按 200 dpi 重新扫描再试，{OTHERWISE}"
STOPPED = f"识别中途停了，可能是电脑的内存不够。请关掉别的程序再认一次，{OTHERWISE}"
NO_PICTURE = "这一页的图画不出来，文件可能已损坏。请下载原件看。"
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Row:
    """One printed row: its text as recognised, its edges (left, top, right, bottom in pixels), which of its letters,
    digits and Chinese characters are doubtful, and then its picture (base64 of a JPEG); whether it is printed in red."""

    text: str
    box: tuple[int, int, int, int]
    doubtful: tuple[int, ...] = ()
    strip: str = ""
    red: bool = False


@dataclass(frozen=True)
class Page:
    """The rows of one page, and its size in pixels. ``missed``: much of what is printed on it belongs to no row.
    ``tilt`` and ``turn``: by how many degrees the page of the file was straightened and turned before its rows were
    found (see ``picture_of``). ``tables``: the ruled tables, each as its bands (see ``rules``)."""

    width: int
    height: int
    rows: tuple[Row, ...]
    missed: bool = False
    turn: int = 0
    tilt: float = 0.0
    tables: tuple[tuple[Band, ...], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, kept: dict[str, Any]) -> Page:
        """The page that ``as_dict`` gave, or that the worker told."""
        rows = (
            Row(row["text"], tuple(row["box"]), tuple(row["doubtful"]), row["strip"], row["red"])
            for row in kept["rows"]
        )
        way = (kept.get("turn", 0), kept.get("tilt", 0.0), tuple(map(tuple, kept.get("tables", ()))))
        return cls(kept["width"], kept["height"], tuple(rows), kept["missed"], *way)


def is_installed() -> bool:
    """Whether this installation can recognise characters; nothing is loaded to find out."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def page_count(data: bytes, kind: str) -> int:
    """How many pages a scan has; what can't be read at all is refused here, before anybody waits.

    Raises Unreadable.
    """
    with _worker(data, kind, SCANS.pages, SCANS.pages) as process:
        return _next(process, SCANS.start_seconds)["pages"]


def recognise(
    data: bytes, kind: str, *, first: int = 0, most: int = SCANS.pages
) -> Iterator[tuple[Page, int]]:
    """The pages from ``first`` (0 is the first) on, each with the number of all pages, as they get done.

    ``most``: a file with more pages is refused. One recognition goes on at a time in this process, as each needs a
    gigabyte: another one waits until the pages of the first are taken or its caller lets go.

    Raises:
        Unreadable: damaged, too big, too slow, the process was killed, the component is not installed.
    """
    with _one_at_a_time, _worker(data, kind, first, most) as process:
        count = _next(process, SCANS.start_seconds)["pages"]
        for number in range(first, count):
            # the models are loaded before the first page
            seconds = SCANS.page_seconds + (SCANS.start_seconds if number == first else 0)
            yield Page.from_dict(_next(process, seconds)), count


def picture_of(data: bytes, kind: str, number: int, *, turn: int = 0, tilt: float = 0.0) -> bytes:
    """One page (0 is the first) as the recognition saw it, as a JPEG: the edges of its rows hold on this picture.

    Drawn in a process of its own, as a damaged or hostile file can make any reader run forever. Raises Unreadable.
    """
    command = [sys.executable, "-m", DRAWER, kind, str(number), str(turn), str(tilt)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=TEXT_SECONDS, cwd=PROJECT, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise Unreadable(NO_PICTURE) from error
    return done.stdout


@contextmanager
def _worker(data: bytes, kind: str, first: int, most: int) -> Iterator[subprocess.Popen]:
    """The process with the file handed over; it is gone when the block ends."""
    if not is_installed():
        raise Unreadable(NOT_INSTALLED)
    command = [sys.executable, "-m", WORKER, kind, str(first), str(most)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, cwd=PROJECT
    ) as process:
        try:
            process.stdin.write(data)
            process.stdin.close()
            yield process
        except OSError as error:
            raise Unreadable(STOPPED) from error
        finally:
            process.kill()


def _next(process: subprocess.Popen, seconds: float) -> dict[str, Any]:
    """The next thing the process tells; it is stopped when that takes longer than ``seconds``. Raises Unreadable."""
    expired = threading.Event()

    def stop() -> None:
        expired.set()
        process.kill()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        line = process.stdout.readline()
    finally:
        timer.cancel()
    if expired.is_set():
        raise Unreadable(TOO_SLOW)
    try:
        answer = json.loads(line)
    except ValueError as error:
        raise Unreadable(STOPPED) from error
    if "refused" in answer:
        raise Unreadable(REASONS[answer["refused"]])
    return answer
