"""Files named on the command line."""

from __future__ import annotations

from pathlib import Path

from renda.cli.output import CommandError


def file_bytes(path: Path) -> bytes:
    """What is in the file. Raises CommandError in words that say what to do."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CommandError(f"“{path}”打不开：没有这个文件。请核对文件名和所在的文件夹。") from None
    except OSError as error:
        raise CommandError(f"“{path}”打不开：{error.strerror or error}。请确认没有别的程序占用，并有读取权限。") from error
