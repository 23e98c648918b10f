"""A round of appraisal on the water station while talks are held, and one that is being put right; every text is nasty."""

from __future__ import annotations

from datetime import timedelta

import pytest

from renda.foundation import clock
from renda.kernel.files import store
from renda.kernel.procedures.execute import execute, open_matter
from renda.kernel.secret_votes import codes, steps
from renda.kernel.secret_votes.models import SecretVote
from renda.modules.appraisals import questionnaires
from renda.modules.appraisals.models import Appraisal, Appraised
from tests.modules.supervision.scene import picture


def appraisals(world, nasty) -> None:
    """``round``, ``round_part``: being visited, with an unused slip; ``round_new``: proposed; ``round_done``, ``round_rated``,
    ``demand``: voted on, the unit works on its plan."""
    made = world.made
    world.objects["round_new"] = proposed(made, nasty, "评议三").pk
    ahead = visited(made, nasty, "评议一")
    part = ahead.units.get()
    slip = questionnaires.print_slips(made.actor("office"), part, 1)[0]
    done = voted(made, visited(made, nasty, "评议二"))
    rated = written(made, done, nasty)
    world.objects.update(
        round=ahead.pk, round_part=part.pk, question_slip=slip, round_done=done.pk, round_rated=rated.pk,
        demand=rated.demands.order_by("position").first().pk,
    )  # fmt: skip


def proposed(made, nasty, title: str) -> Appraisal:
    day = clock.today()
    data = {
        "title": nasty(title, 80), "year": day.year, "units": [made.units["water"]], "why": nasty("群众反映"), "visit_from": day, "visit_until": day,
        "meeting_on": day, "ends_on": day + timedelta(days=90), "guests": nasty("镇党委领导", 200),
    }  # fmt: skip
    return open_matter(made.actor("office"), "appraisal", "propose", data).matter


def visited(made, nasty, title: str) -> Appraisal:
    """Approved, planned, published, the heads have met, somebody went out, the run sheet stands."""
    office, day = made.actor("office"), clock.today()
    found, paper = proposed(made, nasty, title), store.accept(picture(kind="PNG"), "批件.png", town_id=made.town.pk)
    steps_taken = (
        ("ask", {}),
        ("approve", {"approved_on": day, "approved_by": nasty("镇党委", 80), "approval": nasty("同意"), "files": [paper]}),
        ("plan", {
            "leader": made.people["chair"], "deputies": [made.mandates["deputy"]], "contents": nasty("服务态度"), "visit_from": day, "visit_until": day,
            "visit_least": 1, "report_by": day, "meeting_on": day, "meeting_at": nasty("上午9时", 40), "venue": nasty("会议室", 80), "grades": "satisfied",
        }),
    )  # fmt: skip
    for verb, data in steps_taken:
        found = execute(office, found, verb, data).matter
    part = execute(
        office,
        found.units.get(),
        "team",
        {"head": made.mandates["deputy"], "team": [made.mandates["deputy"]]},
    ).matter
    found = execute(office, found, "publish").matter
    part = Appraised.objects.get(pk=part.pk)
    execute(
        made.actor("deputy"),
        part,
        "note",
        {"kind": "visit", "on": day, "by": nasty("李代表"), "people": 2, "text": nasty("水费单看不懂")},
    )
    found = execute(office, found, "leaders", {"on": day, "by": nasty("组长"), "text": nasty("分工")}).matter
    found = execute(
        office, found, "arrange", {"report_minutes": 10, "speech_minutes": 5, "question_minutes": 10}
    ).matter
    return execute(
        office, found, "speak", {"kind": "ask", "who": nasty("李代表", 40), "text": nasty("为什么？")}
    ).matter


def voted(made, found: Appraisal) -> Appraisal:
    """Everybody voted on paper, the unit came out poor."""
    office, day = made.actor("office"), clock.today()
    guests = "\n".join(f"客人{number}" for number in range(9))
    vote = execute(
        office, found, "vote", {"held_on": day, "monitors": "钱监票\n孙监票", "others": guests}
    ).result["vote"]

    def fresh():
        return SecretVote.objects.get(pk=vote.pk)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codes, "MONITOR_COST", codes.SLIP_COST)
        slips = steps.print_slips(office, fresh(), len(vote.roll))
        papers = [steps.hand_code(office, fresh(), monitor) for monitor in vote.monitors.all()]
        steps.open_vote(office, fresh(), papers, present=len(slips), drawn=len(slips))
        steps.exchange(office, fresh(), [secret for secret, _ in slips])
        steps.close_vote(office, fresh(), papers)
    for role in ("office", "chair"):
        steps.key_paper(made.actor(role), fresh(), len(slips), {"1": {"satisfied": 1, "not": len(slips) - 1}})
    steps.declare(office, fresh())
    return Appraisal.objects.get(pk=found.pk)


def written(made, done: Appraisal, nasty) -> Appraised:
    """The opinion letter is out, one of two things has its measure."""
    office, part = made.actor("office"), done.units.get()
    for word in ("甲", "乙"):
        part = execute(
            office, part, "list_demand", {"fault": nasty(f"问题{word}"), "ask": nasty(f"改{word}", 200)}
        ).matter
    part = execute(office, part, "opinion", {"merits": nasty("抢修及时")}).matter
    first = part.demands.order_by("position").first()
    measure = {
        "measure": nasty("排班"),
        "person": nasty("马骏", 40),
        "due_on": clock.today() + timedelta(days=20),
    }
    execute(made.actor("unit_handler"), first, "measure", measure)
    return part
