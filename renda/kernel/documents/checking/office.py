"""LibreOffice, when it is on the computer: draws a docx from outside as PDF so that its pages can be measured."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from renda.kernel.documents.engine.fonts import ROLES, directories, load
from renda.kernel.documents.engine.layout import format_data

SECONDS = 120
_lock = threading.Lock()
WINDOWS = ("LibreOffice/program/soffice.exe", "LibreOffice/program/soffice.com")
MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"


class NotDrawn(RuntimeError):
    """The file was not drawn; the message (Chinese) says why."""


@cache
def program() -> str | None:
    """The path of LibreOffice, or None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return found
    places = [Path(MAC)]
    if sys.platform == "win32":
        roots = [os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)")]
        places += [Path(root, inner) for root in roots if root for inner in WINDOWS]
    return next((str(path) for path in places if path.is_file()), None)


def draw(data: bytes) -> bytes:
    """``data`` (a docx) as PDF. Raises :class:`NotDrawn`.

    It runs with a profile of its own (kept for this process, because making one takes seconds) that lets no macro run,
    in a folder that is removed afterwards; one file at a time.
    """
    command = program()
    if command is None:
        raise NotDrawn("电脑上没有 LibreOffice，版面上的位置没有量")
    with _lock, tempfile.TemporaryDirectory(prefix="renda-draw-") as folder:
        place = Path(folder)
        (place / "paper.docx").write_bytes(data)
        (place / "fonts.conf").write_text(_font_rules(), encoding="utf-8")
        arguments = [
            command, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={_profile().as_uri()}",
            "--convert-to", "pdf", "--outdir", folder, str(place / "paper.docx"),
        ]
        environment = {**os.environ, "FONTCONFIG_FILE": str(place / "fonts.conf"), "HOME": str(_profile())}
        try:
            subprocess.run(arguments, env=environment, capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NotDrawn("LibreOffice 没有在规定时间里排完，版面上的位置没有量") from error
        result = place / "paper.pdf"
        if not result.is_file():
            raise NotDrawn("LibreOffice 打不开这个文件，版面上的位置没有量")
        return result.read_bytes()


@cache
def _profile() -> Path:
    """The folder of LibreOffice's own settings, removed when the program ends."""
    folder = tempfile.mkdtemp(prefix="renda-office-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@cache
def _font_rules() -> str:
    """Names of official fonts that are not installed point to the fonts our own PDF would use."""
    rules = []
    fonts = load()
    for role in ROLES:
        families = fonts.roles[role].families
        if not families or fonts.roles[role].official:
            continue
        data = format_data()["fonts"][role]
        for name in dict.fromkeys((data["docx"], *data["own"])):
            rules.append(
                f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
                f'<edit name="family" mode="assign" binding="strong"><string>{escape(families[0])}</string></edit></match>'
            )
    folders = "".join(f"<dir>{escape(folder)}</dir>" for folder in directories())
    return f'<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{folders}{"".join(rules)}</fontconfig>'


