"""Work that nobody clicks for: deadlines that advance, messages that go out, backups.

One thread in the server's own process, so that its writes queue at the same write lock as the pages'.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from datetime import datetime

from django.db import close_old_connections
from django.utils.module_loading import import_string

from renda.foundation import clock

# Called in this order on every round with the present moment.
JOBS = [
    "renda.kernel.deadlines.loop.run_clock",
    "renda.config.background.send_messages",
    "renda.kernel.safekeeping.schedule.run_scheduled",
    "renda.kernel.search.afterwards.finish_rebuilding",
    "renda.kernel.safekeeping.upkeep.once_a_day",
    "renda.kernel.proofreading.characters.keeping.keep_up",
    "renda.modules.drafting.renewal.scans.go_on",
    "renda.modules.intake.reading.go_on",
]
EVERY_SECONDS = 60
PARENT_CHECK_SECONDS = 2

log = logging.getLogger("renda.background")


def send_messages(now: datetime) -> int:
    """Send what every town has queued for message channels; returns how many went."""
    from renda.kernel.notices.outbox import send_due
    from renda.kernel.units.models import Unit, UnitKind
    from renda.kernel.units.scope import acting_in

    sent = 0
    for town in Unit.everywhere.filter(kind=UnitKind.TOWNSHIP, is_active=True):
        with acting_in(town), clock.set_to(now):
            sent += send_due()
    return sent


def run_once() -> int:
    """Run every job once; a job that fails is logged and does not stop the others. Returns how many failed."""
    failed = 0
    for path in JOBS:
        close_old_connections()
        try:
            import_string(path)(clock.now())
        except Exception:
            failed += 1
            log.exception("background job %s failed", path)
        finally:
            close_old_connections()
    return failed


def rounds(stop: threading.Event, every: float = EVERY_SECONDS) -> None:
    """Run the jobs every ``every`` seconds until ``stop`` is set."""
    while not stop.is_set():
        run_once()
        stop.wait(every)


def leave_with_parent(parent: int) -> None:
    """End this process when its parent is gone: a killed server must not keep the port and the database."""
    pause = threading.Event()
    while os.getppid() == parent:
        pause.wait(PARENT_CHECK_SECONDS)
    os._exit(1)


def start() -> threading.Event:
    """Start the background threads; setting the event that is returned ends the jobs."""
    stop = threading.Event()
    threading.Thread(target=rounds, args=(stop,), name="renda-background", daemon=True).start()
    if sys.platform != "win32":
        watch = (os.getppid(),)
        threading.Thread(target=leave_with_parent, args=watch, name="renda-parent", daemon=True).start()
    return stop
