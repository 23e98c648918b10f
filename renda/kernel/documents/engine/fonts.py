"""Which fonts a PDF is set in: the computer's own official fonts first, open ones after, never a box.

Official papers name licensed fonts that the product may not carry. Each role (小标宋, 仿宋, 楷体, 黑体, 宋体) is a chain
of families that are really installed; a character missing in the first is taken from the next that has it, and what
was substituted is reported (GB/T 9704-2012, 5.2.2; fonts in format.yaml).
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

from .layout import format_data

PACKAGES = ("pylopdf_fonts_zh_cn", "manimgx_fonts_cjk", "cvttf_NotoSansCJK_Regular")
ROLES = ("xiaobiaosong", "fangsong", "kaiti", "heiti", "songti")
GETA = "〓"
EMBEDDED_RANGE = frozenset(range(0x20, 0x250))


@dataclass(frozen=True)
class Role:
    """One role: its families in order, whether the first is the real product, and how to weigh it."""

    label: str
    families: tuple[str, ...]
    official: bool
    weight: int
    thicken: bool


@dataclass(frozen=True)
class FontSet:
    """The fonts of this computer, ready for the compiler."""

    fonts: typst.Fonts
    roles: dict[str, Role]
    latin: tuple[str, ...]
    files: dict[str, tuple[str | None, int]]

    def substituted(self) -> dict[str, str]:
        """Role in Chinese → family used, for every role whose official font is not installed."""
        return {role.label: role.families[0] if role.families else "无" for role in self.roles.values() if not role.official}

    def coverage(self, family: str) -> frozenset[int]:
        """Code points the family has glyphs for."""
        path, index = self.files[family]
        return EMBEDDED_RANGE if path is None else _file_coverage(path, index)

    def family_of(self, char: str, role: str = "fangsong") -> str | None:
        """The first family of ``role`` that has ``char``, or None."""
        chain = (*self.latin, *self.roles[role].families) if ord(char) < 0x250 else self.roles[role].families
        return next((family for family in chain if ord(char) in self.coverage(family)), None)

    def examine(self, text: Iterable[str]) -> tuple[dict[str, str], list[str]]:
        """Characters of ``text`` not in the first body font (→ the family used), and those in no font at all."""
        first = self.roles["fangsong"].families[:1]
        fallback, missing = {}, []
        for char in sorted(set(text) - {" ", "\n", "\u3000", "\xa0"}):
            family = self.family_of(char)
            if family is None:
                missing.append(char)
            elif ord(char) >= 0x250 and family not in first:
                fallback[char] = family
        return fallback, missing


def load(extra_directories: Iterable[str | os.PathLike[str]] = ()) -> FontSet:
    """The fonts of the system, of WPS and TeX folders, of installed font packages and of ``extra_directories``.

    Scanned once for each list of directories and kept.
    """
    return _load(tuple(str(path) for path in extra_directories))


def directories() -> list[str]:
    """Existing font folders outside the system's own font folder."""
    home = Path.home()
    places = [
        "/opt/kingsoft/wps-office/office6/fonts", "/usr/share/fonts/wps-office", "/usr/local/share/fonts",
        "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol", "/usr/share/texmf/fonts/opentype",
        "/usr/local/texlive/texmf-local/fonts/opentype", home / ".local/share/fonts", home / ".fonts",
        "/Applications/wpsoffice.app/Contents/Resources/office6/fonts",
        "/Applications/Microsoft Word.app/Contents/Resources/DFonts",
    ]
    if sys.platform == "win32":
        places += _windows_places()
    return [str(path) for path in [*map(Path, places), *_package_places()] if path.is_dir()]


def _windows_places() -> list[Path]:
    roots = [os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")]
    patterns = ("Kingsoft/WPS Office/*/office6/fonts", "WPS Office/*/office6/fonts")
    return [path for root in roots if root for pattern in patterns for path in Path(root).glob(pattern)]


def _package_places() -> list[Path]:
    specs = [importlib.util.find_spec(name) for name in PACKAGES]
    return [Path(place) for spec in specs if spec for place in spec.submodule_search_locations or ()]


@cache
def _load(extra: tuple[str, ...]) -> FontSet:
    paths: list[str | Path | bytes] = [*directories(), *extra]
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=paths)
    return choose(fonts)


def choose(fonts: typst.Fonts) -> FontSet:
    """The chains of every role out of the families in ``fonts``."""
    files: dict[str, tuple[str | None, int]] = {}
    weights: dict[str, list[int]] = {}
    for info in sorted(fonts.fonts(), key=lambda info: (info.style != "normal", abs(info.weight - 400))):
        files.setdefault(info.family, (info.path, info.index))
        weights.setdefault(info.family, []).append(info.weight)
    present = {family.lower(): family for family in files}
    data = format_data()["fonts"]

    def pick(names: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(present[name.lower()] for name in names if name.lower() in present))

    everything = [family for role in ROLES for family in pick([*data[role]["own"], *data[role]["open"]])]
    rest = list(dict.fromkeys([*pick(data["last_resort"]), *everything]))
    roles = {}
    for role in ROLES:
        own, chain = pick(data[role]["own"]), pick([*data[role]["own"], *data[role]["open"]])
        least = data[role].get("minimum_weight", 400)
        first = chain[0] if chain else None
        roles[role] = Role(
            label=data[role]["label"], families=tuple(dict.fromkeys([*chain, *rest])), official=bool(own), weight=least,
            thicken=not own and least > 400 and first is not None and max(weights[first]) < least,
        )
    return FontSet(fonts, roles, tuple(pick([*data["latin"]["own"], *data["latin"]["open"]])), files)


@cache
def _file_coverage(path: str, index: int) -> frozenset[int]:
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())
