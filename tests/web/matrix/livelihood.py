"""A year's vote that takes wishes, with a candidate, and a project the water station has to carry out."""

from __future__ import annotations

from datetime import timedelta

from renda.foundation import clock
from renda.kernel.access.actors import system
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.execute import execute, open_matter


def livelihood(world, nasty) -> None:
    made, today = world.made, clock.today()
    office = made.actor("office")
    later = today + timedelta(days=60)
    session = CongressSession.objects.create(
        term=made.term, number=12, opens_on=later, closes_on=later + timedelta(days=1)
    )
    begin = {
        "year": today.year,
        "congress_session": session,
        "seats": 1,
        "wishes_until": today + timedelta(days=30),
    }
    campaign = open_matter(office, "livelihood", "begin", begin).matter
    wish = {
        "title": nasty("修路灯", 70),
        "source": "villager",
        "who": nasty("王秀英", 50),
        "place": nasty("上河村", 70),
    }
    campaign = execute(office, campaign, "wish", wish).matter
    proposal = {
        "title": nasty("路灯改造", 70),
        "content": nasty("装灯"),
        "unit": made.units["water"],
        "finish_on": later,
    }
    execute(office, campaign, "propose", proposal)
    fields = {"candidate": campaign.candidates.get(), "position": 1, "publish_by": later}
    project = open_matter(system(made.town.pk), "project", "assign", fields).matter
    world.objects.update(livelihood=campaign.pk, livelihood_project=project.pk)
