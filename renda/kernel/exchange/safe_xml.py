"""XML of strangers, read in one pass: no document type, hence no entities and no outside files."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from renda.kernel.exchange.errors import broken_file


def parse(
    data: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Feed ``data`` to the handlers; names come without namespace.

    Raises:
        UnreadableFile: not well formed, or with a document type declaration.
    """
    parser = expat.ParserCreate(namespace_separator="\n")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attrs: start(_local(name), {_local(k): v for k, v in attrs.items()})
    if end:
        parser.EndElementHandler = lambda name: end(_local(name))
    if text:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise broken_file() from error


def _local(name: str) -> str:
    return name.rpartition("\n")[2]


def _refuse(*_: object) -> None:
    raise broken_file()
