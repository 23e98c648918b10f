"""Paragraphs of a PDF that carries its text. The layout is gone; rows are joined again where a paragraph went on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import renda
from renda.kernel.documents.engine.layout import width_chars
from renda.kernel.files.limits import TEXT_SECONDS

from . import patterns
from .body import numbered_as
from .errors import Scanned, Unreadable
from .items import Contents
from .plain import from_rows

PROJECT = Path(renda.__file__).resolve().parent.parent
FEW_CHARS_A_PAGE = 15
NOTE = "这是从 PDF 读出的文字，标题、表格和分段是按版面推测的，请对照原件核对。"
SLACK = 1.6
SHORTEST_FULL = 20


def read_pdf(data: bytes) -> Contents:
    """The contents of a PDF.

    Raises:
        Scanned: it has no text.
        Unreadable: encrypted, damaged.
    """
    text, pages = _text(data)
    if len("".join(text.split())) < FEW_CHARS_A_PAGE * max(pages, 1):
        raise Scanned("这是扫描件，每页都是图片" + Scanned.ELSEWHERE, "pdf")
    contents = from_rows(join_rows(text.split("\n")))
    contents.notes.append(NOTE)
    return contents


def _text(data: bytes) -> tuple[str, int]:
    """Text and pages, read in a process of its own: a hostile file can make any reader run forever."""
    if b"/Encrypt" in data[-4096:] or b"/Encrypt" in data[:4096]:
        _refuse_locked(data)
    command = [sys.executable, "-m", "renda.kernel.files.plaintext", "pdf"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=TEXT_SECONDS, cwd=PROJECT, check=True)
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise Unreadable("这份 PDF 太复杂，读取用时太长。请用它的 docx 原件再试。") from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise Unreadable("这份 PDF 打不开，可能已损坏或加了密码。请重新导出，或用 docx 原件再试。") from error
    return answer["text"], answer["pages"] or 1


def _refuse_locked(data: bytes) -> None:
    import io

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        opened = not reader.is_encrypted or reader.decrypt("")
    except (PyPdfError, ValueError, KeyError, NotImplementedError) as error:
        raise Unreadable("这份 PDF 打不开，可能已损坏或加了密码。请重新导出，或用 docx 原件再试。") from error
    if not opened:
        raise Unreadable("这份 PDF 加了打开密码。请取消密码后再试。")


def join_rows(rows: list[str]) -> list[str]:
    """Rows as printed → paragraphs: a row that fills the width goes on in the next one."""
    kept = [row.rstrip() for row in rows if not patterns.PAGE_NUMBER.match(row) or not row.strip()]
    full = max((width_chars(row.strip()) for row in kept), default=0)
    if full < SHORTEST_FULL:
        return kept
    paragraphs: list[str] = []
    goes_on = False
    for row in kept:
        bare = row.strip()
        if not bare:
            continue
        if goes_on and not _begins(bare):
            paragraphs[-1] += bare
        else:
            paragraphs.append(row)
        goes_on = width_chars(bare) >= full - 2 - SLACK and not bare.endswith(("。", "：")) or (
            width_chars(bare) >= full - SLACK and not bare.endswith("：")
        )
    return paragraphs


def _begins(bare: str) -> bool:
    """Whether a row can only be the beginning of something new."""
    return bool(numbered_as(bare)[0] in (1, 2) or patterns.ATTACHMENT_NOTE.match(bare) or patterns.FULL_DATE.match(bare))
