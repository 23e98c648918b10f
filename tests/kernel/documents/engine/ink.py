"""Where the ink is on a rendered page, in millimetres from its upper left corner."""

from __future__ import annotations

import pypdfium2
from PIL import Image, ImageChops

DPI = 200
MM = 25.4 / DPI


def page(data: bytes, index: int = 0) -> Image.Image:
    """Page ``index`` as an RGB picture."""
    return pypdfium2.PdfDocument(data)[index].render(scale=DPI / 72).to_pil().convert("RGB")


def page_text(data: bytes, index: int = 0) -> str:
    """The text of page ``index``."""
    return pypdfium2.PdfDocument(data)[index].get_textpage().get_text_range()


def _mask(picture: Image.Image, red: bool) -> Image.Image:
    """White where there is red (or any) ink."""
    r, g, _ = picture.split()
    dark = g.point(lambda value: 255 if value < 128 else 0)
    if not red:
        return dark
    return ImageChops.multiply(dark, r.point(lambda value: 255 if value > 180 else 0))


def box(picture: Image.Image, area: tuple[float, float, float, float] = (0, 0, 210, 297), red: bool = False):
    """Left, top, right, bottom of the ink inside ``area`` (mm), or None."""
    left, top, right, bottom = (round(value / MM) for value in area)
    found = _mask(picture, red).crop((left, top, right, bottom)).getbbox()
    return found and tuple((value + offset) * MM for value, offset in zip(found, (left, top, left, top), strict=True))


def rows(picture: Image.Image, area: tuple[float, float, float, float], red: bool = False) -> list[tuple[float, float]]:
    """Top and bottom of every band of ink inside ``area``, from above."""
    left, top, right, bottom = (round(value / MM) for value in area)
    mask = _mask(picture, red).crop((left, top, right, bottom))
    column = mask.resize((1, mask.height), Image.Resampling.BOX)
    result, start = [], None
    for y in range(mask.height):
        inked = column.getpixel((0, y)) > 0
        if inked and start is None:
            start = y
        if not inked and start is not None:
            result.append(((start + top) * MM, (y + top) * MM))
            start = None
    return result if start is None else [*result, ((start + top) * MM, (mask.height + top) * MM)]
