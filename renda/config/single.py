"""One server for one data folder: two would each think that it alone writes to the database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

LOCK_FILE = "server.lock"
ADDRESS_FILE = "server.address"


class AlreadyRunning(Exception):
    """Another server has the data folder; ``address`` is where it answers ("" when not known yet)."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def _take(stream: IO[bytes]) -> bool:
    """Lock the open file for as long as this process lives; the system frees it even after a kill."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def only_server(folder: Path) -> Iterator[Callable[[str], None]]:
    """Hold ``folder`` for this server; gives a function that notes the server's address.

    Raises ``AlreadyRunning`` when another server holds it.
    """
    address = folder / ADDRESS_FILE
    with (folder / LOCK_FILE).open("a+b") as stream:
        if not _take(stream):
            raise AlreadyRunning(address.read_text("utf-8").strip() if address.exists() else "")
        address.unlink(missing_ok=True)
        try:
            yield lambda url: address.write_text(url, "utf-8") and None
        finally:
            address.unlink(missing_ok=True)
