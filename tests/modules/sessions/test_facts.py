"""What the other lines of work tell a session's checklist."""

from __future__ import annotations

from datetime import date

import pytest

from renda.foundation import clock
from renda.kernel.people.models import CongressSession, Mandate
from renda.modules.drafting.models import Draft
from renda.modules.sessions import facts, selectors, standing
from renda.modules.sessions.attendance import printing
from renda.modules.sessions.attendance.models import Attendee, Capacity
from renda.modules.sessions.sittings.models import Programme, SignIn, Sitting
from renda.modules.suggestions.models import Suggestion
from tests.modules.drafting import way
from tests.modules.sessions.prepared import OPENS, closed, fresh, prepared
from tests.modules.suggestions.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_clock")]


def stands(work, key):
    return next(line for line in standing.lines(fresh(work)) if line.step.key == key)


def listed(work, **given):
    """Every deputy in office on the list of the session."""
    for mandate in Mandate.objects.select_related("person"):
        Attendee.objects.create(
            session=work.session,
            person=mandate.person,
            mandate=mandate,
            capacity=Capacity.DEPUTY,
            name=mandate.person.name,
            **given,
        )


def test_a_notice_counts_when_the_last_deputy_has_it(town_set):
    work = prepared(town_set)
    assert not stands(work, "notice").is_done
    listed(work, notified_on=date(2026, 3, 4))
    assert stands(work, "notice").done_on == date(2026, 3, 4)
    Attendee.objects.filter(name="刘代表").update(notified_on=None)
    assert not stands(work, "notice").is_done


def test_a_list_that_lacks_a_deputy_proves_nothing(town_set):
    work = prepared(town_set)
    listed(work, packed_on=date(2026, 3, 4))
    assert stands(work, "packing").is_done
    Attendee.objects.filter(name="刘代表").delete()
    assert not stands(work, "packing").is_done


def test_a_published_agenda_and_a_held_preparatory_meeting_are_seen(town_set):
    work = prepared(town_set)
    Programme.objects.create(
        session=work.session,
        kind="agenda",
        content={"items": []},
        decided_on=clock.today(),
        published_by="周文书",
    )
    assert stands(work, "agenda").seen == "议程已公布"
    Sitting.objects.create(
        session=work.session,
        kind="preparatory",
        title="预备会议",
        begins_at=clock.now(),
        closed_at=clock.at(date(2026, 3, 5), 23),
    )
    assert stands(work, "preparatory").done_on == date(2026, 3, 5)


def test_the_sign_in_is_asked_for_the_opening(town_set):
    work = prepared(town_set)
    assert facts.attendance(work.session) is None
    listed(work)
    sitting = Sitting.objects.create(
        session=work.session,
        kind="plenary",
        title="第一次全体会议",
        begins_at=clock.at(OPENS, 9),
        sign_in_opened_at=clock.now(),
    )
    for attendee in Attendee.objects.order_by("name")[:2]:
        SignIn.objects.create(
            sitting=sitting, attendee=attendee, way="list", at=clock.now(), client_id=attendee.name
        )
    assert facts.attendance(work.session) == facts.Attendance(2, 3)


def test_a_paper_counts_when_it_is_sent_and_not_when_it_is_written(town_set):
    work = prepared(town_set)
    draft = way.begun(town_set)
    Draft.objects.filter(pk=draft.pk).update(template="agenda")
    assert not stands(work, "agenda").is_done
    way.sent(town_set, draft)
    line = stands(work, "agenda")
    assert line.is_done and "发出" in line.seen
    # Sending is one of the moments at which the system writes down what it sees.
    assert line.step.by_fact


def test_last_years_paper_does_not_count(town_set):
    draft = way.begun(town_set)
    Draft.objects.filter(pk=draft.pk).update(template="agenda")
    way.sent(town_set, draft)
    Draft.objects.filter(pk=draft.pk).update(sent_on=date(2026, 1, 10))
    assert not stands(prepared(town_set), "agenda").is_done


def test_resolutions_count_when_the_last_is_out(town_set, frozen_clock):
    work = closed(town_set, frozen_clock, prepared(town_set))
    first, second = way.begun(town_set), way.begun(town_set, "预算")
    Draft.objects.update(template="resolution_budget")
    way.sent(town_set, first)
    assert not stands(work, "resolutions_out").is_done
    way.sent(town_set, second)
    assert stands(work, "resolutions_out").is_done


def test_suggestions_are_handed_over_when_none_waits(town_set, frozen_clock):
    work = closed(town_set, frozen_clock, prepared(town_set))
    assert not stands(work, "handover").is_done
    story = Story(town_set).registered()
    Suggestion.objects.update(session=work.session)
    assert stands(work, "sorting").is_done and not stands(work, "handover").is_done
    story.act("office", "assign", {"lead_unit": town_set.units["water"], "support_units": []})
    assert stands(work, "handover").is_done


def test_what_comes_afterwards_is_not_asked_before_the_end(town_set):
    work = prepared(town_set)
    Story(town_set).registered()
    Suggestion.objects.update(session=work.session)
    assert not stands(work, "sorting").is_done


def test_the_time_of_a_session_ends_where_the_next_begins(town_set):
    work = prepared(town_set)
    assert selectors.since(work.session) == date(2026, 1, 21) and selectors.until(work.session) == date.max
    CongressSession.objects.create(
        term=town_set.term, number=7, opens_on=date(2027, 1, 12), closes_on=date(2027, 1, 12)
    )
    assert selectors.until(work.session) == date(2027, 1, 12)


def test_a_key_is_registered_once():
    with pytest.raises(ValueError, match="登记了两次"):
        facts.register("agenda_frozen", "", lambda session: None)


def test_folders_handed_out_and_cards_printed_are_seen(town_set):
    work = prepared(town_set)
    listed(work, packed_on=date(2026, 3, 4), handed_on=date(2026, 3, 5))
    assert stands(work, "papers").done_on == date(2026, 3, 5)
    assert not stands(work, "cards").is_done
    printing.mark_printed(town_set.actor("office"), work.session)
    assert stands(work, "cards").is_done
