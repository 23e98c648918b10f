"""``renda export KIND FILE.xlsx``: a list as a spreadsheet; the export is logged."""

from __future__ import annotations

import argparse
from pathlib import Path

from renda.cli.output import CommandError, Result
from renda.cli.town import add_town_argument, working_in, write_file

NAME = "export"
HELP = "把建议、代表或单位导出成 Excel 表格"
NEEDS_DJANGO = True
KINDS = {"suggestions": "代表建议登记簿", "deputies": "代表名册", "units": "单位名单"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="种类", choices=list(KINDS), help="，".join(f"{k}（{v}）" for k, v in KINDS.items()))
    parser.add_argument("file", metavar="文件", type=Path, help="要写出的 .xlsx 文件")
    parser.add_argument("--reason", metavar="用途", default="", help="导出做什么用，记入日志")
    parser.add_argument("--unmasked", action="store_true", help="手机号、身份证号不打星号（必须写 --reason）")
    add_town_argument(parser)


def run(args: argparse.Namespace) -> Result:
    from django.db import transaction

    from renda.kernel.people import exporting
    from renda.modules.suggestions.exporting import export_suggestions

    if args.file.suffix.lower() != ".xlsx":
        raise CommandError("导出的文件名请以 .xlsx 结尾。")
    with working_in(args.town) as (town, actor), transaction.atomic():
        try:
            if args.kind == "suggestions":
                content = export_suggestions(actor, args.reason)
            elif args.kind == "deputies":
                content = exporting.export_deputies(actor, args.reason, unmasked=args.unmasked)
            else:
                content = exporting.export_units(actor, args.reason, unmasked=args.unmasked)
        except exporting.ReasonNeeded as error:
            raise CommandError("导出完整的手机号、身份证号要写明用途。请用 --reason 写上。") from error
        # Inside the transaction: a file that can't be written leaves no entry in the log.
        write_file(args.file, content)
    data = {"kind": args.kind, "file": str(args.file), "bytes": len(content), "town": town.name}
    return Result(data, [f"已把{KINDS[args.kind]}导出到 {args.file}。"])
