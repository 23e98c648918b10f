"""Where the ink is on a drawn page, in millimetres from its upper left corner.

Ink is measured, not character boxes: the box of a substituted font is up to 0.29 em taller than its glyphs.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops

DPI = 200
MM = 25.4 / DPI
DARK = 140
WARM = 170

def can_measure() -> bool:
    """Whether the library that draws PDF pages is installed."""
    return importlib.util.find_spec("pypdfium2") is not None


Area = tuple[float, float, float, float]


@dataclass(frozen=True)
class Band:
    """A band of ink: its upper and lower edge, and how far it reaches to the left and right."""

    top: float
    bottom: float
    left: float
    right: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left


class Sheet:
    """A drawn page."""

    def __init__(self, page: Any) -> None:
        self.width_mm, self.height_mm = (value * 25.4 / 72 for value in page.get_size())
        self.text = page.get_textpage().get_text_range()
        picture = page.render(scale=DPI / 72).to_pil().convert("RGB")
        red, green, _ = picture.split()
        warm = red.point(lambda value: 255 if value > WARM else 0)
        dark = green.point(lambda value: 255 if value < DARK else 0)
        self._red = ImageChops.multiply(dark, warm)
        self._black = ImageChops.subtract(dark, self._red)
        self._any = dark

    def _mask(self, color: str) -> Image.Image:
        return {"red": self._red, "black": self._black}.get(color, self._any)

    def box(self, area: Area, color: str = "any") -> Area | None:
        """Left, top, right, bottom of the ink inside ``area``; None without ink."""
        left, top, right, bottom = (round(value / MM) for value in area)
        found = self._mask(color).crop((left, top, right, bottom)).getbbox()
        if found is None:
            return None
        return (found[0] + left) * MM, (found[1] + top) * MM, (found[2] + left) * MM, (found[3] + top) * MM

    def bands(self, area: Area, color: str = "any") -> list[Band]:
        """The bands of ink inside ``area``, from above."""
        left, top, right, bottom = (round(value / MM) for value in area)
        mask = self._mask(color).crop((left, top, right, bottom))
        inked = [mask.crop((0, y, mask.width, y + 1)).getbbox() is not None for y in range(mask.height)]
        result, start = [], None
        for y, found in enumerate([*inked, False]):
            if found and start is None:
                start = y
            elif not found and start is not None:
                reach = mask.crop((0, start, mask.width, y)).getbbox()
                assert reach is not None
                result.append(Band((start + top) * MM, (y + top) * MM, (reach[0] + left) * MM, (reach[2] + left) * MM))
                start = None
        return result


class Sheets:
    """The pages of a PDF; each is drawn when it is asked for."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2  # not on every computer; see ``can_measure``

        self._document = pypdfium2.PdfDocument(pdf)
        self._kept: dict[int, Sheet] = {}

    def __len__(self) -> int:
        return len(self._document)

    def __getitem__(self, index: int) -> Sheet:
        if index not in self._kept:
            self._kept[index] = Sheet(self._document[index])
        return self._kept[index]

    def size_mm(self, index: int) -> tuple[float, float]:
        """Width and height of a page, without drawing it."""
        width, height = self._document[index].get_size()
        return width * 25.4 / 72, height * 25.4 / 72
