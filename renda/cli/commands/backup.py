"""``renda backup FILE``: everything into one file."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from renda.cli.output import CommandError, Result, progress

NAME = "backup"
HELP = "把数据库、文件和密钥备份成一个文件（系统运行时也可以）"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="文件", type=Path, help="备份文件的位置和名字，例如 E:/备份.zip")
    parser.add_argument("--password-env", metavar="变量名", help="从这个环境变量读备份密码；不写就不设密码")


def password_from(variable: str | None) -> str | None:
    """The password in the environment variable; CommandError when it was named but is empty."""
    if not variable:
        return None
    password = os.environ.get(variable)
    if not password:
        raise CommandError(f"环境变量 {variable} 里没有密码，请先设好再试。")
    return password


def run(args: argparse.Namespace) -> Result:
    from renda.kernel.safekeeping.backup import OPEN_WARNING, make_backup
    from renda.kernel.safekeeping.errors import BackupFailed

    try:
        report = make_backup(args.file, progress, password=password_from(args.password_env))
    except BackupFailed as error:
        raise CommandError(str(error)) from error
    lines = [f"已备份到 {report.path}（{report.size / 1024 / 1024:.1f} MB，{report.files}份文件，{report.rows}条记录）。"]
    lines.append("请记住备份密码，忘了就打不开。" if report.has_password else OPEN_WARNING)
    data = {
        "path": report.path,
        "size": report.size,
        "files": report.files,
        "rows": report.rows,
        "tables": report.tables,
        "has_password": report.has_password,
    }
    return Result(data, lines)
