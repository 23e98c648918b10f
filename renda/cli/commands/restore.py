"""``renda restore FILE``: bring a backup back, also on an empty machine."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from renda.cli.commands.backup import password_from
from renda.cli.output import CommandError, Result, progress

NAME = "restore"
HELP = "从备份文件恢复全部数据（先关闭系统；原来的数据会另存，不会删除）"
NEEDS_DJANGO = True
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="文件", type=Path, help="备份文件")
    parser.add_argument("--password-env", metavar="变量名", help="从这个环境变量读备份密码")


def run(args: argparse.Namespace) -> Result:
    from django.conf import settings

    from renda.cli import database
    from renda.kernel.safekeeping.errors import RestoreRefused
    from renda.kernel.safekeeping.restore import restore

    try:
        password = _password(args)
        report = restore(args.file, Path(settings.DATA_DIR), progress, password=password)
    except RestoreRefused as error:
        raise CommandError(str(error)) from error
    database.bring_up_to_date(progress)
    lines = [f"已恢复 {report.made_at[:16].replace('T', ' ')} 的备份：{report.files}份文件，{report.rows}条记录。"]
    if report.kept_in:
        lines.append(f"原来的数据另存在 {report.kept_in}，确认无误后可以自行删除。")
    data = {
        "made_at": report.made_at,
        "files": report.files,
        "rows": report.rows,
        "tables": report.tables,
        "kept_in": report.kept_in,
    }
    return Result(data, lines)


def _password(args: argparse.Namespace) -> str | None:
    from renda.kernel.safekeeping.reader import has_password

    if args.password_env or not has_password(args.file) or not sys.stdin.isatty():
        return password_from(args.password_env)
    return getpass.getpass("备份密码：")
