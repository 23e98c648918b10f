"""Small helpers of the benchmarks: percentiles, a table on the screen, a town to measure on."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def use(data: str) -> None:
    """Set Django up on the data folder ``data`` (made with ``renda demo``)."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renda.config.settings")
    os.environ["RENDA_DATA"] = str(Path(data).resolve())
    os.environ.setdefault("RENDA_SECOND_FACTOR", "0")
    import django

    django.setup()


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` of ``values`` lie (nearest rank)."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def show(title: str, head: list[str], rows: list[list]) -> None:
    """Print a table with aligned columns."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[index]) for row in cells) for index in range(len(head))]
    print(f"\n{title}")
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def memory_mb() -> int:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
