"""The pages of a paper as pictures: the same compiler and template that print it, for the screen beside the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .model import OfficialPaper
from .pdf import renderer


@dataclass(frozen=True)
class Spot:
    """Where a part of the paper begins: ``page`` from 1, ``mm`` from the top edge of that page.

    key: title, addressees, signature, ``b3`` (fourth block), ``a0`` (first attachment), ``a0-b2`` (its third block).
    """

    key: str
    page: int
    mm: float


@dataclass(frozen=True)
class Pages:
    """Every page as SVG (glyphs as outlines, so that it looks the same on any machine), and where the parts stand.

    ``substituted_fonts``, ``missing_chars``, ``fallback_chars`` as in :class:`.pdf.Rendered`.
    """

    svg: tuple[bytes, ...]
    spots: tuple[Spot, ...]
    substituted_fonts: dict[str, str]
    missing_chars: tuple[str, ...]
    fallback_chars: dict[str, str]


def render_pages(paper: OfficialPaper, *, font_directories: Iterable[str] = ()) -> Pages:
    """The pages of ``paper``. Raises ``typst.TypstError`` if the compiler fails."""
    press = renderer(tuple(map(str, font_directories)))
    ready = press.prepare(paper, spots=True)
    svg, spots = press.compile_pages(ready.inputs)
    return Pages(
        tuple(svg),
        tuple(Spot(*spot) for spot in spots),
        ready.substituted_fonts,
        tuple(ready.missing_chars),
        ready.fallback_chars,
    )
