"""``renda archive check|export|file``: is the archive whole, a dossier out of it, dossiers sealed earlier into it.

``add`` (old papers by the folder) is in ``renda.cli.archive_add``.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from renda.cli import archive_add
from renda.cli.output import CommandError, Result, progress
from renda.cli.town import add_town_argument, working_in

NAME = "archive"
HELP = "档案：检查、导出案卷、收进旧文件、给以前封存的案卷编档号"
NEEDS_DJANGO = True
SHOWN = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    check = actions.add_parser("check", help="检查每件的内容、页数、档号，说出哪里坏了、好的在哪里")
    check.add_argument("--four", action="store_true", help="再按四性抽查一次，并记下结果")
    export = actions.add_parser("export", help="把一个案卷导出成文件夹，没有本系统也能打开")
    export.add_argument("dossier", metavar="案卷", help="档号，或者题名（只有一个案卷是这个题名时）")
    export.add_argument(
        "directory", type=Path, metavar="文件夹", help="导出到这个文件夹里，每个案卷一个新文件夹"
    )
    export.add_argument("--eep", action="store_true", help="每件再做一个封装包（DA/T 48）")
    file = actions.add_parser("file", help="给以前封存、还没有编档号的案卷编档号")
    for one in (check, export, file):
        add_town_argument(one)
    archive_add.add_actions(actions)


def run(args: argparse.Namespace) -> Result:
    with working_in(args.town) as (_, actor):
        return {"check": check, "export": export, "file": file_sealed}[args.action](args, actor)


# ------------------------------------------------------------------ check


def check(args: argparse.Namespace, actor: Any) -> Result:
    from renda.kernel.archive import integrity

    report = integrity.check(progress)
    data = {
        "ok": report.ok,
        "items": report.items,
        "parts": report.parts,
        "pages": report.pages,
        "unnumbered": report.unnumbered,
        "faults": [
            {
                "kind": one.kind,
                "code": one.code,
                "title": one.item,
                "what": one.what,
                "good_copy": one.good_copy,
            }
            for one in report.faults
        ],
    }
    lines = [
        f"归档文件{report.items}件、{report.parts}份、{report.pages}页，{'完好' if report.ok else '有问题'}。"
    ]
    if report.unnumbered:
        lines.append(f"有{report.unnumbered}件还没有档号，请在“档案”里登记全宗号。")
    lines += [one.line for one in report.faults[:SHOWN]]
    if len(report.faults) > SHOWN:
        lines.append(f"……共{len(report.faults)}处")
    ok = report.ok
    if args.four:
        ok = sampled(actor, data, lines) and ok
    return Result(data, lines, ok=ok)


def sampled(actor: Any, data: dict[str, Any], lines: list[str]) -> bool:
    """The yearly check by the four properties, added to the result."""
    from renda.kernel.archive.errors import CannotFile
    from renda.kernel.archive.four import running

    try:
        done = running.yearly(actor)
    except CannotFile as error:
        raise CommandError(str(error)) from error
    data["four"] = {"ok": done.is_ok, "subject": done.subject, "results": done.results}
    lines.append(f"四性检测：{done.subject}，{'没有不合格的' if done.is_ok else '有不合格的'}。")
    for row in running.told(done):
        if row["outcome"] == running.FAILED:
            lines.append(f"　　{row['key']} {row['line'].title}：{row['evidence'][0]}")
    return done.is_ok


# ------------------------------------------------------------------ export


def export(args: argparse.Namespace, actor: Any) -> Result:
    from renda.kernel.archive import export as leaving
    from renda.kernel.archive.errors import CannotFile

    try:
        made = leaving.export(actor, named(args.dossier), args.directory, eep=args.eep)
    except leaving.CannotExport as error:
        told = "".join(f"\n　　{fault}" for fault in error.faults)
        raise CommandError(f"{error}{told}", faults=error.faults) from error
    except CannotFile as error:
        raise CommandError(str(error)) from error
    data = {
        "folder": str(made.folder),
        "files": made.files,
        "bytes": made.bytes,
        "packages": made.packages,
        "ok": made.run.is_ok,
        "results": made.run.results,
    }
    lines = [
        f"已导出：{made.folder}（{made.files}个文件{f'，封装包{made.packages}个' if made.packages else ''}）",
        f"四性检测{'通过' if made.run.is_ok else '有不合格的，请看结果'}。",
    ]
    return Result(data, lines, ok=made.run.is_ok)


def named(words: str) -> Any:
    """The dossier (or, for an old paper, the item) with this number or title.

    Raises:
        CommandError: none, or several of that title.
    """
    from renda.kernel.archive.models import ArchiveItem
    from renda.kernel.dossiers.models import Dossier

    item = ArchiveItem.objects.filter(code=words).select_related("dossier").first()
    if item is not None:
        return item.dossier or item
    found = list(Dossier.objects.filter(title=words).order_by("opened_on", "id")[:2])
    if len(found) > 1:
        raise CommandError(f"有几个案卷都叫“{words}”，请写档号。")
    if not found:
        raise CommandError(f"没有档号或题名是“{words}”的案卷。在“档案”页面上可以查到档号。")
    return found[0]


# ------------------------------------------------------------------ file


def file_sealed(args: argparse.Namespace, actor: Any) -> Result:
    from renda.kernel.archive import filing

    dossiers, items = filing.file_sealed(actor)
    return Result(
        {"dossiers": dossiers, "items": items}, [f"以前封存的{dossiers}个案卷已编好，共{items}件。"]
    )
