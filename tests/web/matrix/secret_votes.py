"""Secret votes: one prepared, one open, one declared; every text is nasty."""

from __future__ import annotations

from typing import Any

import pytest

from renda.kernel.secret_votes import codes, steps

MONITORS = ("钱监票", "孙监票")
GUESTS = [f"客人{number}" for number in range(9)]


def secret_votes(world: Any, nasty: Any) -> None:
    """``vote``: prepared; ``vote_open``: being cast, with slip ``slip``; ``vote_done``: declared, everybody voted on paper."""
    office = world.made.actor("office")

    def prepared(title: str):
        monitors = [nasty(name, 40) for name in MONITORS]
        return steps.prepare(
            office, title=nasty(title, 120), objects=[nasty("水利站", 80)], monitors=monitors, others=GUESTS
        )

    def opened(vote):
        slips = steps.print_slips(office, vote, len(vote.roll))
        papers = [steps.hand_code(office, fresh(vote), monitor) for monitor in vote.monitors.all()]
        count = len(slips)
        return steps.open_vote(office, fresh(vote), papers, present=count, drawn=count), slips, papers

    def fresh(vote):
        return type(vote).objects.get(pk=vote.pk)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codes, "MONITOR_COST", codes.SLIP_COST)
        vote_open, slips, _ = opened(prepared("评议二"))
        done, taken, papers = opened(prepared("评议三"))
        steps.exchange(office, done, [secret for secret, _ in taken])
        done = steps.close_vote(office, fresh(done), papers)
    for role in ("office", "chair"):
        done = steps.key_paper(
            world.made.actor(role),
            fresh(done),
            len(taken),
            {"1": {"satisfied": len(taken) - 1, "invalid": 1}},
        )
    done = steps.declare(office, fresh(done))
    world.objects.update(
        vote=prepared("评议一").pk, vote_open=vote_open.pk, vote_done=done.pk, slip=slips[0][0]
    )
