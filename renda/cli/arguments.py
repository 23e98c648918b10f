"""Command-line arguments in Chinese: argparse with Chinese wording, and the value types commands share."""

from __future__ import annotations

import argparse
import re
from datetime import date
from typing import Any, NoReturn

# argparse looks its wording up through gettext; these are the entries a command line can show.
WORDING = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "optional arguments": "选项",
    "subcommands": "子命令",
    "show this help message and exit": "显示这份说明",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s：%(message)s",
    "the following arguments are required: %s": "缺少必须填写的内容：%s",
    "one of the arguments %s is required": "以下几项必须填一项：%s",
    "unrecognized arguments: %s": "多出了不认识的内容：%s",
    "expected one argument": "后面要跟一个值",
    "expected at most one argument": "后面最多跟一个值",
    "expected at least one argument": "后面至少要跟一个值",
    "not allowed with argument %s": "不能和 %s 一起用",
    "ignored explicit argument %r": "后面不能带值 %r",
    "invalid %(type)s value: %(value)r": "%(value)r 不是需要的内容（应为 %(type)s）",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)r 这一项，可选：%(choices)s",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": "没有 %(value)r 这一项，可选：%(choices)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "没有 %(parser_name)r 这个命令，可选：%(choices)s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不够明确，可能是 %(matches)s",
}
TYPE_NAMES = {"int": "整数", "float": "数字", "str": "文字"}


class UsageError(Exception):
    """The command line was not understood."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese and raises ``UsageError`` instead of leaving the process."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        speak_chinese()
        kwargs.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        kwargs.setdefault("allow_abbrev", False)
        super().__init__(*args, **kwargs)

    def error(self, message: str) -> NoReturn:
        for english, chinese in TYPE_NAMES.items():
            message = message.replace(f"（应为 {english}）", f"（应为{chinese}）")
        raise UsageError(message, self.format_usage().strip())


def speak_chinese() -> None:
    """Give argparse our wording in place of its English one."""
    argparse._ = lambda text: WORDING.get(text, text)
    argparse.ngettext = lambda one, many, count: "后面要跟 %s 个值"


def day(text: str) -> date:
    """A calendar day in ISO form; the type for every date argument."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise argparse.ArgumentTypeError(f"日期“{text}”看不懂，请写成 2026-03-05 这样的形式")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"没有“{text}”这一天，请核对年月日") from None


def positive(text: str) -> int:
    """A whole number of at least one."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是大于零的整数")
    return int(text)
