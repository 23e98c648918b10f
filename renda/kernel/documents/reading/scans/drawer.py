"""One page of a scan as a picture, in a process of its own.

``python -m renda.kernel.documents.reading.scans.drawer KIND NUMBER TURN TILT`` reads the file from standard input and
writes a JPEG: the page as the recognition saw it.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from renda.kernel.files.limits import DEFAULT, SCANS

from .pages import pages_of, straightened, turned_by

QUALITY = 70


def main() -> None:
    kind, number, turn, tilt = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    limits = replace(SCANS, pages=DEFAULT.pdf_pages)
    _, pictures = pages_of(sys.stdin.buffer.read(), kind, number, limits)
    picture = turned_by(straightened(next(pictures), tilt), turn)
    picture.save(sys.stdout.buffer, "JPEG", quality=QUALITY)


if __name__ == "__main__":
    main()
