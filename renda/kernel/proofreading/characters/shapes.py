"""Characters that look alike, found by laying their drawn shapes over one another.

Each character is drawn from an installed open font into a small square of bits; two are alike when most of the ink of
each lies on the ink of the other, ink one bit beside it counting half. No list of anybody else is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nlargest

SIDE = 24
ALIKE = 0.68  # share of ink that meets, below which two shapes are no longer taken for one another
NEAR = 0.80  # share of ink that must at least come near; a quick first look
MOST = 10
INK_APART = 0.35  # shapes whose amounts of ink differ by more are never alike
ROW = (1 << SIDE) - 1
INNER = sum((ROW & ~1) << (SIDE * row) for row in range(SIDE))  # every bit but the last column's


def font_path() -> str:
    """The file of an installed open Chinese font."""
    from pathlib import Path

    import pylopdf_fonts_zh_cn

    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".ttf", ".otf", ".ttc"))
    return str(files[0])


def grown(bits: int) -> int:
    """The shape with one more bit of ink on every side."""
    wide = bits | ((bits & INNER) >> 1) | ((bits << 1) & INNER)
    full = (1 << (SIDE * SIDE)) - 1
    return (wide | (wide << SIDE) | (wide >> SIDE)) & full


def drawn(characters: Iterable[str], path: str) -> Iterator[tuple[str, int]]:
    """Each character with its shape as bits, stretched to the square; characters without ink are left out."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(path, 64)
    for character in characters:
        page = Image.new("L", (96, 96), 0)
        ImageDraw.Draw(page).text((12, 8), character, font=font, fill=255)
        box = page.getbbox()
        if box is None:
            continue
        square = page.crop(box).resize((SIDE, SIDE), Image.Resampling.BOX)
        bits = 0
        for ink in square.tobytes():
            bits = bits << 1 | (ink > 110)
        if bits:
            yield character, bits


def lookalikes(characters: Iterable[str], path: str | None = None) -> dict[str, str]:
    """Character → up to ten that look like it, the most alike first."""
    shapes = list(drawn(characters, path or font_path()))
    inks = [bits.bit_count() for _character, bits in shapes]
    wide = [grown(bits) for _character, bits in shapes]
    found: dict[str, list[tuple[float, str]]] = {character: [] for character, _bits in shapes}
    order = sorted(range(len(shapes)), key=inks.__getitem__)
    for position, one in enumerate(order):
        character, bits = shapes[one]
        mine, large = inks[one], wide[one]
        most = mine * (1 + INK_APART)
        for two in order[position + 1 :]:
            theirs = inks[two]
            if theirs > most:
                break
            met = (bits & wide[two]).bit_count()
            if met < NEAR * mine:
                continue
            near = met + (shapes[two][1] & large).bit_count()
            share = (near / 2 + (bits & shapes[two][1]).bit_count()) / (mine + theirs)
            if share >= ALIKE:
                found[character].append((share, shapes[two][0]))
                found[shapes[two][0]].append((share, character))
    return {
        character: "".join(other for _share, other in nlargest(MOST, alike))
        for character, alike in found.items()
    }
