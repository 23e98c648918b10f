"""What every reader takes out of its file format: lines and tables in reading order, with the little layout that matters."""

from __future__ import annotations

from dataclasses import dataclass, field

LEFT, CENTER, RIGHT = "left", "center", "right"


@dataclass(frozen=True)
class Piece:
    """A stretch of a line; ``kaiti`` when it is set in Kai, ``bold`` when it is bold."""

    text: str
    kaiti: bool = False
    bold: bool = False


@dataclass(frozen=True)
class Line:
    """One paragraph of the file.

    ``style`` is the name of its style, ``level`` the outline level (1 to 4) the file itself declares, ``size_pt`` the
    largest type size when known, ``indented`` whether its first row is set in; ``box`` it stands in a text box.
    """

    pieces: tuple[Piece, ...]
    style: str = ""
    level: int = 0
    align: str = LEFT
    size_pt: float = 0
    indented: bool = False
    red: bool = False
    box: bool = False
    breaks_before: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def bare(self) -> str:
        """The text without spaces at its ends, wide ones included."""
        return self.text.strip(" \t\n\u3000\xa0")


@dataclass(frozen=True)
class Cell:
    """One cell; ``across`` columns wide; ``below`` when it only continues the cell above; ``bold`` its bold words."""

    text: str
    across: int = 1
    below: bool = False
    align: str = LEFT
    style: str = ""
    bold: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table: ``heads`` rows repeat on every page (0: unknown); widths of the columns when known."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0
    widths: tuple[float, ...] = ()
    landscape: bool = False
    floats: bool = False


@dataclass(frozen=True)
class Break:
    """A page ends here."""


Item = Line | Grid | Break


@dataclass
class Contents:
    """Everything taken from one file, and what the reader of the paper should know about it."""

    items: list[Item] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def lines(self) -> tuple[str, ...]:
        """The text of every paragraph in reading order; table rows with tabs between the cells."""
        found: list[str] = []
        for item in self.items:
            if isinstance(item, Line) and item.bare:
                found.append(item.text)
            elif isinstance(item, Grid):
                found += ["\t".join(cell.text for cell in row if not cell.below) for row in item.rows]
        return tuple(found)
