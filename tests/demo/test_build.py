"""A tiny demonstration town, made once: it is what the product itself would have left behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from renda.demo import bulk, logins
from renda.demo.build import Built, build_town, plan_town
from renda.demo.content import texts
from renda.foundation import clock
from renda.kernel.audit.models import AuditEntry
from renda.kernel.audit.verify import verify_chain
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.documents.models import IssuedNumber
from renda.kernel.dossiers.filing import changed_since_sealing
from renda.kernel.dossiers.models import Dossier
from renda.kernel.notices.models import Delivery
from renda.kernel.search import api
from renda.kernel.units.scope import acting_in
from renda.modules.appraisals import selectors as appraisals
from renda.modules.appraisals.models import Appraisal
from renda.modules.assessment.models import Assessment, Evidence
from renda.modules.handover.models import Note
from renda.modules.presidium.models import Decision, Meeting
from renda.modules.sessions.models import SessionWork
from renda.modules.suggestions.models import Promise, Reply, RhythmEvent, Suggestion, Verdict
from renda.modules.supervision.models import Inspection

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
SEED, YEARS, DEPUTIES, PER_YEAR = 22, 1, 20, 60


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker) -> Iterator[Built]:
    """One town for all tests of this file; taken back at the end with its transaction."""
    from django.db import transaction

    block = transaction.atomic()
    block._from_testcase = (
        True  # as in Django's own test case: the votes, which have to be durable, are cast inside
    )
    with django_db_blocker.unblock(), block:
        built = build_town(plan_town(SEED, YEARS, DEPUTIES, PER_YEAR, TODAY), lambda line: None)
        with acting_in(built.town), clock.set_to(clock.at(TODAY, 10)):
            yield built
        transaction.set_rollback(True)


def of(made: Built, path: str) -> list[Suggestion]:
    """The suggestions of the stories that took a path."""
    numbers = [story.number for story in made.rows.plan.stories if story.path == path]
    return list(Suggestion.objects.filter(pk__in=[made.ids[number] for number in numbers]))


def test_every_story_became_a_suggestion(made: Built) -> None:
    assert Suggestion.objects.count() == len(made.rows.plan.stories) == YEARS * PER_YEAR


@pytest.mark.parametrize(
    "state",
    [
        "draft",
        "submitted",
        "registered",
        "assigned",
        "handling",
        "replied",
        "judged",
        "closed",
        "merged",
        "declined",
    ],
)
def test_the_town_shows_every_state(made: Built, state: str) -> None:
    assert Suggestion.objects.filter(state=state).exists()


@pytest.mark.parametrize(
    ("path", "states"),
    [
        ("draft_only", {"draft"}),
        ("submitted_waiting", {"submitted"}),
        ("registered_waiting", {"registered"}),
        ("declined_by_gate", {"declined"}),
        ("withdrawn", {"withdrawn"}),
        ("merged_into", {"merged"}),
        ("bill_listed", {"closed"}),
        ("awaiting_verdict", {"replied", "judged"}),
        ("closed_sealed", {"closed"}),
        ("published", {"closed", "judged"}),
        ("withheld_confidential", {"closed", "judged"}),
    ],
)
def test_a_path_ends_where_it_should(made: Built, path: str, states: set[str]) -> None:
    assert {suggestion.state for suggestion in of(made, path)} <= states


def test_what_happened_on_the_way_is_on_record(made: Built) -> None:
    assert all(
        one.assignment_set.filter(returned_on__isnull=False).exists()
        for one in of(made, "returned_by_unit_then_reassigned")
    )
    assert all(one.objection_set.exists() for one in of(made, "objection_to_assignment"))
    assert all(one.extension_set.exists() for one in of(made, "extended"))
    assert all(one.urging_set.exists() for one in of(made, "late_reply"))
    assert all(one.round == 2 for one in of(made, "dissatisfied_reopened_then_satisfied"))
    assert all(one.is_key and one.key_leader_id for one in of(made, "key_suggestion"))
    assert all(one.satisfaction == "not_judged" for one in of(made, "not_judged_in_time"))
    assert Verdict.objects.filter(lapsed_on__isnull=False).exists()


def test_promises_are_kept_broken_and_open(made: Built) -> None:
    assert {"open", "kept", "broken"} <= set(Promise.objects.values_list("state", flat=True))
    kept = Promise.objects.filter(state="kept")
    assert all(promise.proof and promise.confirmed_by for promise in kept)


def test_the_log_is_whole(made: Built) -> None:
    report = verify_chain(made.town)
    assert report.ok and report.entries == AuditEntry.objects.filter(town=made.town).count() > 500


def test_closed_means_sealed_and_unchanged(made: Built) -> None:
    closed = Suggestion.objects.filter(state__in=("closed", "declined", "withdrawn"))
    dossiers = Dossier.objects.filter(object_id__in=closed.values("pk"))
    assert dossiers.count() == closed.count() > 10
    for dossier in dossiers:
        assert dossier.sealed_at is not None and dossier.retention
        assert not changed_since_sealing(dossier)


def test_nothing_runs_on_for_closed_matters(made: Built) -> None:
    closed = Suggestion.objects.filter(closed_at__isnull=False).values_list("pk", flat=True)
    running = Deadline.objects.filter(object_id__in=list(closed), status__in=DeadlineStatus.open())
    assert not running.filter(model="suggestions.suggestion").exists()


def test_past_events_of_the_rhythm_are_filed(made: Built) -> None:
    past = RhythmEvent.objects.filter(due_on__lt=date(2026, 11, 1))
    assert past.count() >= 5
    assert set(past.values_list("state", flat=True)) == {"filed"}


def test_numbers_run_without_a_gap(made: Built) -> None:
    for series in set(IssuedNumber.objects.values_list("series", "year")):
        issued = sorted(
            IssuedNumber.objects.filter(series=series[0], year=series[1]).values_list("n", flat=True)
        )
        assert issued == list(range(1, len(issued) + 1))


def test_no_step_lies_in_the_future(made: Built) -> None:
    assert not AuditEntry.objects.filter(town=made.town, at__gt=clock.at(TODAY, 23)).exists()
    assert not Suggestion.objects.filter(submitted_on__gt=TODAY).exists()


def test_old_notices_are_read(made: Built) -> None:
    unread = Delivery.objects.filter(channel="inbox", state="sent")
    assert unread.exists()
    assert not unread.filter(notice__made_at__lt=clock.at(date(2026, 10, 20))).exists()


def test_titles_are_those_of_the_seed(made: Built) -> None:
    again = plan_town(SEED, YEARS, DEPUTIES, PER_YEAR, TODAY)
    titles = {made.ids[story.number]: texts.title(again, story) for story in again.stories}
    assert titles == dict(Suggestion.objects.values_list("pk", "title"))


def test_words_of_an_answer_are_found(made: Built) -> None:
    reply = Reply.objects.filter(suggestion__state="closed").first()
    hits = api.search([made.town.pk], reply.suggestion.title, actor=api.EVERYTHING)
    assert reply.suggestion_id in {hit.object_id for hit in hits.hits}
    words = reply.done.split("，")[0][-12:]
    hits = api.search([made.town.pk], f"“{words}”", actor=api.EVERYTHING)
    assert hits.total > 0


def test_everybody_can_log_in_without_a_second_factor(made: Built, settings) -> None:
    settings.RENDA_SECOND_FACTOR = True
    page = Client().get("/login/")
    text = page.content.decode()
    assert logins.PASSWORD in text and "banzhuren" in text
    for username in ("banzhuren", "zhuxi", "daibiao05", "shuilizhan", "guanliyuan"):
        client = Client()
        answer = client.post("/login/", {"username": username, "password": logins.PASSWORD})
        assert answer.status_code == 302, username
        assert client.get("/account/").status_code == 200, username


def test_copied_years_hold_every_check(made: Built) -> None:
    before = Suggestion.objects.count()
    bulk.add_years(made, 5, YEARS, 30, lambda line: None)
    copies = Suggestion.objects.filter(submitted_on__lt=date(2025, 11, 1))
    assert Suggestion.objects.count() == before + 150
    assert copies.filter(submitted_on__year__in=range(2020, 2026)).count() > 140
    assert verify_chain(made.town).ok
    for dossier in Dossier.objects.filter(object_id__in=copies.values("pk")):
        assert dossier.sealed_at.year < 2026 and not changed_since_sealing(dossier)
    for suggestion in copies:
        assert suggestion.number == "" or f"{suggestion.registered_on.year}年" in suggestion.number
    test_numbers_run_without_a_gap(made)


def test_a_copy_is_a_matter_of_its_own(made: Built) -> None:
    bulk.add_years(made, 1, YEARS, 10, lambda line: None)
    copy = Suggestion.objects.filter(state="closed", submitted_on__lt=date(2025, 11, 1)).first()
    reply = copy.reply_set.last()
    assert reply.paper.object_id == copy.pk and copy.number in reply.paper.text
    assert (
        reply.replied_on.year <= 2025
        and f"{reply.replied_on.year + 1}年{reply.replied_on.month}月{reply.replied_on.day}日"
        not in reply.paper.text
    )
    deadline = Deadline.objects.filter(object_id=copy.pk).first()
    assert str(copy.pk) in deadline.url


def test_the_presidium_met_in_time_and_the_next_session_is_being_prepared(made):
    meetings = Meeting.objects.filter(held_on__lte=TODAY)
    assert (
        meetings.count() >= 4
        and not Deadline.objects.filter(key="next", status=DeadlineStatus.MET_LATE).exists()
    )
    assert (
        Decision.objects.filter(state="carried_out").exists()
        and Decision.objects.filter(state="open").exists()
    )
    work = SessionWork.objects.get()
    assert work.session.opens_on > TODAY
    assert not work.steps.filter(due_on__lt=TODAY, done_on__isnull=True).exists()
    assert (
        work.steps.filter(done_on__isnull=False).exists() and work.steps.filter(done_on__isnull=True).exists()
    )


def test_one_inspection_is_filed_with_its_problems_closed_and_one_is_out(made: Built) -> None:
    done, out = Inspection.objects.get(state="filed"), Inspection.objects.get(state="field")
    assert {problem.state for problem in done.problems.all()} == {"closed"} and done.problems.filter(
        rounds=1
    ).count() == 1
    assert out.findings.exists() and out.sites.filter(findings=None).exists()


def test_one_appraisal_is_filed_after_a_second_vote_and_in_one_a_unit_has_missed_its_day(made: Built) -> None:
    done, going = Appraisal.objects.get(state="filed"), Appraisal.objects.get(state="following")
    poor = done.units.exclude(second={}).get()
    assert (
        not poor.outcome["passed"]
        and poor.second["passed"]
        and {one.state for one in done.units.all()} == {"settled"}
    )
    assert [vote.state for vote in appraisals.votes_of(going)] == ["declared"] and going.units.filter(
        again=True
    ).count() == 1
    assert (
        Deadline.objects.get(key="plan", status=DeadlineStatus.LATE).object_id
        == going.units.get(state="planning").pk
    )


def test_last_years_assessment_is_filed_and_this_years_is_under_way(made: Built) -> None:
    past, current = Assessment.objects.order_by("year")
    assert (past.state, current.state) == ("filed", "open") and past.county_score is not None
    assert past.items.count() == current.items.count() == 40
    assert not past.items.filter(settled_on__isnull=True).exists()
    assert 0 < current.items.filter(settled_on__isnull=False).count() < 40
    assert Evidence.objects.filter(item__assessment=past).count() >= 40
    assert Note.objects.filter(kind="seal").exists()
