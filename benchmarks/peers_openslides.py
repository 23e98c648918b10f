"""OpenSlides 3.3 from a virtual environment of its own, for ``benchmarks.peers_session``: started on a throw-away folder, driven by
its own web client (the import) and by the interface that client uses (the polls)."""

from __future__ import annotations

import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from benchmarks.peers_material import GOOD_SHEET, WRONG_SHEETS, Measured, as_csv, deputies

CSV_HEAD = (
    "Title", "Given name", "Surname", "Structure level", "Participant number", "Groups", "Comment", "Is active", "Is present",
    "Is a committee", "Initial password", "Email", "Username", "Gender", "Vote weight",
)  # fmt: skip
GENDERS = {"男": "male", "女": "female"}
WAIT = 120_000
#: So high that its client draws every row of its preview: the last one is waited for.
WINDOW = {"width": 1366, "height": 9000}


class OpenSlides:
    """One running server and a browser in which its administrator has signed in."""

    def __init__(self, venv: Path, folder: Path, port: int, browser: Any) -> None:
        self.command = [
            str(venv / "bin" / "openslides"), "start", "--no-browser", "--host", "127.0.0.1", "--port", str(port),
            "--local-installation", "--settings_dir", str(folder), "--settings_filename", "settings.py",
        ]  # fmt: skip
        self.folder, self.base = folder, f"http://127.0.0.1:{port}"
        (folder / "personal_data" / "var").mkdir(parents=True, exist_ok=True)
        self.server = self.start()
        self.page = browser.new_page(viewport=WINDOW)
        self.page.set_default_timeout(WAIT)
        self.sign_in()

    def start(self) -> subprocess.Popen:
        server = subprocess.Popen(
            self.command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(3000):
            try:
                urllib.request.urlopen(f"{self.base}/apps/users/whoami/", timeout=5).read()
                return server
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        server.kill()
        raise SystemExit("OpenSlides 没有起来")

    def sign_in(self) -> None:
        self.page.goto(f"{self.base}/login", wait_until="commit")
        self.page.fill("input[formcontrolname=username]", "admin")
        self.page.fill("input[formcontrolname=password]", "admin")
        self.page.press("input[formcontrolname=password]", "Enter")
        self.page.wait_for_url(lambda address: "login" not in address)

    def ask(self, method: str, address: str, data: Any = None) -> tuple[int, Any]:
        """Status and answer of one call of its interface."""
        token = next((one["value"] for one in self.page.context.cookies() if "Csrf" in one["name"]), "")
        answer = self.page.context.request.fetch(
            self.base + address, method=method, data=data, headers={"X-CSRFToken": token, "Referer": self.base}, timeout=WAIT
        )  # fmt: skip
        told = answer.json() if "json" in answer.headers.get("content-type", "") else None
        # what it answers to a change stands beside the news it sends to everybody
        return answer.status, told["data"] if isinstance(told, dict) and "data" in told else told

    def users(self) -> list[dict]:
        return self.ask("GET", "/rest/users/user/")[1]

    def stop(self) -> None:
        self.server.kill()
        self.server.wait()


def their_row(number: int, row: dict[str, str]) -> tuple:
    """A row of the list in the columns it knows; what has none goes into the comment."""
    rest = "；".join(row[key] for key in ("出生日期", "手机号", "身份证号", "所在村（社区）"))
    return (
        "", row["姓名"][1:], row["姓名"][:1], row["选区"], f"N{number:03d}", row["代表小组"], rest, "1", "", "", "", "", "",
        GENDERS.get(row["性别"], row["性别"]), "",
    )  # fmt: skip


def their_import(theirs: OpenSlides) -> Measured:
    """The file chosen in their client, then its button for the import; what it left out it has found fault with."""
    rows, planted = deputies()
    file = theirs.folder / "deputies.csv"
    file.write_bytes(as_csv(CSV_HEAD, [their_row(number, row) for number, row in enumerate(rows)]))
    found, calls, page = Measured(), [], theirs.page
    page.goto(f"{theirs.base}/users/import", wait_until="commit")
    page.get_by_text("CSV import").click()
    page.wait_for_selector("input[type=file]", state="attached")
    page.on("request", lambda request: calls.append(request.url) if "/rest/" in request.url else None)
    begun = time.perf_counter()
    page.set_input_files("input[type=file]", file)
    page.get_by_text("N089").wait_for()
    with page.expect_response(lambda answer: "mass_import" in answer.url):
        page.get_by_text("Import", exact=True).first.click()
    found.seconds, found.requests = time.perf_counter() - begun, len(calls)
    # its client leaves out every row it finds fault with, and stores all others
    kept = {one["number"] for one in theirs.users()}
    flagged = {place for place in range(len(rows)) if f"N{place:03d}" not in kept}
    found.caught = {planted[place] for place in flagged & planted.keys()}
    found.false_alarms, found.stored = len(flagged - planted.keys()), len(rows) - len(flagged)
    return found


def votes_of(figures: tuple) -> dict[str, str]:
    """A count sheet in its fields; it has none for the ballots issued."""
    _, returned, valid, invalid, yes, no, abstain = map(str, figures)
    return {
        "Y": yes,
        "N": no,
        "A": abstain,
        "votescast": returned,
        "votesvalid": valid,
        "votesinvalid": invalid,
    }


def poll(theirs: OpenSlides, title: str) -> int:
    """A motion and its paper poll; the poll's key."""
    status, motion = theirs.ask("POST", "/rest/motions/motion/", {"title": title, "text": title})
    assert status == 201, motion
    facts = {
        "motion_id": motion["id"], "title": title, "type": "analog", "pollmethod": "YNA",
        "onehundred_percent_base": "cast", "majority_method": "simple",
    }  # fmt: skip
    status, made = theirs.ask("POST", "/rest/motions/motion-poll/", facts)
    assert status == 201, made
    return made["id"]


def their_count(theirs: OpenSlides) -> Measured:
    """A poll from the motion to the published result; then the sheets that can't be right."""
    found, begun = Measured(), time.perf_counter()
    made = poll(theirs, "关于工作报告的决议")
    entered = {"votes": votes_of(GOOD_SHEET), "publish_immediately": True}
    status, said = theirs.ask("PATCH", f"/rest/motions/motion-poll/{made}/", entered)
    assert status == 200, said
    found.seconds, found.requests = time.perf_counter() - begun, 3
    for name, figures in WRONG_SHEETS.items():
        status, _ = theirs.ask(
            "PATCH", f"/rest/motions/motion-poll/{poll(theirs, name)}/", {"votes": votes_of(figures)}
        )
        if status >= 400:
            found.caught.add(name)
    return found


def their_kill(theirs: OpenSlides) -> dict[str, bool]:
    """One poll published, one entered, one half entered; then kill -9; what is there after the restart."""
    published, entered, half = (poll(theirs, title) for title in ("宣布了的", "录完的", "录了一半的"))
    whole = votes_of(GOOD_SHEET)
    at = "/rest/motions/motion-poll/{}/".format
    theirs.ask("PATCH", at(published), {"votes": whole, "publish_immediately": True})
    theirs.ask("PATCH", at(entered), {"votes": whole})
    theirs.ask("PATCH", at(half), {"votes": {"Y": "50", "votescast": "58"}})
    theirs.stop()
    theirs.server = theirs.start()
    states = [theirs.ask("GET", at(one))[1] for one in (published, entered, half)]
    return {
        "宣布了的结果": states[0]["state"] == 4,
        "录完的一份": float(states[1]["votescast"] or 0) == GOOD_SHEET[1],
        "录了一半的一份": float(states[2]["votescast"] or 0) == GOOD_SHEET[1],
    }


def measured(venv: Path, folder: Path, port: int) -> dict[str, Any]:
    """Everything of their side."""
    from playwright.sync_api import sync_playwright

    from renda.config.requirements import find_browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        theirs = OpenSlides(venv, folder, port, browser)
        try:
            return {
                "import": their_import(theirs),
                "count": their_count(theirs),
                "kill": their_kill(theirs),
            }
        finally:
            theirs.stop()
            browser.close()
