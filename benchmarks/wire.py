"""Many devices in one thread, each on a connection of its own that stays open.

Made cheap on purpose: it shares the processor with the server it measures. What it takes itself is told in the tables
(``own_seconds``).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_WAIT = 60.0


class Cut(Exception):
    """The connection broke before the whole answer was there."""


@dataclass(frozen=True)
class Answer:
    """``milliseconds``: from the first byte sent to the last one read."""

    status: int
    location: str
    body: bytes
    milliseconds: float


def request(
    method: str, path: str, fields: Mapping[str, str] | None = None, body: str | bytes | None = None
) -> bytes:
    """One request as it goes over the wire."""
    sent = body.encode() if isinstance(body, str) else body or b""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {value}" for name, value in (fields or {}).items())]  # fmt: skip
    if body is not None:
        lines.append(f"Content-Length: {len(sent)}")
    return "\r\n".join([*lines, "", ""]).encode() + sent


@dataclass
class Link:
    """One device's connection; opened when it is first used, and anew after a cut."""

    port: int
    _ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = field(default=None, repr=False)

    async def ask(self, sent: bytes) -> Answer:
        """Send prepared bytes and read the answer. Raises ``Cut``."""
        begun = time.perf_counter()
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                status, location, body = await self._exchange(sent)
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError) as error:
            self.close()
            raise Cut from error
        return Answer(status, location, body, (time.perf_counter() - begun) * 1000)

    async def _exchange(self, sent: bytes) -> tuple[int, str, bytes]:
        if self._ends is None:
            self._ends = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._ends
        writer.write(sent)
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(fields.get("content-length", 0)))
        return int(first.split()[1]), fields.get("location", ""), body

    def close(self) -> None:
        ends, self._ends = self._ends, None
        if ends is not None:
            ends[1].close()
