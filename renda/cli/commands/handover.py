"""``renda handover``: the hand-over pack for whoever takes over the office, as PDF or Word."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from renda.cli.arguments import positive
from renda.cli.output import CommandError, Result
from renda.cli.town import add_town_argument, working_in, write_file

NAME = "handover"
HELP = "生成交接册：要办的、答应了的、东西在哪里、谁是谁、去年的公文"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="文件", type=Path, help="存成 .pdf 或者 .docx；不写就只列数")
    parser.add_argument("--year", metavar="年度", type=positive, help="列哪一年的公文（不写就是去年）")
    add_town_argument(parser)


def run(args: argparse.Namespace) -> Result:
    from renda.foundation import clock
    from renda.kernel.documents.engine.docx import render_docx
    from renda.kernel.documents.engine.pdf import render_pdf
    from renda.reports.handover import Pack
    from renda.reports.handover_paper import paper

    makers = {".pdf": lambda official: render_pdf(official).bytes, ".docx": render_docx}
    if args.out and args.out.suffix.lower() not in makers:
        raise CommandError(f"“{args.out}”要以 .pdf 或者 .docx 结尾。")
    with working_in(args.town) as (_, actor):
        pack = Pack(actor, args.year or clock.today().year - 1)
        data = as_data(pack)
        if args.out:
            write_file(args.out, makers[args.out.suffix.lower()](paper(pack)))
    data["file"] = str(args.out) if args.out else ""
    lines = [f"{label}：{data[key]}" for key, label in LABELS.items()]
    return Result(data, [*lines, f"已存成 {args.out}。"] if args.out else lines)


LABELS = {
    "due": "有期限、还没有办的事",
    "running": "正在办的事项",
    "promises": "答应了、还没有兑现的",
    "notes": "钥匙、印章等备忘",
    "boxes": "档案盒",
    "units": "承办单位",
    "groups": "代表小组",
    "papers": "列出的公文",
}


def as_data(pack: Any) -> dict[str, Any]:
    """How many there are of each part, and the next things due."""
    return {
        "date": pack.made_on,
        "year": pack.year,
        "due": pack.due.total,
        "next_due": [
            {"due_on": row.due_on, "subject": row.subject, "waits_for": row.waits_for} for row in pack.due.rows[:10]
        ],
        "running": sum(kind.total for kind in pack.running),
        "running_by_kind": {kind.label: kind.total for kind in pack.running},
        "promises": pack.promises.total,
        "notes": sum(len(notes) for _, notes in pack.notes),
        "boxes": len(pack.boxes),
        "units": len(pack.units),
        "groups": len(pack.groups),
        "papers": sum(month.total for month in pack.months),
        "papers_by_month": {month.number: month.total for month in pack.months},
    }
