"""Votes: one on the list, one that is counted, one that was voided; every text is nasty."""

from __future__ import annotations

from typing import Any

from renda.kernel.ballots import steps


def ballots(world: Any, nasty: Any) -> None:
    """``ballot``: prepared; ``counted``: being counted with a sheet begun by the office; ``voided``: void."""
    made, office = world.made, world.made.actor("office")

    def prepared(title: str):
        return steps.prepare(
            office, session=made.session, title=nasty(title), question=nasty("请表决"), method="secret_paper",
            options=[nasty("甲", 120), nasty("乙", 120)],
        )  # fmt: skip

    counted = steps.close_ballot(office, steps.open_ballot(office, prepared("决议二"), present=3))
    sheet = steps.sheet_for(office, counted)
    steps.save_sheet(office, sheet, {"issued": nasty("3", 20)}, [{"name": nasty("丙", 40), "votes": "1"}])
    voided = steps.void(office, prepared("决议三"), nasty("印错"))
    world.objects.update(ballot=prepared("决议一").pk, counted=counted.pk, voided=voided.pk)
