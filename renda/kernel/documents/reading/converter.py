"""Old Word and WPS files become docx through LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from .errors import Unreadable

SECONDS = 90
PROGRAMS = ("soffice", "libreoffice")
USUAL_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
SAVE_AS = "请用 WPS 或 Word 打开它，点“文件”→“另存为”，类型选“Word 文档（*.docx）”，再试。"


def find_converter() -> str | None:
    """The path of LibreOffice, or None."""
    for name in PROGRAMS:
        if found := shutil.which(name):
            return found
    return next((place for place in USUAL_PLACES if Path(place).is_file()), None)


def to_docx(data: bytes) -> bytes:
    """``data`` (doc or wps) as docx.

    Raises:
        Unreadable: no converter on this computer, or it could not do it.
    """
    program = find_converter()
    if program is None:
        raise Unreadable(f"这是旧格式的文件（doc 或 wps），这台电脑不能直接读。{SAVE_AS}")
    with tempfile.TemporaryDirectory(prefix="renda-") as folder:
        place = Path(folder)
        source = place / "paper.doc"
        source.write_bytes(data)
        command = [
            program, "--headless", "--norestore", "--nologo", f"-env:UserInstallation={(place / 'profile').as_uri()}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(place / "out"), str(source),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=True, cwd=folder, env={**os.environ, "HOME": folder})
            return (place / "out" / "paper.docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise Unreadable(f"这份旧格式的文件转换不了，可能已损坏。{SAVE_AS}") from error
