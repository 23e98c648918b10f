"""Small helpers of the benchmarks: percentiles, a table on the screen, a town to measure on."""

from __future__ import annotations

import argparse
import math
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
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


def on_scratch_data(measure: Callable[[argparse.Namespace], int], given: argparse.Namespace) -> int:
    """Run ``measure`` on an empty data folder that is thrown away, with ``--postgres`` on a cluster of its own."""
    with ExitStack() as stack:
        data = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        if given.postgres:
            sys.path.insert(0, str(ROOT))
            from renda.config.postgres import throwaway_cluster

            os.environ["RENDA_DATABASE_URL"] = stack.enter_context(throwaway_cluster(durable=True))
        use(data)
        return measure(given)


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


def cpu_seconds(pid: int) -> float:
    """Processor seconds of a process and everything it started, so far; nan where the system doesn't tell (no /proc)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        children = [
            int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
        ]  # fmt: skip
    except OSError:
        return math.nan
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu_seconds(child) for child in children)


def yardstick_ms() -> float:
    """Processor milliseconds of one fixed piece of work, best of three: what this machine gives at this moment."""
    taken = []
    for _ in range(3):
        begun = time.thread_time()
        sum(number * number % 7 for number in range(200_000))
        taken.append((time.thread_time() - begun) * 1000)
    return min(taken)


def foot() -> None:
    """Print how busy the machine is: a figure in seconds says nothing without it."""
    load = " ".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "—"
    print(f"机器：{os.cpu_count()} 核，负载 {load}，固定小活 {yardstick_ms():.0f} 毫秒（处理器时间）")
