"""``renda inspection list|export``: where the inspections stand; one inspection with all its papers, photos and problems as a folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any
from uuid import UUID

from renda.cli.output import CommandError, Result
from renda.cli.town import add_town_argument, working_in, write_file

NAME = "inspection"
HELP = "监督检查：列出来，或者把一件导出成文件夹"
NEEDS_DJANGO = True
FINDINGS, PROBLEMS = "现场记录.xlsx", "问题和整改.xlsx"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    listing = actions.add_parser("list", help="列出监督检查和编号")
    export = actions.add_parser("export", help="把一件监督检查的案卷、现场记录和问题导出")
    export.add_argument("id", metavar="编号", help="inspection list 列出的编号")
    export.add_argument("folder", type=Path, metavar="文件夹", help="写到哪个文件夹（新的，或者空的）")
    for one in (listing, export):
        add_town_argument(one)


def run(args: argparse.Namespace) -> Result:
    with working_in(args.town) as (_, actor):
        return listed(actor) if args.action == "list" else exported(found_by(actor, args.id), args.folder)


def listed(actor: Any) -> Result:
    from renda.kernel.access import policies
    from renda.modules.supervision import selectors
    from renda.modules.supervision.models import Inspection

    rows = [
        as_row(one, selectors.standing(one))
        for one in policies.visible(actor, Inspection).order_by("-opened_at", "-id")
    ]
    lines = [f"监督检查 {len(rows)} 件。"]
    lines += [
        f"{row['id']}　{row['topic']}　{row['state_label']}　问题{row['problems']}个，销号{row['closed']}个"
        for row in rows
    ]
    return Result({"count": len(rows), "inspections": rows}, lines)


def as_row(one: Any, standing: Any) -> dict[str, Any]:
    """One inspection, ready for JSON."""
    return {
        "id": str(one.pk),
        "topic": one.topic,
        "form": one.form,
        "state": one.state,
        "state_label": one.state_label(),
        "starts_on": one.starts_on,
        "problems": standing.total,
        "closed": standing.closed,
        "late": standing.late,
    }


def found_by(actor: Any, key: str) -> Any:
    from renda.kernel.access import policies
    from renda.modules.supervision.models import Inspection

    try:
        found = policies.visible(actor, Inspection).filter(pk=UUID(key)).first()
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"没有编号是“{key}”的监督检查。用 renda inspection list 看编号。")
    return found


def exported(inspection: Any, folder: Path) -> Result:
    """The dossier, the dossiers of its problems, and two tables. Nothing that is there is overwritten."""
    from renda.kernel.dossiers.filing import dossier_of
    from renda.modules.supervision import exporting, selectors

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CommandError(f"“{folder}”不是空文件夹，没有写。请换一个。")
    damaged = unpack(dossier_of(inspection), folder / "案卷")
    for problem in inspection.problems.order_by("position", "id"):
        damaged += unpack(dossier_of(problem), folder / f"问题{problem.position:02d}")
    write_file(folder / FINDINGS, exporting.findings_table(inspection))
    write_file(folder / PROBLEMS, exporting.problems_table(inspection))
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    data = {
        **as_row(inspection, selectors.standing(inspection)), "folder": str(folder), "findings": inspection.findings.count(),
        "files": files, "damaged": damaged,
    }  # fmt: skip
    lines = [
        f"已把“{inspection}”导出到 {folder}，共{len(files)}个文件。",
        *(f"！打不开，没有导出：{title}" for title in damaged),
    ]
    return Result(data, lines)


def unpack(dossier: Any, folder: Path) -> list[str]:
    """Write the files of a dossier; gives the titles of those whose bytes are lost."""
    from renda.kernel.dossiers.export import prepare

    package = prepare(dossier)
    folder.mkdir(parents=True)
    for member in package.members:
        write_file(folder / member.path, b"".join(member.read()))
    return package.damaged
