"""Secret votes: one prepared, one open, one declared; every text is nasty."""

from __future__ import annotations

from typing import Any

import pytest

from renda.kernel.secret_votes import casting, codes, steps

MONITORS = ("钱监票", "孙监票")


def secret_votes(world: Any, nasty: Any) -> None:
    """``vote``: prepared; ``vote_open``: being cast, with slip ``slip``; ``vote_done``: declared."""
    office = world.made.actor("office")

    def prepared(title: str):
        monitors = [nasty(name, 40) for name in MONITORS]
        return steps.prepare(
            office, title=nasty(title, 120), objects=[nasty("水利站", 80)], monitors=monitors, others=["客人"]
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
        done, cast, papers = opened(prepared("评议三"))
        casting.cast(casting.by_secret(cast[0][0]), ["satisfied"])
        done = steps.declare(office, steps.close_vote(office, fresh(done), papers))
    world.objects.update(
        vote=prepared("评议一").pk, vote_open=vote_open.pk, vote_done=done.pk, slip=slips[0][0]
    )
