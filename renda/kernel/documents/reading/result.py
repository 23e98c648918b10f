"""What reading a file gives."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from renda.kernel.documents.engine.model import OfficialPaper


@dataclass(frozen=True)
class UnclearRow:
    """A row of a scan of which characters are doubtful: the text as it stands in the paper, the page (1 is the first),
    which of its letters, digits and Chinese characters are doubtful (0 is the first of them; other marks don't
    count), the row's picture (base64 of a JPEG, may be empty), and its edges on the picture of the page (left, top,
    right, bottom in pixels; empty when not known)."""

    text: str
    page: int
    doubtful: tuple[int, ...] = ()
    strip: str = ""
    box: tuple[int, ...] = ()

    def as_dict(self) -> dict:
        """For JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, kept: dict) -> UnclearRow:
        """The row that ``as_dict`` gave."""
        return cls(kept["text"], kept["page"], tuple(kept["doubtful"]), kept["strip"], tuple(kept.get("box", ())))

    def doubtful_places(self) -> list[int]:
        """Where in ``text`` the doubtful characters stand."""
        counted = [at for at, char in enumerate(self.text) if char.isalnum()]
        return [counted[n] for n in self.doubtful if n < len(counted)]


@dataclass(frozen=True)
class ReadPaper:
    """A paper read from a file.

    ``notes`` say in Chinese what should be looked at; ``paragraphs`` are the file's own lines, unchanged; ``unclear``
    are the rows of a scan to be compared with the original, in reading order.
    """

    paper: OfficialPaper
    notes: tuple[str, ...]
    paragraphs: tuple[str, ...]
    unclear: tuple[UnclearRow, ...] = ()
