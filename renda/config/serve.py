"""Starts the product on this computer: database, demonstration town on the first start, server, browser."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from renda.cli import output
from renda.cli.arguments import Parser, UsageError, positive
from renda.config.single import AlreadyRunning, only_server
from renda.kernel.safekeeping import pending

FIRST_PORT = 8000
PORTS_TO_TRY = 50
THREADS = 8
DEMO = ["demo", "--seed", "2026", "--years", "3", "--deputies", "60"]
EVERYWHERE = "0.0.0.0"
START_FILE = "start.json"


class CannotStart(Exception):
    """The product can't start; the message says why and what to do."""


def parser() -> Parser:
    """The options of a start."""
    options = Parser(prog="run.py", description="启动人大办系统；第一次启动会自动准备运行环境和演示乡镇。")
    options.add_argument("--data", metavar="目录", help="数据所在的文件夹（默认：程序文件夹里的 data）")
    options.add_argument("--port", type=positive, default=FIRST_PORT, metavar="端口", help="网页端口（默认 8000，被占用时自动换）")
    options.add_argument("--host", default=EVERYWHERE, metavar="地址", help="监听地址（默认 0.0.0.0，同一局域网的手机也能打开）")
    options.add_argument("--no-browser", action="store_true", help="不自动打开浏览器")
    options.add_argument("--empty", action="store_true", help="不生成演示乡镇，第一页是开通向导")
    return options


def is_free(host: str, port: int) -> bool:
    """True when a server can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def choose_port(host: str, wanted: int) -> int:
    """``wanted``, or the next free port after it. Raises ``CannotStart`` when there is none."""
    for port in range(wanted, min(wanted + PORTS_TO_TRY, 65536)):
        if is_free(host, port):
            if port != wanted:
                output.progress(f"端口 {wanted} 已被别的程序占用，改用 {port}。")
            return port
    raise CannotStart(f"地址 {host} 上从 {wanted} 起的端口都不能用。请用 --port 换一个端口，或核对 --host。")


def network_address() -> str | None:
    """This computer's address in the office network; asks the routing table, sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 9))
            address = probe.getsockname()[0]
        except OSError:
            return None
    return None if address.startswith("127.") or address == EVERYWHERE else address


def addresses(host: str, port: int) -> list[str]:
    """The addresses that open the product: this computer's first, then the network's."""
    if host != EVERYWHERE:
        return [f"http://{f'[{host}]' if ':' in host else host}:{port}/"]
    lan = network_address()
    return [f"http://127.0.0.1:{port}/", *([f"http://{lan}:{port}/"] if lan else [])]


def read_start(folder: Path) -> str:
    """What the first start of this data folder did: "", "making", "demo" or "own"."""
    try:
        return json.loads((folder / START_FILE).read_text("utf-8"))["content"]
    except (OSError, ValueError, KeyError):
        return ""


def write_start(folder: Path, content: str) -> None:
    """Remember what the first start did, also through a power cut."""
    draft = folder / f"{START_FILE}.part"
    with draft.open("w", encoding="utf-8") as stream:
        json.dump({"content": content}, stream)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(folder / START_FILE)


def drop_half_made(folder: Path) -> None:
    """Remove the database of a demonstration town whose making was cut off: nobody has worked in it yet."""
    if os.environ.get("RENDA_DATABASE_URL"):
        raise CannotStart("上次生成演示乡镇时中断了。请清空该数据库后重新启动，或加 --empty 启动空系统。")
    output.progress("上次生成演示乡镇时中断了，重新生成。")
    for path in folder.glob("renda.sqlite3*"):
        path.unlink()


def make_demo() -> None:
    """Make the demonstration town in a process of its own. Raises ``CannotStart`` when that fails."""
    output.progress("第一次启动：正在生成演示乡镇（虚构的人和事），大约需要一两分钟……")
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "renda.cli", *DEMO], stdout=sys.stderr)
    if done.returncode:
        raise CannotStart("演示乡镇没有生成成功，原因见上面的提示。可以加 --empty 先启动空系统。")
    output.progress(f"演示乡镇已生成，用时 {time.monotonic() - begun:.0f} 秒。")


def restore_waiting(backup: Path) -> str:
    """Bring back a backup that a page has checked, in a process of its own; an empty string, or why it failed."""
    output.progress("正在恢复在网页上选定的备份……")
    command = [sys.executable, "-m", "renda.cli", "restore", str(backup)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", errors="replace")
    if done.returncode == 0:
        output.progress(done.stdout.strip())
        return ""
    problem = done.stderr.strip().splitlines()[-1:] or ["没有恢复成功，现有数据没有改动。"]
    output.progress(f"没有恢复：{problem[0]}")
    return problem[0]


def note_restored(asked: dict) -> None:
    """Write into the log of every town that its data came from a backup."""
    from renda.kernel.access.actors import system
    from renda.kernel.audit.record import record
    from renda.kernel.units.models import TownProfile
    from renda.kernel.units.scope import acting_in

    for profile in TownProfile.objects.select_related("town"):
        with acting_in(profile.town):
            facts = {"made_at": asked.get("made_at", ""), "asked_by": asked.get("asked_by", "")}
            record(system(profile.town), "backup.restored", None, facts)


def prepare_data(folder: Path, empty: bool) -> None:
    """Bring the database up to date and, on the first start, fill it."""
    started = read_start(folder)
    if started == "making":
        drop_half_made(folder)
        started = ""
    restored = pending.carry_out(folder, restore_waiting)
    import django

    django.setup()
    from django.db import connection

    from renda.cli import database

    database.bring_up_to_date(output.progress)
    if restored:
        note_restored(restored)
    has_town = _has_town()
    connection.close()
    if empty or has_town:
        write_start(folder, started or "own")
    elif started != "own":
        write_start(folder, "making")
        make_demo()
        write_start(folder, "demo")


def _has_town() -> bool:
    from renda.kernel.units.models import Unit, UnitKind

    return Unit.everywhere.filter(kind=UnitKind.TOWNSHIP).exists()


def open_when_ready(url: str, host: str, port: int) -> None:
    """Open the browser as soon as the server answers."""
    target = "127.0.0.1" if host == EVERYWHERE else host
    for _ in range(200):
        try:
            socket.create_connection((target, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            webbrowser.open(url)
            return


def announce(urls: Sequence[str]) -> None:
    """Tell where the product is."""
    print(f"\n人大办已启动：{urls[0]}", flush=True)
    for url in urls[1:]:
        print(f"同一网络的手机和电脑：{url}", flush=True)
    print("要停止时，在这个窗口按 Ctrl+C。", flush=True)


def run_server(host: str, port: int) -> None:
    """Serve until Ctrl+C: one process with one write lock, eight threads."""
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    os.environ["RENDA_BACKGROUND"] = "1"
    Server(
        "renda.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=1,
        blocking_threads=THREADS,
        workers_kill_timeout=10,
        log_level=LogLevels.error,
    ).serve()


def start(args) -> None:
    """Start and stay until stopped. Raises ``CannotStart`` or ``AlreadyRunning``."""
    from renda.config.environment import data_dir

    folder = data_dir()
    (folder / "static").mkdir(exist_ok=True)
    with only_server(folder) as note_address:
        prepare_data(folder, args.empty)
        port = choose_port(args.host, args.port)
        urls = addresses(args.host, port)
        note_address(urls[0])
        announce(urls)
        if not args.no_browser:
            threading.Thread(target=open_when_ready, args=(urls[0], args.host, port), daemon=True).start()
        run_server(args.host, port)
    print("\n已停止。", flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a start with ``argv``; returns the exit code."""
    output.use_utf8()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renda.config.settings")
    try:
        args = parser().parse_args(sys.argv[1:] if argv is None else argv)
        if args.data:
            os.environ["RENDA_DATA"] = str(Path(args.data).expanduser().resolve())
        start(args)
    except UsageError as error:
        return output.show_error(f"{error.message}\n{error.usage}", json_wanted=False, code=output.MISUSED)
    except CannotStart as error:
        return output.show_error(str(error), json_wanted=False, code=output.FAILED)
    except AlreadyRunning as running:
        print(f"这个数据文件夹的人大办已经在运行：{running.address}", flush=True)
        if not args.no_browser and running.address:
            webbrowser.open(running.address)
    except KeyboardInterrupt:
        print("\n已停止。", flush=True)
    return output.OK


if __name__ == "__main__":
    sys.exit(main())
