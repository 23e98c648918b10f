from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from renda.kernel.crypto import keyring
from renda.kernel.crypto.cipher import Unreadable, blind_index, decrypt, describe, encrypt

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("suite", [1, 2])
@pytest.mark.parametrize("text", ["13800001234", "11010519491231002X", "张三丰𠮷", "a" * 5000])
def test_there_and_back(suite, text):
    value = encrypt(text, "person.phone", suite=suite)
    assert text not in value
    assert describe(value)[0] == suite
    assert decrypt(value, "person.phone") == text
    assert encrypt(text, "person.phone", suite=suite) != value


def test_empty_stays_empty(own_keys):
    assert encrypt("", "x") == "" == decrypt("")


def test_a_change_anywhere_is_noticed():
    value = encrypt("13800001234", "person.phone")
    for position in range(len(value)):
        other = "A" if value[position] != "A" else "B"
        changed = value[:position] + other + value[position + 1 :]
        with pytest.raises(Unreadable):
            decrypt(changed)


@pytest.mark.parametrize("junk", ["1$", "hello", "1$abcd$x$!!!", "9$abcd$x$AAAA", "1$abcd$x$"])
def test_junk_is_refused_plainly(junk):
    with pytest.raises(Unreadable, match="[一-龥]"):
        decrypt(junk)


def test_a_value_for_another_purpose_is_refused():
    with pytest.raises(Unreadable):
        decrypt(encrypt("1", "person.phone"), "person.id_number")


def test_old_values_stay_readable_after_rotation():
    old = encrypt("13800001234", "p")
    index = blind_index("13800001234", "p")
    fresh = keyring.rotate()
    new = encrypt("13800001234", "p")
    assert describe(new)[1] == fresh != describe(old)[1]
    assert decrypt(old) == decrypt(new) == "13800001234"
    assert blind_index("13800001234", "p") == index


def test_without_its_key_a_value_is_unreadable(settings, tmp_path):
    value = encrypt("13800001234", "p")
    settings.DATA_DIR = tmp_path / "elsewhere"
    with pytest.raises(Unreadable, match="密钥"):
        decrypt(value)


def test_a_damaged_key_file_is_never_replaced(own_keys):
    encrypt("1", "p")
    path = own_keys / "field-keys.json"
    path.write_text(path.read_text()[:50])
    with pytest.raises(keyring.KeysUnavailable, match="备份"):
        encrypt("2", "p")
    assert len(path.read_text()) == 50


def test_the_key_file_is_private_and_secret_free_of_repr(own_keys):
    encrypt("1", "p")
    path = own_keys / "field-keys.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(own_keys.stat().st_mode) == 0o700
    assert [entry.name for entry in own_keys.iterdir()] == ["field-keys.json"]
    for entry in json.loads(path.read_text())["keys"].values():
        assert entry["secret"] not in repr(keyring.load())


def test_two_processes_starting_together_share_one_key(tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[2])\n"
        "from django.conf import settings; settings.configure(DATA_DIR=sys.argv[1])\n"
        "from renda.kernel.crypto.keyring import load; print(load().current)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "shared"), str(ROOT)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert len({process.communicate(timeout=60)[0] for process in running}) == 1


def test_blind_index_finds_equal_values_only():
    assert blind_index("138 0000-1234", "p") == blind_index("１３８００００１２３４", "p")
    assert blind_index("11010519491231002x", "p") == blind_index("11010519491231002X", "p")
    assert blind_index("13800001234", "p") != blind_index("13800001235", "p")
    assert blind_index("13800001234", "p") != blind_index("13800001234", "q")
    assert len(blind_index("1", "p")) == 64
