"""The power goes in the middle of a count: processes are killed outright, and what was typed is still there."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.journeys import server

#: A hall full of deputies, a vote being counted, the office signed in; prints the vote's key and the cookie.
MAKE = """
import django; django.setup()
from datetime import date
from django.conf import settings
from django.core.management import call_command
call_command("migrate", verbosity=0)
from renda.foundation import clock
from renda.kernel.units.scope import acting_in
from tests.harness.sessions import signed_in
from tests.harness.town import make_town
from tests.kernel.ballots import hall
made = make_town()
with acting_in(made.town):
    with clock.set_to(date(2026, 1, 20)):
        hall.fill_hall(made)
        ballot = hall.counting(made, hall.motion(made))
    client = signed_in(made.accounts["office"])
    print(ballot.pk, client.cookies[settings.SESSION_COOKIE_NAME].OutputString().split(";")[0])
"""


READ = """
import django; django.setup()
from renda.kernel.ballots.models import CountSheet
from renda.kernel.units.models import Unit
from renda.kernel.units.scope import acting_in
with acting_in(Unit.everywhere.get(kind="township")):
    sheet = CountSheet.objects.get()
    print(sheet.typed.get("issued", ""), sheet.is_finished)
"""


def environment(data: Path) -> dict[str, str]:
    return {**server.environment(data), "DJANGO_SETTINGS_MODULE": "renda.config.settings"}


def run(data: Path, code: str) -> str:
    """What a process of its own prints at last."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(data),
        cwd=server.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> tuple[Path, str, str]:
    """A data folder with a vote being counted: the folder, the vote's key, the office's cookie."""
    data = tmp_path_factory.mktemp("office")
    key, cookie = run(data, MAKE).split(" ", 1)
    return data, key, cookie


class Typist:
    """Somebody at the page of a count sheet."""

    def __init__(self, base: str, key: str, cookie: str):
        self.host, self.key, self.cookie = urlsplit(base).netloc, key, cookie

    def ask(self, method: str, path: str, data: dict | None = None) -> str:
        """The page, after what it leads on to; fails when it is not given."""
        connection = http.client.HTTPConnection(self.host, timeout=server.PATIENCE)
        headers = {"Cookie": self.cookie, "Referer": f"http://{self.host}/"}
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urlencode(data or {}), headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and value.startswith("csrftoken"):
                self.cookie += "; " + value.split(";")[0]
        page = answer.read().decode()
        if answer.status == http.client.FOUND:
            return self.ask("GET", answer.getheader("Location"))
        assert answer.status == http.client.OK, page
        return page

    def sheet(self) -> str:
        return self.ask("GET", f"/ballots/{self.key}/sheet/")

    def send(self, word: str, **typed: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.sheet())[1]
        return self.ask("POST", f"/ballots/{self.key}/sheet/{word}/", {"csrfmiddlewaretoken": token, **typed})


def test_what_was_kept_before_the_process_was_killed_is_there(office):
    data, _, _ = office
    typist = subprocess.Popen(
        [sys.executable, "-m", "tests.kernel.ballots.typing_on"],
        cwd=server.ROOT, env=environment(data), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    confirmed = [typist.stdout.readline() for _ in range(20)]
    os.kill(typist.pid, signal.SIGKILL)
    confirmed += typist.stdout.readlines()
    typist.wait()
    last = [int(line) for line in confirmed if line.endswith("\n")][-1]
    kept, finished = run(data, READ).split()
    assert int(kept) >= last and finished == "False"


def test_the_half_typed_sheet_is_there_after_the_server_was_killed(office):
    data, key, cookie = office
    with server.process_of(data) as (base, process):
        typist = Typist(base, key, cookie)
        if 'name="issued"' not in typist.sheet():
            typist.send("start")
        typist.send("save", issued="58", returned="57", valid="5七")
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(server.PATIENCE)
    with server.process_of(data) as (base, _):
        page = Typist(base, key, cookie).sheet()
    assert 'value="58"' in page and 'value="57"' in page and 'value="5七"' in page
    assert run(data, READ) == "58 False"
