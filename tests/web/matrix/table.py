"""The table of who may open what, read from ``access.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.web.matrix.world import ANONYMOUS, ROLES, World

FILE = Path(__file__).with_name("access.yaml")
LOGIN = 302


@dataclass(frozen=True)
class Row:
    """One line of the table: ``expected`` maps every role to a status."""

    key: str
    name: str
    args: tuple[str, ...]
    query: str
    is_post: bool
    expected: dict[str, int]

    @property
    def objects(self) -> tuple[str, ...]:
        """The labels of the objects in the address."""
        return tuple(arg[1:] for arg in self.args if arg.startswith("$"))

    def url(self, world: World) -> str:
        args = [world.objects[arg[1:]] if arg.startswith("$") else arg for arg in self.args]
        return reverse(self.name, args=args) + self.query

    def ask(self, client: Client, world: World) -> HttpResponse:
        """The answer of the page, read to its end."""
        response = (client.post if self.is_post else client.get)(self.url(world))
        if response.streaming:
            b"".join(response.streaming_content)
        return response


def rows() -> list[Row]:
    """Every line of the table, in its order."""
    return [row_of(key, statuses) for key, statuses in yaml.safe_load(FILE.read_text("utf-8")).items()]


def row_of(key: str, statuses: dict[int, str]) -> Row:
    words = key.split()
    is_post = words[0] == "POST"
    name, *rest = words[1:] if is_post else words
    args = tuple(word for word in rest if not word.startswith("?"))
    query = "".join(word for word in rest if word.startswith("?"))
    return Row(key, name, args, query, is_post, expected_of(key, statuses))


def expected_of(key: str, statuses: dict[int, str]) -> dict[str, int]:
    """A status for each role. Raises ValueError for a role unknown or named twice."""
    found: dict[str, int] = {}
    rest = None
    for status, words in statuses.items():
        for word in words.split():
            if word == "everybody":
                return dict.fromkeys(ROLES, status)
            if word == "rest":
                rest = status
            elif word not in ROLES or word in found:
                raise ValueError(f"{key}: {word}")
            else:
                found[word] = status
    found.setdefault(ANONYMOUS, LOGIN)
    return {role: found.get(role, rest) for role in ROLES}


def named_patterns(resolver=None, namespace: str = "") -> Iterator[str]:
    """The name of every address of the product, with its namespace."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or pattern.pattern}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_patterns(pattern, inner)
