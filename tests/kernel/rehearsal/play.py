"""A short session played in a rehearsal through the product's own steps, from the notice to the close."""

from __future__ import annotations

from datetime import timedelta

from renda.foundation import clock
from renda.foundation.ids import new_id
from renda.kernel.ballots import steps
from renda.kernel.dossiers import filing
from renda.kernel.files.store import keep
from renda.kernel.people.models import CongressSession, Mandate
from renda.kernel.procedures.execute import execute
from renda.kernel.rehearsal import spaces
from renda.kernel.units.models import Unit
from renda.kernel.units.scope import acting_in
from renda.modules.drafting import texts
from renda.modules.sessions.attendance import invitations, roll
from renda.modules.sessions.attendance.models import Attendee
from renda.modules.sessions.models import SessionWork
from renda.modules.sessions.sittings.actions import course, planning, signing
from renda.modules.sessions.sittings.actions.signing import Scan

NOTICE = {
    "title": "会议通知",
    "text": "请按时到会。",
    "capacities": ["deputy"],
    "reply_by": None,
    "paper": None,
}


def actors(space: Unit, *posts: str) -> list:
    """Who holds the posts, as they act in the rehearsal."""
    by_post = {post: account for account, post in reversed(spaces.parts(space))}
    return [spaces.playing(by_post[post]) for post in posts]


def whole_session(space: Unit) -> None:
    """Prepare, call, sign in, open with a quorum, vote by secret ballot keyed twice, close."""
    with acting_in(space):
        session = CongressSession.objects.get()
        office, clerk = actors(space, "人大办主任", "人大办干事")
        work = prepared(office, session)
        with clock.set_to(clock.at(session.opens_on)):
            hold(office, clerk, session, work)


def prepared(office, session) -> SessionWork:
    """The day is published, the deputies are listed and told, a paper is begun."""
    work = SessionWork.objects.get(session=session)
    scan = keep(b"a sheet made up", "公告.docx", "docx", town_id=office.town_id, created_by=office.label)
    execute(office, work, "publish", {"published_on": clock.today(), "files": [scan]})
    roll.sync(office, session, roll.compare(session).digest)
    invitations.send(office, session, NOTICE)
    texts.start_draft(office, "notice", {}, unfinished=True)
    assert filing.dossier_of(work).items.exists()
    return SessionWork.objects.get(pk=work.pk)


def hold(office, clerk, session, work) -> None:
    facts = {
        "kind": "plenary",
        "title": "第一次全体会议",
        "begins_at": clock.now() + timedelta(hours=1),
        "place": "礼堂",
        "chair": "主席",
    }
    sitting = course.open_sign_in(office, planning.plan_sitting(office, session, facts))
    deputies = list(Attendee.objects.filter(session=session, capacity="deputy"))
    assert len(deputies) == Mandate.objects.on().filter(level="town").count()
    signing.sign_in(
        office, sitting, [Scan(str(new_id()), one.token, "code", clock.now()) for one in deputies], "甲台"
    )
    sitting = course.open_sitting(office, sitting)
    present = len(deputies)
    execute(office, work, "open", {"began_on": session.opens_on, "present": present, "count_note": ""})
    ballot = steps.prepare(
        office, session=session, title="关于政府工作报告的决议", method="secret_paper", law_kind="report"
    )
    ballot = steps.close_ballot(office, steps.open_ballot(office, ballot, present=present))
    figures = {
        "issued": present,
        "returned": present,
        "valid": present,
        "invalid": 0,
        "o1.for": present,
        "o1.against": 0,
        "o1.abstain": 0,
    }
    ballot = steps.key_sheet(clerk, steps.key_sheet(office, ballot, figures), figures)
    assert steps.declare(office, ballot).passed
    course.close_sitting(office, sitting)
    execute(
        office,
        SessionWork.objects.get(pk=work.pk),
        "close",
        {"ended_on": session.closes_on, "outcome": "通过决议一项"},
    )
