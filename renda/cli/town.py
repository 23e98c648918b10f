"""For which town a command works: the only one, or the one named with ``--town``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from renda.cli.output import CommandError


def add_town_argument(parser: argparse.ArgumentParser) -> None:
    """The option ``--town``."""
    parser.add_argument("--town", metavar="乡镇", help="哪个乡镇（只有一个乡镇时不用写）")


def chosen_town(name: str | None) -> Any:
    """The township called ``name``, or the only one.

    Raises:
        CommandError: no town yet, no town of that name, or several to choose from.
    """
    from renda.kernel.units.models import Unit, UnitKind

    towns = list(Unit.everywhere.filter(kind=UnitKind.TOWNSHIP).order_by("name"))
    names = [town.name for town in towns]
    if not towns:
        raise CommandError("还没有开通乡镇。请先启动系统，按向导开通。")
    if name is None:
        if len(towns) > 1:
            raise CommandError(f"这里有 {len(towns)} 个乡镇，请用 --town 写明是哪一个：{'、'.join(names)}", towns=names)
        return towns[0]
    found = next((town for town in towns if name in (town.name, town.short_name)), None)
    if found is None:
        raise CommandError(f"没有“{name}”这个乡镇。现有：{'、'.join(names)}", towns=names)
    return found


@contextmanager
def working_in(name: str | None) -> Iterator[tuple[Any, Any]]:
    """Inside the block the chosen town is active; gives the town and the actor of the command line."""
    from renda.kernel.access import actors
    from renda.kernel.units.scope import acting_in

    town = chosen_town(name)
    with acting_in(town):
        yield town, actors.console(town)


def write_file(path: Path, content: bytes) -> None:
    """Write a result in one piece; a name that is taken is refused, nothing is overwritten.

    Raises:
        CommandError: the file is there already, or can't be written.
    """
    try:
        with path.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        raise CommandError(f"“{path}”已经有了，没有覆盖。请换一个文件名。") from None
    except OSError as error:
        raise CommandError(f"“{path}”写不了：{error.strerror or error}。请检查文件夹是不是存在、能不能写。") from error
