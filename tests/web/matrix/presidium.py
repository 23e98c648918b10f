"""A meeting of the presidium and a decision a unit has to carry out."""

from __future__ import annotations

from datetime import timedelta

from renda.foundation import clock
from renda.kernel.procedures.execute import execute, open_matter


def presidium(world, nasty) -> None:
    made = world.made
    office, members = made.actor("office"), [made.people["chair"], made.people["presidium"]]
    plan = {"held_on": clock.today(), "starts": "上午9时", "venue": nasty("会议室", 60), "topics": f"{nasty('议题', 90)}\n第二个议题"}
    meeting = open_matter(office, "presidium", "plan", plan).matter
    execute(office, meeting, "open", {"host": members[0], "present": members})
    first = meeting.topics.first()
    record = {"topic": str(first.pk), "discussion": nasty("讨论"), "outcome": nasty("决定"), "in_favour": 2,
              "unit": made.units["water"], "due_on": clock.today() + timedelta(days=30)}  # fmt: skip
    execute(office, meeting, "record", record)
    world.objects.update(presidium_meeting=meeting.pk, presidium_decision=first.decisions.get().pk)
