"""The ``renda`` command: finds the commands in ``renda/cli/commands``, runs one, prints its result.

A command is a module with ``NAME``, ``HELP``, ``add_arguments(parser)`` and ``run(args) -> Result``;
``NEEDS_DJANGO = True`` asks for the applications and an up-to-date database before ``run``
(``NEEDS_DATABASE = False`` leaves the database alone). Importing it must be cheap.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType

from renda.cli import commands, output
from renda.cli.arguments import Parser, UsageError

JSON_HINT = "每个命令都可以加 --json，结果以 JSON 输出。"


def command_modules(wanted: str | None = None) -> list[ModuleType]:
    """The command modules; only the one called ``wanted`` when a file bears that name."""
    stems = [entry.name for entry in pkgutil.iter_modules(commands.__path__)]
    named = [stem for stem in stems if wanted and stem.rstrip("_") == wanted]
    modules = [importlib.import_module(f"{commands.__name__}.{stem}") for stem in named or sorted(stems)]
    if named and wanted != modules[0].NAME:
        return command_modules()
    return sorted(modules, key=lambda module: module.NAME)


def build_parser(modules: Sequence[ModuleType]) -> Parser:
    """The parser of the whole command line, with one sub-parser for each command."""
    parser = Parser(prog="renda", description="人大办：乡镇人大办公室工作系统", epilog=JSON_HINT)
    choices = parser.add_subparsers(dest="command", metavar="命令", required=True, title="命令")
    for module in modules:
        sub = choices.add_parser(module.NAME, help=module.HELP, description=module.HELP, epilog=JSON_HINT)
        module.add_arguments(sub)
        sub.set_defaults(command_module=module)
    return parser


def prepare(module: ModuleType) -> None:
    """Load what the command says it needs."""
    if not getattr(module, "NEEDS_DJANGO", False):
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renda.config.settings")
    import django

    django.setup()
    if getattr(module, "NEEDS_DATABASE", True):
        from renda.cli import database

        database.bring_up_to_date(output.progress)


def take_json_flag(argv: Sequence[str]) -> tuple[list[str], bool]:
    """The arguments without ``--json``, which may stand anywhere before ``--``, and whether it was there."""
    words = list(argv)
    end = words.index("--") if "--" in words else len(words)
    head = [word for word in words[:end] if word != "--json"]
    return head + words[end:], len(head) < end


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The parsed command line; raises ``UsageError``."""
    first = next((word for word in argv if not word.startswith("-")), None)
    modules = command_modules(first)
    return build_parser(modules).parse_args(argv)


def execute(args: argparse.Namespace, json_wanted: bool) -> int:
    """Run the chosen command; returns the exit code."""
    try:
        prepare(args.command_module)
        return output.show(args.command_module.run(args), json_wanted=json_wanted)
    except output.CommandError as error:
        return output.show_error(error.message, json_wanted=json_wanted, code=output.FAILED, data=error.data)
    except UsageError as error:
        return output.show_error(error.message, json_wanted=json_wanted, code=output.MISUSED)


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``renda`` with ``argv`` (the process's own arguments by default); returns the exit code."""
    output.use_utf8()
    words, json_wanted = take_json_flag(sys.argv[1:] if argv is None else argv)
    try:
        args = parse(words)
    except UsageError as error:
        message = error.message if json_wanted else f"{error.message}\n{error.usage}"
        return output.show_error(message, json_wanted=json_wanted, code=output.MISUSED)
    args.json = json_wanted
    try:
        return execute(args, json_wanted)
    except KeyboardInterrupt:
        return output.show_error("已停止。", json_wanted=json_wanted, code=130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return output.FAILED
    except Exception as error:
        logging.getLogger("renda.cli").exception("command %s failed", args.command)
        message = f"没有做成：出现意外错误（{type(error).__name__}）。请把上面的内容和 data/logs 里的日志交给维护人员。"
        return output.show_error(message, json_wanted=json_wanted, code=output.FAILED)


if __name__ == "__main__":
    sys.exit(main())
