"""The clock over many deadlines: how long one run takes, and how it grows.

    python -m benchmarks.clock [--sizes 10000,30000,100000]

Makes its own throw-away town. Beside the product's loop (which looks only at deadlines whose one next moment has
come) it times the naive way: reading every open deadline and comparing its day. Goal: growth no faster than n log n.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import date, timedelta

from benchmarks.table import show, use

DAY = date(2026, 6, 1)
DUE_SHARE = 50


def fill(size: int) -> None:
    """``size`` running deadlines; one in fifty wants a look today."""
    from renda.foundation import clock
    from renda.foundation.ids import new_id
    from renda.kernel.deadlines.models import Deadline

    rows = []
    for number in range(size):
        today = number % DUE_SHARE == 0
        due_on = DAY + timedelta(days=7 if today else 20 + number % 200)
        rows.append(
            Deadline(
                model="bench.matter", object_id=new_id(), key="reply", rule="suggestion-reply-three-months",
                label="答复期限", subject=f"第{number}号", waits_for="suggestion.reply", start_on=DAY, due_on=due_on,
                first_due_on=due_on, explanation={}, next_look_at=clock.at(due_on - timedelta(days=7), 8),
            )
        )  # fmt: skip
    Deadline.objects.all().delete()
    Deadline.objects.bulk_create(rows, batch_size=2000)


def naive() -> int:
    """What a system without a next moment does: read them all."""
    from renda.kernel.deadlines.models import Deadline

    return sum((row.due_on - DAY).days in (1, 3, 7, 15) for row in Deadline.objects.filter(status="running").iterator())


def timed(work) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="10000,30000,100000")
    sizes = [int(size) for size in options.parse_args().sizes.split(",")]
    use(tempfile.mkdtemp(prefix="renda-bench-"))
    from django.core.management import call_command

    from renda.foundation import clock
    from renda.kernel.deadlines.loop import run_clock
    from renda.kernel.units.founding import found_town
    from renda.kernel.units.scope import acting_in

    call_command("migrate", verbosity=0)
    town = found_town("测时镇")
    rows = []
    for size in sizes:
        with acting_in(town), clock.set_to(clock.at(DAY, 9)):
            fill(size)
            every = timed(naive)
        moment = clock.at(DAY, 9)
        first = timed(lambda moment=moment: run_clock(moment))
        again = timed(lambda moment=moment: run_clock(moment + timedelta(minutes=5)))
        rows.append([size, size // DUE_SHARE, f"{first:.2f}", f"{again:.3f}", f"{every:.2f}", f"{every / again:.0f}"])
    head = ["deadlines", "due today", "first run s", "idle run s", "read all s", "read all / idle"]
    show("clock run", head, rows)


if __name__ == "__main__":
    main()
