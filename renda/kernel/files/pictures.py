"""Photos: turned upright, shrunk, and written anew.

Writing anew is what strips position, camera data and anything hidden behind the picture. Where and
when it was taken is read first and handed to the caller, who decides whether the work needs it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

import pillow_heif
from PIL import ExifTags, Image, ImageCms, ImageOps

from renda.foundation import clock
from renda.kernel.files.errors import RefusedFile
from renda.kernel.files.limits import Limits

pillow_heif.register_heif_opener()

FORMATS = {
    "jpg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
    "gif": "GIF",
    "heic": "HEIF",
    "tif": "TIFF",
    "bmp": "BMP",
}
WRITTEN_AS = {"heic": "jpg", "tif": "jpg", "bmp": "jpg"}
"""Kinds that are stored as another one: what every browser and WPS opens."""
QUALITY = 88
BROKEN = "照片打不开，可能没有传完或者已损坏。请重新拍一张或重新保存后再上传。"


@dataclass(frozen=True)
class PhotoFacts:
    """What the camera wrote: the moment (China time) and the position in degrees (WGS 84)."""

    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Picture:
    """A picture ready to be stored."""

    data: bytes
    width: int
    height: int
    thumbnail: bytes
    facts: PhotoFacts


def prepare(data: bytes, kind: str, limits: Limits) -> Picture:
    """The picture upright, at most ``limits.picture_side`` pixels long, without any foreign data, written as
    ``WRITTEN_AS`` says (its own kind when it says nothing).

    Raises:
        RefusedFile: damaged, or more pixels than the limits allow.
    """
    try:
        image = Image.open(io.BytesIO(data), formats=[FORMATS[kind]])
        allowed = limits.jpeg_pixels if kind == "jpg" else limits.picture_pixels
        if image.width * image.height > allowed:
            raise RefusedFile("照片太大了，请在手机上裁剪或缩小后再上传。")
        facts = _facts(image)
        image.draft("RGB", (limits.picture_side, limits.picture_side))
        image = ImageOps.exif_transpose(image)
        image.thumbnail((limits.picture_side, limits.picture_side))
        written_as = WRITTEN_AS.get(kind, kind)
        image = _plain_colours(image, written_as)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        if isinstance(error, RefusedFile):
            raise
        raise RefusedFile(BROKEN) from error
    return Picture(_written(image, written_as), image.width, image.height, thumbnail(image, limits), facts)


def as_pdf(data: bytes, limits: Limits) -> bytes | None:
    """The pages of a TIFF (faxes and scanners put several into one) as a PDF; None when there is only one.

    Raises:
        RefusedFile: damaged, too many pages or pixels.
    """
    try:
        image = Image.open(io.BytesIO(data), formats=[FORMATS["tif"]])
        count = getattr(image, "n_frames", 1)
        if count < 2:
            return None
        if count > limits.picture_pages:
            raise RefusedFile(f"这份图片有{count}页，最多{limits.picture_pages}页，请拆成几份再上传。")
        first, *others = [_page(image, number, limits) for number in range(count)]
        out = io.BytesIO()
        first.save(
            out, "PDF", save_all=True, append_images=others, resolution=limits.pages_per_inch, quality=QUALITY
        )
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        if isinstance(error, RefusedFile):
            raise
        raise RefusedFile(BROKEN) from error
    return out.getvalue()


def _page(image: Image.Image, number: int, limits: Limits) -> Image.Image:
    image.seek(number)
    if image.width * image.height > limits.picture_pixels:
        raise RefusedFile("照片太大了，请在手机上裁剪或缩小后再上传。")
    page = ImageOps.exif_transpose(image)
    page.thumbnail((limits.picture_side, limits.picture_side))
    return page.convert("L" if page.mode in {"1", "L"} else "RGB")


def thumbnail(image: Image.Image, limits: Limits) -> bytes:
    """A small JPEG on white."""
    small = image.convert("RGBA")
    small.thumbnail((limits.thumbnail_side, limits.thumbnail_side))
    ground = Image.new("RGB", small.size, "white")
    ground.paste(small, mask=small.getchannel("A"))
    return _written(ground, "jpg")


def _plain_colours(image: Image.Image, kind: str) -> Image.Image:
    """Pixels in sRGB without profile and metadata."""
    profile = image.info.get("icc_profile")
    if image.mode not in {"RGB", "RGBA", "L"}:
        transparent = kind != "jpg" and (image.mode in {"LA", "PA"} or "transparency" in image.info)
        if image.mode != "CMYK" or not profile:
            image, profile = image.convert("RGBA" if transparent else "RGB"), None
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = "RGB" if image.mode == "CMYK" else image.mode
            image = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode=target
            )
        except (ImageCms.PyCMSError, OSError):
            image = image.convert("RGB")
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    return clean


def _written(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    options = {"quality": QUALITY} if kind in {"jpg", "webp"} else {}
    image.save(out, FORMATS[kind], **options)
    return out.getvalue()


def _facts(image: Image.Image) -> PhotoFacts:
    """Camera data is often odd; what can't be read is left out."""
    try:
        exif = image.getexif()
        details, position = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except (OSError, ValueError, SyntaxError, TypeError, KeyError):
        return PhotoFacts()
    written = details.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    latitude = _degrees(position, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, "S")
    longitude = _degrees(position, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, "W")
    return PhotoFacts(_moment(written), latitude, longitude)


def _moment(written: object) -> datetime | None:
    try:
        return datetime.strptime(str(written).strip("\0 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=clock.ZONE)
    except ValueError:
        return None


def _degrees(position: dict, key: int, side_key: int, negative: str) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in position[key])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not 0 <= value <= 180:
        return None
    return -value if str(position.get(side_key, "")).strip("\0 ").upper() == negative else value
