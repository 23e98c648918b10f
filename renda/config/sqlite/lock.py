"""The queue in front of the database file.

SQLite lets one connection write at a time. The others poll with growing pauses, so under load an
unlucky request waits seconds. Inside one process they stand in this queue instead: first come,
first served, woken at once. Between processes SQLite's own busy timeout remains.
"""

from __future__ import annotations

import threading
from collections import deque


class WriteLock:
    """A fair lock that is not tied to a thread: a connection holds it, whoever uses the connection."""

    def __init__(self) -> None:
        self._gate = threading.Lock()
        self._held = False
        self._queue: deque[threading.Lock] = deque()

    def acquire(self, timeout: float) -> bool:
        """Wait at most ``timeout`` seconds for the turn; False when it did not come."""
        with self._gate:
            if not self._held:
                self._held = True
                return True
            ticket = threading.Lock()
            ticket.acquire()
            self._queue.append(ticket)
        try:
            if ticket.acquire(timeout=timeout):
                return True
        except BaseException:
            self._abandon(ticket)
            raise
        return not self._leave_queue(ticket)

    def release(self) -> None:
        """Hand the turn to the one who has waited longest."""
        with self._gate:
            if self._queue:
                self._queue.popleft().release()
            else:
                self._held = False

    def _leave_queue(self, ticket: threading.Lock) -> bool:
        """True when the ticket was still waiting; False when the turn was handed over meanwhile."""
        with self._gate:
            if ticket in self._queue:
                self._queue.remove(ticket)
                return True
            return False

    def _abandon(self, ticket: threading.Lock) -> None:
        """Interrupted while waiting (Ctrl-C): step out, and pass on a turn that came too late."""
        if not self._leave_queue(ticket):
            self.release()


_locks: dict[str, WriteLock] = {}
_registry = threading.Lock()


def lock_for(name: str) -> WriteLock:
    """The one lock of this process for the database ``name`` (its path)."""
    with _registry:
        return _locks.setdefault(name, WriteLock())
