"""Many hands on the same matter at the same moment: one wins, the others are told, nothing is half done."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection

from renda.foundation import clock
from renda.kernel.audit.models import AuditEntry
from renda.kernel.audit.verify import verify_chain
from renda.kernel.documents.models import IssuedNumber
from renda.kernel.procedures.execute import Refused, execute
from renda.kernel.units.scope import acting_in
from renda.modules.suggestions.models import Assignment, Category, Suggestion
from tests.harness.town import make_town
from tests.modules.suggestions.story import Story

HANDS = 6


@pytest.mark.django_db(transaction=True)
def test_one_registration_wins():
    made = make_town()
    with acting_in(made.town), clock.set_to(date(2026, 3, 2)):
        suggestion = Story(made).submitted().suggestion
        data = {"category": Category.objects.first(), "urgency": "normal", "gate": {}}
        actor = made.actor("office")
    outcomes = race(made, lambda: execute(actor, suggestion, "register", data))
    with acting_in(made.town):
        assert outcomes.count("done") == 1
        assert outcomes.count("refused") == HANDS - 1
        assert IssuedNumber.objects.filter(series__key="suggestion").count() == 1
        assert AuditEntry.objects.filter(verb="suggestion.register").count() == 1
        assert verify_chain(made.town).ok


@pytest.mark.django_db(transaction=True)
def test_one_hand_over_wins():
    made = make_town()
    with acting_in(made.town), clock.set_to(date(2026, 3, 2)):
        suggestion = Story(made).registered().suggestion
        actor = made.actor("office")
    units = [made.units["water"], made.units["roads"]]
    choice = iter(units * HANDS)
    outcomes = race(made, lambda: execute(actor, suggestion, "assign", {"lead_unit": next(choice), "support_units": []}))
    with acting_in(made.town):
        assert outcomes.count("done") == 1
        assert Assignment.objects.count() == 1
        assert Assignment.objects.get().unit_id == Suggestion.objects.get().lead_unit_id


def race(made, act) -> list[str]:
    """Run ``act`` in many threads at once; what became of each."""
    outcomes: list[str] = []
    gate = threading.Barrier(HANDS)

    def hand() -> None:
        gate.wait()
        try:
            with acting_in(made.town):
                act()
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=hand) for _ in range(HANDS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
