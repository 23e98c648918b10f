"""Makes a county to measure on: multiplies the one town of a data folder into many, by copying its rows.

    python -m benchmarks.county --data DIR --towns 30

DIR is a COPY of a data folder with one town on SQLite (``renda demo``); it is changed in place. Every row that belongs to
the town is copied with new keys, so that each table has the size it would have in a county. The words of the copied
papers are left out to keep the file small, and the copied towns are not in the search index: pages are measured on the
original town, which now has twenty-nine neighbours; search has a benchmark of its own.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import time
from pathlib import Path

KEY_LENGTH = 32
LOW_BITS = 60
#: Tables that belong to no town, or that only the original town needs.
LEFT_OUT = ("django_", "sqlite_", "search_", "files_", "safekeeping_", "people_loginevent")
EMPTIED = {"documents_paper": {"content": "'{}'", "text": "''"}}
MADE_UNIQUE = {"people_account": ("username",), "access_onetimelink": ("digest",)}


def tables(database: sqlite3.Connection) -> list[str]:
    """The tables to copy."""
    rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in rows if not name.startswith(LEFT_OUT)]


def copied(database: sqlite3.Connection, table: str, number: int) -> str:
    """The statement that copies a table's original rows for town ``number``."""
    columns, values = [], []
    # What is not copied (files) is pointed at where it is.
    kept = {row[3] for row in database.execute(f'PRAGMA foreign_key_list("{table}")') if row[2].startswith(LEFT_OUT)}
    for _, name, kind, _, _, is_key in database.execute(f'PRAGMA table_info("{table}")'):
        if is_key and kind.lower() == "integer":
            continue
        columns.append(f'"{name}"')
        if name in EMPTIED.get(table, {}):
            values.append(EMPTIED[table][name])
        elif kind.lower() == f"char({KEY_LENGTH})" and name not in kept:
            values.append(f'rekey("{name}")')
        elif name in MADE_UNIQUE.get(table, ()):
            values.append(f"\"{name}\" || '-{number}'")
        else:
            values.append(f'"{name}"')
    return f'INSERT INTO "{table}" ({", ".join(columns)}) SELECT {", ".join(values)} FROM original."{table}"'


def rekeyed(number: int):
    """A function that gives every key of the original another one, the same for the same key."""
    mask = random.Random(number).getrandbits(LOW_BITS)

    def rekey(key: str | None) -> str | None:
        return key and f"{int(key, 16) ^ mask:032x}"

    return rekey


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", required=True)
    options.add_argument("--towns", type=int, default=30)
    chosen = options.parse_args()
    path = Path(chosen.data) / "renda.sqlite3"
    original = path.with_name("original.sqlite3")
    shutil.copyfile(path, original)
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.execute("PRAGMA journal_mode=OFF")
    database.execute("PRAGMA synchronous=OFF")
    database.execute("PRAGMA cache_size=-2000000")
    database.execute("PRAGMA foreign_keys=OFF")
    database.execute("ATTACH ? AS original", (str(original),))
    (town,) = database.execute("SELECT id FROM units_unit WHERE id = town_id AND kind = 'township'").fetchone()
    begun = time.perf_counter()
    for number in range(1, chosen.towns):
        rekey = rekeyed(number)
        database.create_function("rekey", 1, rekey, deterministic=True)
        database.execute("BEGIN")
        for table in tables(database):
            database.execute(copied(database, table, number))
        database.execute("UPDATE units_unit SET name = name || ? WHERE id = rekey(?)", (number, town))
        database.execute("COMMIT")
        print(f"town {number + 1}: {time.perf_counter() - begun:.0f} s", flush=True)
    database.execute("ANALYZE")
    database.close()
    original.unlink()


if __name__ == "__main__":
    main()
