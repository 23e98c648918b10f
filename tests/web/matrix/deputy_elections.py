"""An election of deputies with a list published and a candidate, and a recall; every text is nasty."""

from __future__ import annotations

from datetime import timedelta

from renda.foundation import clock
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.deputy_elections.models import Contest


def deputy_elections(world, nasty) -> None:
    made, today = world.made, clock.today()
    office = made.actor("office")
    facts = {
        "way": "general", "term": str(made.term.pk), "polling_on": today + timedelta(days=60), "quota": 2,
        "population": 30_000, "organ": nasty("选举委员会", 60), "decision": nasty("文号", 120),
    }  # fmt: skip
    election = open_matter(office, "deputy_election", "open", facts).matter
    election = execute(office, election, "divide", {"rows": [(made.constituency, 3000, 2)]}).matter
    contest = Contest.objects.get(election=election)
    candidate = {
        "name": nasty("甲一", 40), "gender": "female", "ethnicity": "汉族", "born": "1979年3月", "education": "高中",
        "post": nasty("会计", 80), "nominated_by": "voters", "nominator": nasty("王某", 80), "signers": 12, "received_on": today,
    }  # fmt: skip
    execute(office, contest, "nominate", candidate)
    started = open_matter(office, "deputy_election", "open", {**facts, "way": "by-election"}).matter
    started = execute(office, started, "divide", {"rows": [(made.constituency, 3000, 2)]}).matter
    execute(office, started, "start")
    listed = Contest.objects.get(election=started)
    execute(office, listed, "publish_roll", {"voters": 900, "done_on": today, "posted_at": nasty("村口", 80)})
    asked = {
        "mandate": made.mandates["third_deputy"],
        "signers": 31,
        "reasons": nasty("理由"),
        "received_on": today,
    }
    recall = open_matter(office, "recall", "ask", asked).matter
    world.objects.update(deputy_election=election.pk, contest=listed.pk, recall=recall.pk)
