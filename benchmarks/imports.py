"""Importing a register of ten thousand rows: preview, confirm, memory; beside it openpyxl reading alone.

    python -m benchmarks.imports [--rows 10000]
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time

from benchmarks.table import memory_mb, show, use


def workbook(rows: int) -> bytes:
    """An Excel file of villagers' opinions."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("意见")
    sheet.append(["标题", "内容", "时间", "来源", "地点"])
    for number in range(rows):
        place = f"上河村{number % 12 + 1}组"
        sheet.append([f"{place}道路破损第{number}件", f"{place}道路破损严重，雨天积水，影响{number % 90 + 3}户出行。", "2026年3月5日", "来信", place])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_alone(data: bytes) -> int:
    """The baseline: the same file read cell by cell by openpyxl, nothing checked, nothing stored."""
    from openpyxl import load_workbook

    return sum(1 for _ in load_workbook(io.BytesIO(data), read_only=True).active.iter_rows(values_only=True))


def timed(work) -> tuple[float, object]:
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=10_000)
    size = options.parse_args().rows
    use(tempfile.mkdtemp(prefix="renda-bench-"))
    from django.core.management import call_command

    from renda.kernel.access.actors import system
    from renda.kernel.exchange import importing
    from renda.kernel.exchange.registry import importer
    from renda.kernel.units.founding import found_town
    from renda.kernel.units.scope import acting_in

    call_command("migrate", verbosity=0)
    town = found_town("测时镇")
    data = workbook(size)
    with acting_in(town):
        alone, _ = timed(lambda: read_alone(data))
        opinions, actor = importer("opinions"), system(town)
        looking, seen = timed(lambda: importing.preview(opinions, data, "意见.xlsx", actor))
        saving, report = timed(lambda: importing.confirm(opinions, data, "意见.xlsx", actor, seen.digest))
    rows = [
        ["openpyxl reading alone", f"{alone:.1f}", "1.0"],
        ["preview with reasons per row", f"{looking:.1f}", f"{looking / alone:.1f}"],
        ["confirm: check again, store, index", f"{saving:.1f}", f"{saving / alone:.1f}"],
    ]
    show(f"{size} rows, {report.created} stored", ["work", "s", "ratio"], rows)
    print(f"memory: {memory_mb()} MB")


if __name__ == "__main__":
    main()
