"""``renda verify``: is everything still whole?"""

from __future__ import annotations

import argparse

from renda.cli.output import Result, progress

NAME = "verify"
HELP = "检查数据库、文件、日志和备份是否完好"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """This command takes no arguments."""


def run(args: argparse.Namespace) -> Result:
    from renda.kernel.safekeeping.verify import FAULTS_SHOWN, verify

    report = verify(progress)
    lines = []
    for _, title, finding in report.findings:
        mark = "正常" if finding.ok else "注意" if finding.warning else "有问题"
        lines.append(f"【{mark}】{title}：{finding.summary}")
        lines += [f"　　{fault}" for fault in finding.faults[:FAULTS_SHOWN]]
        if len(finding.faults) > FAULTS_SHOWN:
            lines.append(f"　　……共{len(finding.faults)}处")
    lines.append("检查完毕，没有发现损坏。" if report.ok else "检查完毕，发现问题，请按上面的提示处理。")
    found = [
        {"key": key, "title": title, "ok": one.ok, "warning": one.warning, "summary": one.summary, "faults": one.faults}
        for key, title, one in report.findings
    ]
    return Result({"ok": report.ok, "checks": found}, lines, ok=report.ok)
