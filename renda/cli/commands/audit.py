"""``renda audit verify``: prove that nobody changed or removed an entry of the log."""

from __future__ import annotations

import argparse

from renda.cli.output import Result

NAME = "audit"
HELP = "核对操作日志有没有被改动"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    actions.add_parser("verify", help="逐条核对每个乡镇的日志链")


def run(args: argparse.Namespace) -> Result:
    from django.db.models import F

    from renda.kernel.audit.verify import verify_chain
    from renda.kernel.units.models import Unit
    from renda.kernel.units.scope import acting_in

    towns, lines = [], []
    for town in Unit.everywhere.filter(pk=F("town_id")).order_by("name"):
        with acting_in(town):
            report = verify_chain(town)
        towns.append({"town": town.name, "entries": report.entries, "ok": report.ok, "faults": list(report.faults)})
        lines.append(f"{town.name}：{report.entries} 条，{'完好' if report.ok else '有问题'}")
        lines += [f"  {fault}" for fault in report.faults]
    ok = all(town["ok"] for town in towns)
    if not ok:
        lines.append("日志与记录时不一致。请保留现场，用最近的备份核对，并报告负责人。")
    return Result({"ok": ok, "towns": towns}, lines or ["还没有开通乡镇，没有日志可核对。"], ok)
