"""One long piece of work at a time, beside the pages: backing up, verifying, checking a backup to restore.

It lives in the one process of the server; a restart forgets it (what it wrote is noted elsewhere).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import connections

from renda.foundation import clock
from renda.kernel.safekeeping.checks import Tell
from renda.kernel.safekeeping.errors import BackupFailed, RestoreRefused

log = logging.getLogger(__name__)


class Busy(RuntimeError):
    """Another piece of work is not finished; the message says which."""


@dataclass(frozen=True)
class Job:
    """What is going on or came of it last. ``line`` is the last thing it told; ``outcome`` is the function's answer."""

    kind: str
    title: str
    begun_at: datetime
    line: str = ""
    is_done: bool = False
    problem: str = ""
    outcome: Any = field(default=None, repr=False)


_lock = threading.Lock()
_current: Job | None = None


def current() -> Job | None:
    """The work under way, or the last one finished; None when there was none since the start."""
    return _current


def start(kind: str, title: str, work: Callable[[Tell], Any], *, beside: bool = True) -> None:
    """Begin ``work(tell)`` in a thread; with ``beside`` False it is done when this returns.

    Raises Busy while another one runs.
    """
    global _current
    with _lock:
        if _current is not None and not _current.is_done:
            raise Busy(f"正在{_current.title}，请等它做完再试。")
        _current = Job(kind, title, clock.now(), "刚刚开始")
    if not beside:
        _run(work)
        return
    threading.Thread(target=_run_beside, args=(work,), name=f"renda-{kind}", daemon=True).start()


def _note(**changes: Any) -> None:
    global _current
    with _lock:
        _current = replace(_current, **changes)


def _run_beside(work: Callable[[Tell], Any]) -> None:
    try:
        _run(work)
    finally:
        connections.close_all()


def _run(work: Callable[[Tell], Any]) -> None:
    try:
        outcome = work(lambda line: _note(line=line))
    except (BackupFailed, RestoreRefused) as error:
        _note(is_done=True, problem=str(error))
    except Exception as error:
        log.exception("job failed")
        _note(
            is_done=True, problem=f"没有做成（{type(error).__name__}），请再试一次；还不行请联系系统管理员。"
        )
    else:
        _note(is_done=True, outcome=outcome)
