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
    thumbnail_side: int = 320
    pdf_pages: int = 5_000

    def for_kind(self, kind: str) -> int:
        """The largest upload of ``kind`` in bytes."""
        return self.bytes_by_kind.get(kind, self.other_bytes)

    @property
    def largest(self) -> int:
        """The largest upload of any kind in bytes."""
        return max([self.other_bytes, *self.bytes_by_kind.values()])


DEFAULT = Limits()
TEXT_CHARACTERS = 2_000_000
TEXT_SECONDS = 30
TEXT_MEMORY = 2048 * MB
