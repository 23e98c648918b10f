"""Who may import whom; the contracts stand in .importlinter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import PRODUCT, ROOT, at, nodes, python_files


def test_imports_follow_the_layers():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_kernel_names_no_line_of_work():
    """Not even in a text: the kernel finds modules through registries."""
    import ast

    bad = [
        at(path, node)
        for path in python_files(PRODUCT / "kernel")
        for node in nodes(path, ast.Constant)
        if isinstance(node.value, str) and "renda.modules" in node.value
    ]
    assert not bad, f"kernel code that names a module: {bad}"


def test_ruff_has_nothing_to_say():
    program = Path(sys.executable).with_name("ruff")
    done = subprocess.run([program, "check", "--no-cache", "--output-format=concise", "."], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
