"""How big things may be: the one place for these numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, pictures in pixels, times in seconds.

    ``bytes_by_kind`` holds the largest upload of each kind; ``other_bytes`` is for kinds not named.
    """

    bytes_by_kind: dict[str, int] = field(
        default_factory=lambda: {"pdf": 100 * MB, "ofd": 100 * MB, "txt": 10 * MB, "csv": 20 * MB}
    )
    other_bytes: int = 50 * MB
    name_length: int = 200
    archive_members: int = 10_000
    unpacked_bytes: int = 400 * MB
    pack_ratio: int = 200
    ratio_counts_from_bytes: int = 2 * MB
    jpeg_pixels: int = 200_000_000
    picture_pixels: int = 60_000_000
    picture_side: int = 2560
    picture_pages: int = 100
    pages_per_inch: int = 220
    thumbnail_side: int = 320
    pdf_pages: int = 5_000

    def for_kind(self, kind: str) -> int:
        """The largest upload of ``kind`` in bytes."""
        return self.bytes_by_kind.get(kind, self.other_bytes)

    @property
    def largest(self) -> int:
        """The largest upload of any kind in bytes."""
        return max([self.other_bytes, *self.bytes_by_kind.values()])


@dataclass(frozen=True)
class ScanLimits:
    """How much of a scan is read (a picture's pixels: see ``Limits``). Sides in pixels, times in seconds, memory in bytes.

    ``sure_from``: a character recognised with less than this probability (0 to 1) makes its row unclear.
    ``pages`` of a scan that somebody waits for; of one for the archive ``archive_pages`` are read, ``at_once`` before
    others get their turn; ``in_a_row`` pages that can't be read end the reading.
    """

    pages: int = 60
    archive_pages: int = 3000
    at_once: int = 40
    in_a_row: int = 3
    longest_side: int = 2400
    shortest_side: int = 40
    dots_per_inch: int = 200
    start_seconds: int = 120
    page_seconds: int = 180
    memory: int = 4 * 1024 * MB
    tries: int = 3
    sure_from: float = 0.8
    strips: int = 60
    strip_side: int = 900


DEFAULT = Limits()
SCANS = ScanLimits()
TEXT_CHARACTERS = 2_000_000
TEXT_SECONDS = 30
TEXT_MEMORY = 2048 * MB
