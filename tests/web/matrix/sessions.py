"""A session being prepared, with a step of the office's own and something in its dossier; every text is nasty."""

from __future__ import annotations

from datetime import date

from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.sessions.models import PlanStep


def sessions(world, nasty) -> None:
    office = world.made.actor("office")
    days = {"opens_on": date(2026, 11, 18), "closes_on": date(2026, 11, 19)}
    given = {"kind": "extraordinary", "cause": nasty("防汛"), **days}
    work = open_matter(office, "session", "start", given).matter
    words = {"label": nasty("请县领导", 120), "who": nasty("主席", 60), "hint": nasty("早点请"), "count": 9, "unit": "calendar-day"}
    execute(office, work, "add_step", {"phase": "before", **words})
    own = PlanStep.objects.get(work=work, is_own=True)
    world.objects.update(session=work.session_id, session_step=own.pk, old_session=world.made.session.pk)
