"""Run in a process of its own on a data folder of its own: the acts around a power cut.

make FILE        a town with an open vote; what is on paper (slips, codes) goes into FILE
cast FILE A B    casts the slips A … B-1, printing the number of each once it is in
mute FILE A      casts slip A and is killed before it can answer
half FILE A      is killed after the slip is marked and before the ballot is written
same FILE A N    N threads cast slip A at once; prints the answers
tell FILE        prints what is in the box: live, used, ballots
close FILE       closes the vote; prints the outcome
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections import Counter
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from renda.kernel.secret_votes import casting, codes, selectors, steps  # noqa: E402
from renda.kernel.secret_votes.models import SealedBallot, SecretVote, Slip  # noqa: E402
from renda.kernel.units.models import Unit  # noqa: E402
from renda.kernel.units.scope import acting_in  # noqa: E402
from tests.harness.town import make_town  # noqa: E402
from tests.kernel.secret_votes.room import room_of  # noqa: E402

codes.SLIP_COST = codes.MONITOR_COST = 2
VOTERS = 60
CHOICES = ("satisfied", "not")


def make(paper: Path) -> None:
    call_command("migrate", verbosity=0)
    made = make_town()
    with acting_in(made.town):
        room = room_of(made, voters=VOTERS).opened()
    paper.write_text(json.dumps({"slips": room.slips, "two": room.two}))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def cast(slip: list[str]) -> str:
    return str(casting.cast(casting.by_secret(slip[0]), CHOICES))


def main(verb: str, paper: Path, *words: str) -> None:
    if verb == "make":
        make(paper)
        return
    held = json.loads(paper.read_text())
    first = int(words[0]) if words else 0
    if verb == "cast":
        for place in range(first, int(words[1])):
            print(place, cast(held["slips"][place]), flush=True)
    elif verb == "mute":
        cast(held["slips"][first])
        die()
    elif verb == "half":
        SealedBallot.objects.create = lambda **given: die()
        cast(held["slips"][first])
    elif verb == "same":
        same(held["slips"][first], int(words[1]))
    with acting_in(Unit.everywhere.get(kind="township")):
        tell(verb, held)


def same(slip: list[str], number: int) -> None:
    answers: list[str] = []
    threads = [threading.Thread(target=lambda: answers.append(cast(slip))) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(Counter(answers)), flush=True)


def tell(verb: str, held: dict) -> None:
    if verb == "close":
        from renda.kernel.access.actors import console

        vote = SecretVote.objects.get()
        vote = steps.close_vote(console(vote.town), vote, held["two"])
        print(json.dumps(selectors.result_of(vote).lines))
        return
    marks = Counter(Slip.objects.values_list("mark", flat=True))
    print(json.dumps({**marks, "ballots": SealedBallot.objects.count()}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
