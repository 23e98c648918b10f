"""A PostgreSQL server of one's own for the length of a test run: made, used, thrown away."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from renda.config.requirements import find_postgres

USER = "renda"
NAME = "renda"
SETTINGS = {"max_connections": "60", "listen_addresses": "127.0.0.1", "log_min_messages": "fatal"}
# Durability is of no use to data that is thrown away.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class NoPostgres(Exception):
    """There is no PostgreSQL to test on; the message says what is missing."""


def _unprivileged() -> dict:
    """How to start a child that is not root: the server refuses to run as root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NoPostgres("PostgreSQL 不能以 root 运行，而这台电脑没有 postgres 用户。请安装 postgresql。")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _call(command: list, who: dict, folder: Path) -> None:
    log = folder / "setup.log"
    with log.open("ab") as stream:
        done = subprocess.run(command, cwd=folder, stdout=stream, stderr=stream, **who)
    if done.returncode:
        raise NoPostgres(f"PostgreSQL 没有启动：\n{log.read_text('utf-8', 'replace')[-2000:]}")


@contextmanager
def throwaway_cluster(*, durable: bool = False) -> Iterator[str]:
    """Start a fresh cluster on a free local port and give the address of its empty database; stop and delete it afterwards.

    Args:
        durable: write to the disk as an office's server does, so that times measured on it mean something.

    Raises ``NoPostgres`` when the server programs are missing or don't start.
    """
    programs = find_postgres()
    if programs is None:
        raise NoPostgres("没有找到 PostgreSQL，PostgreSQL 上的测试没有运行。请安装：apt install postgresql")
    who = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="renda-pg-"))
    if who:
        os.chown(folder, who["user"], who["group"])
    cluster, port = folder / "cluster", _free_port()
    control = [programs / "pg_ctl", "-D", cluster, "-w"]
    settings = SETTINGS if durable else SETTINGS | FORGETFUL
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    options += f" -p {port} -c unix_socket_directories={folder}"
    try:
        make = [programs / "initdb", "-D", cluster, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale"]
        _call(make, who, folder)
        _call([*control, "-l", folder / "server.log", "-o", options, "start"], who, folder)
        create = [programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", USER, NAME]
        try:
            _call(create, who, folder)
            yield f"postgres://{USER}@127.0.0.1:{port}/{NAME}"
        finally:
            _call([*control, "-m", "immediate", "stop"], who, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
