"""An election with a nomination, its method, a removal motion, a resignation and a questioning motion; every text is nasty."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from renda.foundation import clock
from renda.kernel.people.models import Appointment, CongressSession
from renda.kernel.procedures.execute import execute, open_matter


def elections(world: Any, nasty: Any) -> None:
    """In a session of its own that is on today: ``removal`` and ``questioning`` are moved by the deputy."""
    made, today = world.made, clock.today()
    office, deputy = made.actor("office"), made.actor("deputy")
    session = CongressSession.objects.create(term=made.term, number=9, opens_on=today, closes_on=today + timedelta(days=1))
    mayor = Appointment.objects.get(person=made.people["leader"], post="镇长")
    method = open_matter(office, "election_method", "draft", {
        "congress_session": session, "nominate_on": session.closes_on, "nominate_at": time(17), "margins": {"deputy_township_head": 1},
        "write_in_abstain": "not_allowed", "after_printing": "reprint", "shortfall": "presidium", "scrutineers": 2,
        "booth": nasty("会场两侧", 80), "other": nasty("其他"),
    }).matter  # fmt: skip
    election = open_matter(office, "election", "open", {
        "congress_session": session, "post": "deputy_township_head", "seats": 1, "occasion": "by_election",
    }).matter  # fmt: skip
    execute(deputy, election, "nominate", {
        "person": made.people["unit_leader"], "present_post": nasty("站长", 80), "career": nasty("简历"), "reason": nasty("办事公道"),
    })  # fmt: skip
    removal = open_matter(deputy, "removal", "move", {"congress_session": session, "appointment": mayor, "grounds": nasty("不到会")}).matter
    resignation = open_matter(office, "resignation", "receive", {
        "congress_session": session, "session": session, "appointment": mayor, "addressed_to": "congress", "requested_on": today,
        "reason": nasty("工作变动", 200),
    }).matter  # fmt: skip
    questioning = open_matter(deputy, "questioning", "move", {
        "congress_session": session, "target": made.units["government"], "issue": nasty("资金", 200), "content": nasty("请说明"),
    }).matter  # fmt: skip
    world.objects.update(
        voting_session=session.pk, method=method.pk, election=election.pk, removal=removal.pk, resignation=resignation.pk,
        questioning=questioning.pk,
    )  # fmt: skip
