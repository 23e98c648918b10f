"""Programs outside Python that the tests drive: where they are, and which package brings them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def find_browser() -> str | None:
    """The Chromium that the browser tests drive: ``RENDA_BROWSER``, or the first one on the path."""
    named = os.environ.get("RENDA_BROWSER")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def find_postgres() -> Path | None:
    """The folder of the newest PostgreSQL server programs."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: [int(part) for part in folder.parent.name.split(".") if part.isdigit()],
    )
    found = [folder for folder in folders if (folder / "initdb").exists()]
    if found:
        return found[-1]
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def has_chinese_fonts() -> bool:
    """True when the Noto CJK fonts, or others with 宋 and 黑, are installed."""
    for name in FONT_FOLDERS:
        folder = Path(name).expanduser()
        if folder.exists() and any(folder.rglob("*CJK*")):
            return True
    return False


def missing_packages() -> dict[str, str]:
    """Debian package → what the tests need it for, for everything that is not there."""
    missing = {}
    if not find_browser():
        missing["chromium"] = "浏览器测试"
    if not has_chinese_fonts():
        missing["fonts-noto-cjk"] = "公文和页面的中文字体"
    if not find_postgres():
        missing["postgresql"] = "PostgreSQL 测试"
    return missing
