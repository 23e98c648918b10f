"""The statistics kept up by themselves: made once after set-up, made anew when there is more to count."""

from __future__ import annotations

import json
import logging
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from renda.kernel.proofreading.characters import build, language, sources, store

PROGRESS = "progress.json"
RENEWED_EVERY = timedelta(weeks=1)
TRIED_EVERY = timedelta(hours=6)
log = logging.getLogger("renda.background")
_working = threading.Lock()


def keep_up(now: datetime, target: Path | None = None) -> bool:
    """Make the statistics when they are due; returns whether they were made. Meant for the background rounds.

    Due: when there are none, or a week after they were made when texts have changed since. A failed try waits
    some hours. Only one build runs at a time in a process.
    """
    target = target or build.folder()
    if not _due(now, target) or not _working.acquire(blocking=False):
        return False

    def tell(what: str, done: int, steps: int) -> None:
        note = {"what": what, "done": done, "of": steps, "tried_at": now.isoformat()}
        (target / PROGRESS).write_text(json.dumps(note, ensure_ascii=False), "utf-8")

    try:
        target.mkdir(parents=True, exist_ok=True)
        tell("准备", 0, 1)
        build.build(target, tell)
        return True
    except build.NothingToCount as error:
        log.warning("%s", error)
        return False
    finally:
        _working.release()


def progress(target: Path | None = None) -> dict | None:
    """How far the last or present build is: ``what``, ``done``, ``of``, ``tried_at``; None before the first."""
    try:
        return json.loads(((target or build.folder()) / PROGRESS).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None


@dataclass(frozen=True)
class Standing:
    """What this installation's statistics are: when made, of how many characters, from what; ``working``: what a first
    build is doing now, in words. ``made_at`` is None before the first is done."""

    made_at: datetime | None
    characters: int = 0
    names: tuple[str, ...] = ()
    words: int = 0
    working: str = ""

    @property
    def amount(self) -> int:
        """Tens of thousands of characters."""
        return round(self.characters / 10_000)


def standing(target: Path | None = None) -> Standing:
    """How the statistics stand, for people."""
    found = language.language(target)
    if found is not None:
        about = found.about
        names = tuple(source["name"] for source in about["sources"])
        total = sum(source["characters"] for source in about["sources"])
        return Standing(datetime.fromisoformat(about["made_at"]), total, names, about["words"])
    last = progress(target)
    return Standing(None, working=f"{last['what']}（{last['done']}/{last['of']}）" if last else "")


def _due(now: datetime, target: Path) -> bool:
    last = progress(target)
    if last and now - datetime.fromisoformat(last["tried_at"]) < TRIED_EVERY:
        return False
    try:
        about = store.Statistics(target / build.FILE).about
    except (FileNotFoundError, store.StatisticsUnreadable):
        return True
    old = now - datetime.fromisoformat(about["made_at"]) >= RENEWED_EVERY
    return old and about["state"] != build.state_of(sources.available())
