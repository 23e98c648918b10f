"""Importing law texts: reading, saving, then articles and moves asked for.

    python -m benchmarks.laws [FOLDER | --made 200]

FOLDER holds official texts (docx, html, md, txt). Without it made-up laws are imported, which is said in the table.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.table import memory_mb, show, use

ARTICLES = 50
ASKED = 200


def made_up(count: int) -> list[tuple[str, bytes]]:
    """Laws of our own, each of fifty articles with a chapter for every ten."""
    from renda.foundation.chinese.numbers import to_chinese

    files = []
    for law in range(count):
        lines = [f"测时第{law}号条例", "（2020年1月1日通过）"]
        for number in range(1, ARTICLES + 1):
            if number % 10 == 1:
                lines.append(f"第{to_chinese(number // 10 + 1)}章 第{number // 10 + 1}部分")
            lines.append(
                f"第{to_chinese(number)}条 第{law}号条例的这一条规定第{number * 7 + law}件事由镇政府办理，办理情况向大会报告。"
            )
            lines.append(f"有关单位应当配合，期限是{number + law}日。")
        files.append((f"{law}.txt", "\n".join(lines).encode()))
    return files


def timed(work) -> tuple[float, object]:
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", type=Path)
    options.add_argument("--made", type=int, default=200)
    given = options.parse_args()
    use(tempfile.mkdtemp(prefix="renda-bench-"))
    from django.core.management import call_command

    from renda.kernel.access.actors import system
    from renda.kernel.library import collecting, importing, saving
    from renda.kernel.units.founding import found_town
    from renda.kernel.units.scope import acting_in

    call_command("migrate", verbosity=0)
    town = found_town("测时镇")
    files = list(collecting.from_path(given.folder)) if given.folder else made_up(given.made)
    size = sum(len(data) for _, data in files)
    with acting_in(town):
        reading, shown = timed(lambda: importing.preview(files))
        saving_time, report = timed(lambda: saving.confirm(shown, system(town.pk), shown.chosen_at_first))
        asking = ask(report)
    counts = "，".join(f"{importing.STANDINGS[key]} {count}" for key, count in shown.counts.items() if count)
    rows = [
        [
            "文件",
            f"{len(files)} 个，{size / 1e6:.1f} MB" + ("" if given.folder else "（自己编的，没有给文件夹）"),
        ],
        ["预览", counts],
        ["读取并核对", f"{reading:.1f} 秒，每秒 {len(files) / reading:.0f} 个"],
        [
            "保存并进入查找",
            f"{saving_time:.1f} 秒，{report.articles} 条，每秒 {report.articles / saving_time:.0f} 条",
        ],
        ["查一条", f"{asking * 1000:.2f} 毫秒"],
        ["内存", f"{memory_mb():.0f} MB"],
    ]
    show("法律文本导入", ["项目", "结果"], rows)


def ask(report) -> float:
    """Seconds for one article by title and number, on the average."""
    from renda.kernel.library import laws
    from renda.kernel.library.models import LawEdition

    titles = list(LawEdition.objects.values_list("work__title", flat=True)[:ASKED])
    spent, _ = timed(lambda: [laws.article(title, 1) for title in titles])
    return spent / len(titles)


if __name__ == "__main__":
    main()
