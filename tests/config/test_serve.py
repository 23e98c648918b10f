"""Starting the product: ports, addresses, one server per data folder, and what the first start fills in."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from renda.config import serve
from renda.config.serve import CannotStart
from renda.config.single import AlreadyRunning, only_server


def test_a_busy_port_gives_way_to_the_next(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        chosen = serve.choose_port("127.0.0.1", port)
    assert port < chosen < port + serve.PORTS_TO_TRY
    assert f"端口 {port} 已被别的程序占用，改用 {chosen}" in capsys.readouterr().err


def test_a_host_that_is_not_ours_can_not_be_served():
    with pytest.raises(CannotStart, match="换一个端口"):
        serve.choose_port("192.0.2.1", 8000)


def test_addresses(monkeypatch):
    monkeypatch.setattr(serve, "network_address", lambda: "10.1.2.3")
    assert serve.addresses(serve.EVERYWHERE, 81) == ["http://127.0.0.1:81/", "http://10.1.2.3:81/"]
    assert serve.addresses("127.0.0.1", 81) == ["http://127.0.0.1:81/"]
    assert serve.addresses("::1", 81) == ["http://[::1]:81/"]


def test_the_second_server_learns_where_the_first_one_is(tmp_path):
    code = (
        "import sys; from pathlib import Path; from renda.config.single import *\n"
        "try:\n  only_server(Path(sys.argv[1])).__enter__()\n"
        "except AlreadyRunning as running: print(running.address)"
    )
    with only_server(tmp_path) as note_address:
        note_address("http://127.0.0.1:8000/")
        done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True)
        assert done.stdout.strip() == "http://127.0.0.1:8000/"
    with only_server(tmp_path):
        pass


def test_a_killed_server_leaves_the_folder_free(tmp_path):
    code = (
        "import os, sys; from pathlib import Path; from renda.config.single import *\n"
        "held = only_server(Path(sys.argv[1])); held.__enter__(); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path])
    with only_server(tmp_path), pytest.raises(AlreadyRunning), only_server(tmp_path):
        pass


@pytest.fixture
def starts(monkeypatch):
    """What a start does to the data, without a database: towns found, demonstration made."""
    import django

    from renda.cli import database

    seen = {"towns": False, "demo": 0, "dropped": 0}

    def made():
        seen["demo"] += 1
        seen["towns"] = True

    def dropped(folder):
        seen["dropped"] += 1
        seen["towns"] = False

    monkeypatch.setattr(django, "setup", lambda: None)
    monkeypatch.setattr(database, "bring_up_to_date", lambda tell: True)
    monkeypatch.setattr(serve, "_has_town", lambda: seen["towns"])
    monkeypatch.setattr(serve, "make_demo", made)
    monkeypatch.setattr(serve, "drop_half_made", dropped)
    return seen


def test_the_first_start_makes_the_demonstration_once(starts, tmp_path):
    serve.prepare_data(tmp_path, empty=False)
    serve.prepare_data(tmp_path, empty=False)
    assert starts["demo"] == 1
    assert serve.read_start(tmp_path) == "demo"


def test_an_empty_start_stays_empty(starts, tmp_path):
    serve.prepare_data(tmp_path, empty=True)
    serve.prepare_data(tmp_path, empty=False)
    assert starts["demo"] == 0
    assert serve.read_start(tmp_path) == "own"


def test_a_restored_town_gets_no_demonstration(starts, tmp_path):
    starts["towns"] = True
    serve.prepare_data(tmp_path, empty=False)
    assert (starts["demo"], serve.read_start(tmp_path)) == (0, "own")


@pytest.mark.parametrize("empty", [False, True])
def test_a_demonstration_that_was_cut_off_is_made_anew(starts, tmp_path, empty):
    serve.write_start(tmp_path, "making")
    starts["towns"] = True
    serve.prepare_data(tmp_path, empty=empty)
    assert starts["dropped"] == 1
    assert starts["demo"] == (0 if empty else 1)


def test_a_failed_demonstration_is_tried_again(starts, tmp_path, monkeypatch):
    def fails():
        raise CannotStart("没有生成成功")

    with monkeypatch.context() as patch, pytest.raises(CannotStart):
        patch.setattr(serve, "make_demo", fails)
        serve.prepare_data(tmp_path, empty=False)
    serve.prepare_data(tmp_path, empty=False)
    assert starts["demo"] == 1
