"""Recognising beside the pages: one piece of work after the other, in a thread of its own, until none waits."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import connections

log = logging.getLogger(__name__)


class Beside:
    """``piece()`` does the next piece of the work and says whether there was one.

    ``is_beside`` False: ``start`` returns when all is done. The tests work so.
    """

    def __init__(self, name: str, piece: Callable[[], bool]) -> None:
        self.is_beside = True
        self._name = name
        self._piece = piece
        self._working = threading.Lock()

    def start(self) -> None:
        """Do what is waiting, unless that is going on already."""
        if not self.is_beside:
            self._work()
        elif not self._working.locked():
            threading.Thread(target=self._work_beside, name=self._name, daemon=True).start()

    def _work_beside(self) -> None:
        try:
            self._work()
        except Exception:
            log.exception("%s failed", self._name)
        finally:
            connections.close_all()

    def _work(self) -> None:
        # Looked for once more after letting go: what came in while the last piece was being looked for is not left.
        while self._working.acquire(blocking=False):
            try:
                is_done = not self._piece()
            finally:
                self._working.release()
            if is_done:
                return
