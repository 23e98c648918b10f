"""Tests made from the declarations: every step × every wrong state, and every step × every role."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from renda.foundation import clock
from renda.kernel.access import verbs
from renda.kernel.access.actors import system
from renda.kernel.access.policies import can
from renda.kernel.procedures import registry
from renda.kernel.procedures.declaration import NEW
from renda.kernel.procedures.execute import MovedMeanwhile, Refused, execute
from renda.kernel.procedures.offers import offers
from renda.modules.suggestions.models import Promise, RhythmEvent, Suggestion
from renda.modules.suggestions.procedure.suggestion import SUGGESTION
from tests.modules.suggestions.story import Story

ROLES = (
    "office",
    "chair",
    "presidium",
    "leader",
    "deputy",
    "other_deputy",
    "unit_handler",
    "other_unit",
    "keeper",
)
STEPS = [step.verb for step in SUGGESTION.transitions]
LATER_STEPS = [step.verb for step in SUGGESTION.transitions if step.source != (NEW,)]
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def handled(town_set):
    """A suggestion in hand; tests put it into the state they ask about."""
    with clock.set_to(date(2026, 3, 2)):
        yield Story(town_set).consulted()


def put_into(suggestion: Suggestion, state: str) -> Suggestion:
    Suggestion.objects.filter(pk=suggestion.pk).update(state=state)
    return Suggestion.objects.get(pk=suggestion.pk)


@pytest.mark.parametrize("verb", STEPS)
def test_no_step_is_taken_from_a_state_it_does_not_start_in(handled, verb):
    """As the system, whom no policy stops, so that it is the state that refuses."""
    step = SUGGESTION.transition(verb)
    for state in SUGGESTION.states:
        if state.key in step.source:
            continue
        matter = put_into(handled.suggestion, state.key)
        with pytest.raises(MovedMeanwhile):
            execute(system(matter.town_id), matter, verb, {})
        matter.refresh_from_db()
        assert matter.state == state.key


@pytest.mark.parametrize("verb", LATER_STEPS)
def test_no_step_is_taken_by_a_role_without_its_verb(handled, town_set, verb):
    step = SUGGESTION.transition(verb)
    matter = put_into(handled.suggestion, next(key for key in step.source if key != NEW))
    for role in ROLES:
        actor = town_set.actor(role)
        if can(actor, step.who, matter):
            continue
        with pytest.raises((PermissionDenied, Http404)):
            execute(actor, matter, verb, {})


@pytest.mark.parametrize("role", ROLES)
def test_only_what_may_be_done_is_offered(handled, town_set, role):
    actor = town_set.actor(role)
    for state in SUGGESTION.states:
        matter = put_into(handled.suggestion, state.key)
        for offer in offers(actor, matter):
            assert offer.transition.by_hand
            assert state.key in offer.transition.source
            assert can(actor, offer.transition.who, matter)


def test_required_data_is_asked_for_by_name(handled):
    for verb in ("progress", "urge", "withdraw"):
        with pytest.raises(Refused, match="还没有填"):
            execute(handled.made.actor("office"), handled.suggestion, verb, {})


@pytest.mark.parametrize("model", [Suggestion, Promise, RhythmEvent])
def test_every_state_has_a_word_and_every_step_a_file(model):
    procedure = next(found for found in registry.procedures() if registry.model_of(found) is model)
    assert len({state.label for state in procedure.states}) == len(procedure.states)
    for step in procedure.transitions:
        action = registry.action(procedure, step.verb)
        assert callable(action.effect), step.verb
        assert action.__doc__, f"{step.verb} says nothing about what it does"
        if NEW in step.source:
            assert callable(action.prepare)


def test_every_state_can_be_reached_and_left_or_is_an_end():
    for procedure in registry.procedures():
        reached = {step.target for step in procedure.transitions if step.target}
        left = {state for step in procedure.transitions for state in step.source}
        for state in procedure.states:
            assert state.key in reached, f"{procedure.key}: nothing leads to {state.key}"
            if not state.closed:
                assert state.key in left or state.key == "merged", (
                    f"{procedure.key}: no way out of {state.key}"
                )


def test_the_role_table_names_only_declared_verbs():
    assert verbs.idle_patterns() == []


def test_every_declared_verb_belongs_to_somebody_or_to_the_clock():
    held = {
        verb.key for verb in verbs.all_verbs() for role in verbs.roles().values() if role.allows(verb.key)
    }
    orphans = {verb.key for verb in verbs.all_verbs()} - held
    assert all(".auto_" in key for key in orphans), sorted(orphans)
