"""The project's own files, as the architecture tests read them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "renda"
TEMPLATES = PRODUCT / "templates"
STATIC = PRODUCT / "static"


def name_of(path: Path) -> str:
    """The file's name as lists and messages use it: from the project's root, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: Path) -> list[Path]:
    """Every Python file below ``folders`` but migrations, which are written by a machine."""
    found = (path for folder in folders for path in folder.rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def template_files() -> list[Path]:
    """Every template, whatever it renders to."""
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def nodes(path: Path, *kinds: type) -> Iterator[ast.AST]:
    """The nodes of these kinds in a Python file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, kinds))


def dotted(node: ast.AST) -> str:
    """``a.b.c`` for an attribute chain; "" for anything else at its root."""
    if isinstance(node, ast.Attribute):
        left = dotted(node.value)
        return f"{left}.{node.attr}" if left else node.attr
    return node.id if isinstance(node, ast.Name) else ""


def at(path: Path, node: ast.AST) -> str:
    """``file:line``, to click on."""
    return f"{name_of(path)}:{node.lineno}"


def judge(found: Iterable[tuple[str, str]], exceptions: dict[str, str], rule: str) -> None:
    """Fail on every (file or function, message) without an exception, and on exceptions nobody needs.

    ``exceptions`` maps the first half to the reason why it is allowed.
    """
    found = list(found)
    bad = [message for key, message in found if key not in exceptions]
    stale = sorted(set(exceptions) - {key for key, _ in found})
    assert not bad, f"{rule}:\n" + "\n".join(bad)
    assert not stale, f"{rule}: exceptions that are not needed any more: {stale}"
    assert all(exceptions.values()), f"{rule}: every exception needs its reason"
