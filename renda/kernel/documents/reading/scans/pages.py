"""The pages of a scan as pictures. Runs in the process of the recognition only."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageOps

from renda.kernel.files.errors import RefusedFile
from renda.kernel.files.limits import DEFAULT, SCANS, ScanLimits
from renda.kernel.files.pictures import FORMATS, as_pdf

POINTS_PER_INCH = 72


class Refused(ValueError):
    """The file can't be read as a scan; the message is the key of what the user is told."""


def pages_of(
    data: bytes, kind: str, first: int, limits: ScanLimits = SCANS
) -> tuple[int, Iterator[Image.Image]]:
    """How many pages there are, and the pictures of those from ``first`` (0 is the first page) on.

    Raises Refused: damaged, encrypted, too many pages, too many pixels.
    """
    if kind == "tif":
        data, kind = _several(data, kind)
    if kind == "pdf":
        return _of_pdf(data, first, limits)
    picture = _of_picture(data, kind, limits)
    return 1, iter([picture] if first == 0 else [])


def _several(data: bytes, kind: str) -> tuple[bytes, str]:
    """A TIFF of several pages as a PDF; one of a single page as it is."""
    try:
        pages = as_pdf(data, DEFAULT)
    except RefusedFile as error:
        raise Refused("damaged") from error
    return (data, kind) if pages is None else (pages, "pdf")


def _of_picture(data: bytes, kind: str, limits: ScanLimits) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=[FORMATS[kind]])
        # a JPEG is shrunk while it is unpacked, everything else is unpacked whole
        if image.width * image.height > (DEFAULT.jpeg_pixels if kind == "jpg" else DEFAULT.picture_pixels):
            raise Refused("pixels")
        if min(image.size) < limits.shortest_side:
            raise Refused("tiny")
        image.draft("RGB", (limits.longest_side, limits.longest_side))
        image = ImageOps.exif_transpose(image)
        image.thumbnail((limits.longest_side, limits.longest_side))
        return on_white(image)
    except Refused:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise Refused("damaged") from error


def on_white(image: Image.Image) -> Image.Image:
    """The picture in RGB; what is transparent becomes paper."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        full = image.convert("RGBA")
        ground = Image.new("RGB", full.size, "white")
        ground.paste(full, mask=full.getchannel("A"))
        return ground
    return image.convert("RGB")


def _of_pdf(data: bytes, first: int, limits: ScanLimits) -> tuple[int, Iterator[Image.Image]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        raise Refused("damaged") from error
    if count > limits.pages:
        raise Refused("pages")
    return count, (_rendered(document, number, limits) for number in range(first, count))


def _rendered(document: Any, number: int, limits: ScanLimits) -> Image.Image:
    import pypdfium2

    try:
        page = document[number]
        longest = max(page.get_size())
        scale = min(limits.dots_per_inch / POINTS_PER_INCH, limits.longest_side / max(longest, 1))
        picture = page.render(scale=scale).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, OSError, ValueError) as error:
        raise Refused("damaged") from error
    return picture


def straightened(picture: Image.Image, tilt: float) -> Image.Image:
    """The page turned back by ``tilt`` degrees; what comes into view at the corners is paper."""
    if not tilt:
        return picture
    return picture.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor="white")


def turned_by(picture: Image.Image, turn: int) -> Image.Image:
    """The page turned by a quarter, a half or three quarters."""
    return picture.rotate(turn, expand=True) if turn else picture
