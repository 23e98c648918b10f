"""Scans: what is printed comes back as a paper; what can't be recognised says why, and nothing is fetched for it."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from renda.kernel.documents.engine.model import plain_text
from renda.kernel.documents.reading import Scanned, Unreadable, read_paper
from renda.kernel.documents.reading.scans import process, read_scan
from renda.kernel.files.limits import SCANS, ScanLimits
from tests.kernel.documents.reading import scanned


def squeezed(paper) -> str:
    return "".join(plain_text(paper).split())


def test_a_scan_becomes_the_paper_it_was_printed_from():
    """As a scanner feeds it: the first page lies on its side, then comes an empty one, the second is upside down."""
    first, second = scanned.pictures()
    sheets = [first.rotate(270, expand=True), Image.new("RGB", first.size, "white"), second.rotate(180)]
    data = scanned.as_pdf(sheets)
    with pytest.raises(Scanned, match="扫描件") as found:
        read_paper(data, "去年的通知.pdf")
    told = []
    read = read_scan(data, found.value.kind, lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    paper, made = read.paper, scanned.PAPER
    assert (paper.title, paper.number, paper.organ_mark) == (made.title, made.number, made.organ_mark)
    assert (paper.addressees, paper.signature, paper.date) == (made.addressees, made.signature, made.date)
    assert squeezed(paper) == squeezed(made) and not read.unclear
    assert any("对照原件" in note for note in read.notes)


def test_what_is_hard_to_read_is_listed_with_its_picture():
    """So small and blurred that some rows are overlooked at first: none is passed over in silence."""
    page = scanned.pictures()[0]
    small = page.resize((page.width // 3, page.height // 3)).filter(ImageFilter.GaussianBlur(1.2))
    read = read_scan(scanned.as_png(small), "png")
    assert len(read.paragraphs) >= 5 and len(read.unclear) >= 3
    for row in read.unclear:
        assert row.page == 1 and row.strip and row.text in "\n".join(read.paragraphs)
        assert all(row.text[at].isalnum() for at in row.doubtful_places()) and row.doubtful
    assert any("看不清" in note or "不清楚" in note for note in read.notes)


def png_of(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height), 1).save(out, "PNG")
    return out.getvalue()


def many_pages() -> bytes:
    return scanned.as_pdf([Image.new("1", (60, 80), 1)] * (SCANS.pages + 1))


REFUSED = {
    "tiny": (lambda: png_of(20, 20), "png", "太小"),
    "unpacks to 100 million pixels": (lambda: png_of(10_000, 10_000), "png", "太大"),
    "blank": (lambda: png_of(800, 1000), "png", "没有认出字"),
    "torn picture": (lambda: png_of(800, 1000)[:120], "png", "打不开"),
    "torn pdf": (lambda: b"%PDF-1.4 nothing", "pdf", "打不开"),
    "too many pages": (many_pages, "pdf", "页数太多"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_gives_no_paper_says_why(case):
    data, kind, words = REFUSED[case]
    with pytest.raises(Unreadable, match=words) as told:
        read_scan(data(), kind)
    assert str(told.value).endswith("。")


def test_a_recognition_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(process, "SCANS", ScanLimits(start_seconds=0, page_seconds=0))
    with pytest.raises(Unreadable, match="已经停下"):
        read_scan(scanned.as_png(scanned.pictures()[0]), "png")


def test_a_recognition_that_dies_says_so(monkeypatch):
    monkeypatch.setattr(process, "WORKER", "renda.kernel.documents.reading.scans.not_there")
    with pytest.raises(Unreadable, match="中途停了"):
        read_scan(png_of(800, 1000), "png")


def test_without_the_component_the_office_is_told(monkeypatch):
    monkeypatch.setattr(process.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Unreadable, match="没有装好识别扫描件的组件"):
        read_scan(png_of(800, 1000), "png")


def test_a_half_installed_component_is_told_too(tmp_path, monkeypatch):
    """The package is there but can't be loaded: the words are the same."""
    (tmp_path / "rapidocr.py").write_text("raise ImportError('half')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(Unreadable, match="没有装好识别扫描件的组件"):
        read_scan(png_of(800, 1000), "png")


def test_the_recognition_reaches_no_network():
    code = (
        "import socket; from renda.kernel.documents.reading.scans.worker import _keep_to_itself as alone; alone()\n"
        "for reach in (lambda: socket.getaddrinfo('127.0.0.1', 9), lambda: socket.create_connection(('127.0.0.1', 9))):\n"
        "    try: reach()\n"
        "    except PermissionError: print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=process.PROJECT, check=True)
    assert done.stdout.split() == ["refused", "refused"]


def test_nothing_of_it_is_loaded_with_the_product():
    """A start must stay quick: the models and what computes with them are loaded by the worker alone."""
    folder = Path(process.__file__).parent
    heavy = {"rapidocr", "onnxruntime", "cv2", "numpy"}
    for file in folder.glob("*.py"):
        for node in ast.parse(file.read_text("utf-8")).body:
            names = {name.name for name in node.names} if isinstance(node, ast.Import) else set()
            names |= {node.module} if isinstance(node, ast.ImportFrom) else set()
            assert not {str(name).split(".")[0] for name in names} & heavy, file.name
