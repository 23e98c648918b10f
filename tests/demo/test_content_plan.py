"""The planned town: the same every time, in order, with every path and every open state."""

from collections import Counter
from datetime import date, timedelta

import pytest

from renda.demo.content.names import RARE_CHARACTERS, check_digit
from renda.demo.content.paths import KINDS, PATHS, Limits, add_months, usual_workday
from renda.demo.content.stories import plan
from renda.demo.content.topics import BY_KEY, CATEGORIES, PROPER

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def town():
    return plan(today=TODAY)


def test_same_seed_same_town(town):
    assert repr(plan(today=TODAY)) == repr(town)
    assert repr(plan(seed=2, today=TODAY)) != repr(town)


def test_sizes(town):
    assert len(town.villages) == 22
    assert sum(v.is_community for v in town.villages) == 2
    assert len(town.units) >= 18
    assert len(town.stories) >= 200
    assert len([d for d in town.deputies if d.mandate_on(TODAY)]) == 60
    assert len(town.presidium) == 9
    assert len(PROPER) >= 70 and len(CATEGORIES) >= 18


def test_every_path_is_walked(town):
    assert set(PATHS) == {story.path for story in town.stories}


def test_every_step_kind_is_known_and_used(town):
    used = {step.kind for story in town.stories for step in story.steps}
    assert used == set(KINDS)


@pytest.mark.parametrize("today", [TODAY, date(2026, 1, 5), date(2027, 2, 20), date(2026, 8, 12)])
@pytest.mark.parametrize("seed", [1, 7])
def test_steps_follow_each_other_until_today(seed, today):
    town = plan(seed=seed, today=today)
    assert set(PATHS) == {story.path for story in town.stories}
    for story in town.stories:
        days = [step.on for step in story.steps]
        assert days == sorted(days) and days[-1] <= today
        assert story.submitted_on == days[0]
        office = [s for s in story.steps if s.kind not in ("drafted", "submitted", "cosign_asked", "cosigned")]
        weekend = [s for s in office if not usual_workday(s.on) and s.on != story.submitted_on]
        assert not [s for s in weekend if s.kind not in ("registered", "receipt_given", "gate_advised", "declined")]


def test_authors_and_cosigners_have_seats_on_the_day(town):
    for story in town.stories:
        signers = (story.deputy_index, *story.cosigner_indexes)
        assert len(set(signers)) == len(signers)
        assert all(town.deputies[i].mandate_on(story.submitted_on) for i in signers)


def test_bills_have_enough_signers(town):
    bills = [s for s in town.stories if s.form == "bill"]
    assert bills and all(len(s.cosigner_indexes) + 1 >= Limits().bill_signers and s.in_session for s in bills)


def test_in_session_means_on_the_day_of_the_session(town):
    sessions = {s.key: s for s in town.sessions}
    for story in town.stories:
        if story.in_session:
            assert sessions[story.session_key].opens_on == story.submitted_on


def test_open_states_around_today(town):
    dues = []
    for story in town.stories:
        if story.path in ("handling_on_time", "late_reply") and not story.last("replied"):
            given = story.last("reassigned") or story.last("assigned")
            dues.append((add_months(given.on, Limits().reply_months) - TODAY).days)
    assert len([d for d in dues if d < 0]) >= 3
    assert len([d for d in dues if 0 <= d <= 6]) >= 3
    assert len([d for d in dues if d > 6]) >= 5
    last = Counter(story.steps[-1].kind for story in town.stories)
    for kind in ("drafted", "receipt_given", "returned", "objected", "extension_asked", "passed_up", "verdict_asked"):
        assert last[kind], kind
    assert last["submitted"] + last["cosigned"] >= 3


def test_matters_come_back_and_doubles_point_at_each_other(town):
    lines = Counter(s.line_key for s in town.stories if not s.duplicate_of)
    assert len([n for n in lines.values() if n >= 3]) >= 3
    for story in town.stories:
        if story.previous:
            old = town.story(story.previous)
            assert old.line_key == story.line_key and old.submitted_on < story.submitted_on
        if story.duplicate_of:
            other = town.story(story.duplicate_of)
            assert other.line_key == story.line_key and other.deputy_index != story.deputy_index
        if story.path == "merged_into":
            assert story.last("merged").data == {"into": story.duplicate_of}


def test_promises_stand_as_their_path_says(town):
    for story in town.stories:
        made = story.last("promise_made")
        if story.path == "promise_open":
            assert date.fromisoformat(made.data["until"]) > TODAY
        if story.path == "promise_broken":
            assert date.fromisoformat(made.data["until"]) < story.last("promise_broken").on


def test_unsuitable_papers_are_the_declined_ones(town):
    for story in town.stories:
        assert bool(BY_KEY[story.topic].unsuitable) == (story.path == "declined_by_gate")


def test_people_are_valid_fictions(town):
    people = [*town.persons.values()]
    assert len({p.id_number for p in people}) == len(people) == len({p.phone for p in people})
    for person in people:
        assert check_digit(person.id_number[:17]) == person.id_number[17]
        assert person.id_number.startswith("369901") and person.id_number[6:14] == f"{person.born_on:%Y%m%d}"
        assert int(person.id_number[16]) % 2 == (person.sex == "男")
        assert len(person.phone) == 11 and person.phone[:3] in ("154", "161", "163", "164")
        assert TODAY - person.born_on > timedelta(days=18 * 365)
    names = Counter(d.person.name for d in town.deputies[:60])
    assert names["陈志勇"] == 2
    assert len([n for n in names if set(n) & set(RARE_CHARACTERS)]) >= 5


def test_check_digit_of_the_standards_example():
    assert check_digit("11010519491231002") == "X"


def test_keys_lead_somewhere(town):
    units = {u.key for u in town.units}
    assert all(t.lead in units and set(t.supports) <= units for t in BY_KEY.values())
    for post in town.posts:
        assert post.person_key in town.persons
    for story in town.stories:
        for step in story.steps:
            assert step.unit is None or step.unit in units
            assert not isinstance(step.by, str) or step.by in town.persons
    for event in town.events:
        assert event.on <= TODAY and event.story_numbers


def test_events_keep_the_rhythm(town):
    kinds = Counter(event.kind for event in town.events)
    assert kinds["hearing"] >= 15 and kinds["site_visit"] >= 10
    assert kinds["publication"] >= 4 and kinds["handover_meeting"] == 6


def test_a_town_of_many_years_has_many_terms():
    big = plan(seed=1, years=12, deputies=90, per_year=100, today=TODAY)
    assert len(big.stories) == 1200 and len(big.terms) >= 3
    assert len([d for d in big.deputies if d.mandate_on(TODAY)]) == 90
    assert [s.number for s in big.stories] == list(range(1, 1201))


def test_too_small_a_town_is_refused():
    with pytest.raises(ValueError, match="20 deputies"):
        plan(deputies=5)
