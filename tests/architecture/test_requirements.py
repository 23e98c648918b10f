"""Every dependency has its reason, and is locked with its digests."""

from __future__ import annotations

import re

import pytest

from tests.architecture.sources import ROOT

LISTS = ["requirements.in", "requirements-test.in"]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(file: str) -> list[str]:
    """The lines of a list that name a package."""
    lines = (ROOT / file).read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith(("#", "-"))]


def locked(file: str) -> dict[str, str]:
    """Package → its block in the lock file."""
    text = (ROOT / file).read_text("utf-8")
    blocks = re.split(r"\n(?=\S)", text)
    heads = ((re.match(r"([A-Za-z0-9._-]+)==", block), block) for block in blocks)
    return {plain(head.group(1)): block for head, block in heads if head}


@pytest.mark.parametrize("file", LISTS)
def test_every_dependency_has_a_reason(file):
    common = {"pytest", "pytest-django", "pytest-xdist"}  # the test runner itself
    bare = [line for line in wanted(file) if "#" not in line and line.strip() not in common]
    assert not bare, f"{file}: say why it is needed: {bare}"


@pytest.mark.parametrize("file", LISTS)
def test_every_dependency_is_locked_with_digests(file):
    lock = locked(file.replace(".in", ".txt"))
    names = [plain(re.match(r"[A-Za-z0-9._-]+", line).group()) for line in wanted(file)]
    assert names and not [name for name in names if name not in lock]
    assert not [name for name, block in lock.items() if "--hash=sha256:" not in block]


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-test.txt"])
def test_the_lock_names_no_place_to_fetch_from(file):
    text = (ROOT / file).read_text("utf-8")
    assert not re.search(r"^\s*(--(extra-)?index|--find-links|-i |-f )|://", text, re.M)


def test_the_test_lock_agrees_with_the_runtime_lock():
    def versions(file: str) -> dict[str, str]:
        return {name: block.split()[0] for name, block in locked(file).items()}

    testing = versions("requirements-test.txt")
    assert {name: pin for name, pin in versions("requirements.txt").items() if testing.get(name) != pin} == {}
