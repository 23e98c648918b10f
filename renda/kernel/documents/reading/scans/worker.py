"""Recognising the characters of a scan, in a process of its own: it needs a gigabyte, and it may be stopped.

``python -m renda.kernel.documents.reading.scans.worker KIND FIRST MOST`` reads the file from standard input. It writes
one JSON object a line: ``{"pages": n}``, then for every page from FIRST on ``{"width", "height", "rows": [...]}``;
``{"refused": key}`` ends it (more than MOST pages, damaged …).
"""

from __future__ import annotations

import base64
import io
import json
import logging
import os
import sys
from dataclasses import dataclass, replace
from typing import Any

from PIL import Image

from renda.kernel.files.limits import SCANS

from .ink import Box, is_red, overlooked, tilt_of
from .pages import Refused, pages_of, straightened, turned_by
from .rules import tables_of

BEHIND_THE_PAGES = 5
SURE_SHARE = 0.5
"""A page on which fewer of the characters than this are sure is tried upside down."""
TALL = 1.5
"""A row this much longer in one direction runs in it."""
STRIP_QUALITY = 55
STRIP_MARGIN = 6


@dataclass(frozen=True)
class Way:
    """A page turned by so many degrees, and what is recognised on it then."""

    turn: int
    picture: Image.Image
    rows: list[dict[str, Any]]


class Recogniser:
    """The recognition with its models loaded; remembers how the last page had to be turned."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        # the classifier of single rows turns good rows upside down: whole pages are turned here instead
        self._engine = RapidOCR(params={
            "Global.use_cls": False, "Global.log_level": "critical", "Global.text_score": 0.0,
            "Global.return_word_box": True, "Global.return_single_char_box": True,
        })  # fmt: skip
        self._turn = 0
        self._strips = 0

    def page(self, picture: Image.Image) -> dict[str, Any]:
        """The rows of one page, straightened and turned the right way up; the page before shows which way to try
        first."""
        tilt = tilt_of(picture)
        picture = straightened(picture, tilt)
        way = self._tried(picture, self._turn)
        if is_lying(way.rows):
            way = self._better(self._tried(picture, self._turn + 90), picture, self._turn + 270)
        else:
            way = self._better(way, picture, self._turn + 180)
        self._turn = way.turn
        lost, missed = overlooked(way.picture, [row["box"] for row in way.rows])
        rows = way.rows + [row for box in lost if (row := self._row_in(way.picture, box))]
        for row in rows:
            if row["doubtful"] and self._strips < SCANS.strips:
                row["strip"] = strip(way.picture, row["box"])
                self._strips += 1
        return {"width": way.picture.width, "height": way.picture.height, "rows": rows, "missed": missed,
                "turn": way.turn, "tilt": tilt, "tables": tables_of(way.picture)}  # fmt: skip

    def _better(self, way: Way, picture: Image.Image, turn: int) -> Way:
        """``way`` when the page makes sense so; else the better of it and the page turned by ``turn``."""
        if not way.rows or is_sure(way.rows):
            return way
        return max(way, self._tried(picture, turn), key=lambda one: sure_characters(one.rows)[0])

    def _tried(self, picture: Image.Image, turn: int) -> Way:
        turn %= 360
        turned = turned_by(picture, turn)
        return Way(turn, turned, self._rows(turned))

    def _rows(self, picture: Image.Image) -> list[dict[str, Any]]:
        import numpy

        pixels = numpy.asarray(picture)
        answer = self._engine(_as_trained(pixels), use_det=True)  # said each time: the engine remembers it
        if not answer.txts:
            return []
        found = zip(answer.boxes, answer.txts, answer.scores, answer.word_results, strict=True)
        rows = [_row(edges_of(box), text, float(score), words) for box, text, score, words in found]
        return [{**row, "red": is_red(pixels, row["box"])} for row in rows]

    def _row_in(self, picture: Image.Image, box: Box) -> dict[str, Any] | None:
        """What stands in a row that was overlooked; None when it is nothing written."""
        import numpy

        left, top, right, bottom = box
        edges = [left - STRIP_MARGIN, top - STRIP_MARGIN, right + STRIP_MARGIN, bottom + STRIP_MARGIN]
        pixels = numpy.asarray(picture.crop(edges))
        answer = self._engine(_as_trained(pixels), use_det=False)
        if not answer.txts or not any(char.isalnum() for char in answer.txts[0]):
            return None
        # whatever was overlooked at first is never sure
        return {**_row(edges, answer.txts[0], 0.0, ()), "red": False}


def _as_trained(pixels: Any) -> Any:
    """The models were trained on blue, green, red."""
    return pixels[:, :, ::-1].copy()


def edges_of(box: Any) -> list[int]:
    """Left, top, right, bottom of a row whose four corners are given."""
    xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
    return [round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))]


def _row(edges: list[int], text: str, score: float, words: Any) -> dict[str, Any]:
    """One row. ``doubtful``: which of its letters, digits and Chinese characters; punctuation is set right anyway."""
    chances = [float(word[1]) for word in words for char in str(word[0]) if char.isalnum()]
    if len(chances) != sum(char.isalnum() for char in text):
        chances = [score] * sum(char.isalnum() for char in text)
    doubtful = [n for n, chance in enumerate(chances) if chance < SCANS.sure_from]
    return {"text": text, "box": edges, "doubtful": doubtful, "strip": ""}


def is_lying(rows: list[dict[str, Any]]) -> bool:
    """Whether most rows run up or down the page: it lies on its side."""
    tall = 0
    for row in rows:
        left, top, right, bottom = row["box"]
        tall += (
            1 if bottom - top > TALL * (right - left) else -1 if right - left > TALL * (bottom - top) else 0
        )
    return tall > 0


def is_sure(rows: list[dict[str, Any]]) -> bool:
    """Whether the page makes sense as it stands."""
    sure, room = sure_characters(rows)
    return sure >= SURE_SHARE * room


def sure_characters(rows: list[dict[str, Any]]) -> tuple[int, int]:
    """How many characters are sure, and how many there would be if every row were full of them."""
    sure = room = 0
    for row in rows:
        left, top, right, bottom = row["box"]
        room += max(len(row["text"]), round((right - left) / max(1, bottom - top) / 2))
        sure += sum(char.isalnum() for char in row["text"]) - len(row["doubtful"])
    return sure, room


def strip(picture: Image.Image, box: list[int]) -> str:
    """The row cut out of the page, as base64 of a small grey JPEG."""
    left, top, right, bottom = box
    cut = picture.crop((max(0, left - STRIP_MARGIN), max(0, top - STRIP_MARGIN),
                        min(picture.width, right + STRIP_MARGIN), min(picture.height, bottom + STRIP_MARGIN)))  # fmt: skip
    cut = cut.convert("L")
    cut.thumbnail((SCANS.strip_side, SCANS.strip_side))
    out = io.BytesIO()
    cut.save(out, "JPEG", quality=STRIP_QUALITY)
    return base64.b64encode(out.getvalue()).decode("ascii")


def _keep_to_itself() -> None:
    """No network whatever the package does, behind the pages, within its memory (Windows knows no such limit)."""

    def refuse(event: str, _: Any) -> None:
        if event in ("socket.connect", "socket.getaddrinfo"):
            raise PermissionError("the recognition works without a network")

    sys.addaudithook(refuse)
    if hasattr(os, "nice"):
        os.nice(BEHIND_THE_PAGES)
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (SCANS.memory, SCANS.memory))


def say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Read one file page by page."""
    logging.disable()
    _keep_to_itself()
    kind, first, most = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    try:
        count, pictures = pages_of(sys.stdin.buffer.read(), kind, first, replace(SCANS, pages=most))
        say({"pages": count})
        recogniser = Recogniser() if first < count else None
        for picture in pictures:
            say(recogniser.page(picture))
    except Refused as error:
        say({"refused": str(error)})
    except ImportError:
        say({"refused": "broken"})
    except MemoryError:
        say({"refused": "pixels"})


if __name__ == "__main__":
    main()
