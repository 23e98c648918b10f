"""The report on credentials is filled from the rows; nobody unreviewed is passed over in silence."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.people.changes import end_mandate
from renda.kernel.people.models import CongressSession, Mandate, Person
from renda.modules.deputy_elections import credentials
from renda.modules.drafting.models import Draft
from renda.modules.sessions import facts
from tests.modules.deputy_elections.story import POLLING, Round

AFTER = date(2026, 12, 28)


@pytest.fixture
def first_congress(town_set):
    """No session of this congress has been held."""
    CongressSession.objects.all().delete()
    return town_set


def reviewed(made: Round, *void: str) -> None:
    rows = list(made.contest.elected.all())
    note = "破坏选举" if void else ""
    valid = [one for one in rows if one.name not in void]
    made.run(
        "confirm_credentials",
        valid=valid,
        reviewed_on=AFTER,
        note=note,
        vacancy_reason="留待补选" if void else "",
    )


def test_the_whole_election_before_the_first_session(first_congress, round_):
    round_.until_formal()
    round_.vote(400, 350, 100)
    with clock.set_to(AFTER):
        found = credentials.values(round_.office)
        assert (found["quota"], found["constituencies"], found["elected"]) == ("2", "1", "2")
        assert found["verdict"] == ""  # nobody has reviewed them yet
        reviewed(round_, "乙二")
        told = credentials.values(round_.office)["verdict"]
    assert told == "经审查，1名代表的选举符合法律规定，代表资格有效，乙二当选无效（破坏选举）。"


def test_whoever_is_not_reviewed_is_named_before_the_opening(town_set, round_):
    round_.until_formal()
    round_.vote(400, 350, 100)
    with clock.set_to(AFTER):
        told = facts.before_opening(town_set.session)
        assert "当选的2人还没有审查代表资格：甲一" in told[0].text and told[0].rule == "credentials-review"
        reviewed(round_)
        assert not facts.before_opening(town_set.session)


def test_later_only_what_changed_since_the_last_session(town_set):
    last = CongressSession.objects.order_by("-closes_on").first()
    today = date(2026, 9, 1)
    assert last.closes_on < today
    with clock.set_to(today):
        assert "代表没有变动" in credentials.values(town_set.actor("office"))["verdict"]
        gone = Mandate.objects.filter(level="town").select_related("person", "constituency").first()
        end_mandate(gone, date(2026, 8, 20), "去世", town_set.actor("office"))
        found = credentials.values(town_set.actor("office"))
    assert "elected" not in found and found["verdict"] == "没有补选代表。"
    assert found["changes"] == [
        f"{gone.constituency.name}选出的代表{gone.person.name}去世，代表资格终止（任职到2026年8月20日）。"
    ]


def test_figures_only_where_they_are_known_of_everybody(town_set):
    Person.objects.update(gender="male", ethnicity="汉族", party="", birth_on=date(1980, 5, 1))
    found = credentials.values(town_set.actor("office"))
    assert "people.women" in found["composition"] and "党员" not in found["composition"]
    assert "平均年龄46岁" in found["composition"]


def test_the_form_shows_numbers_and_the_draft_keeps_them_tied(town_set, client_as):
    Person.objects.update(gender="male", ethnicity="汉族", party="", birth_on=date(1980, 5, 1))
    with clock.set_to(POLLING):
        client = client_as("office")
        address = reverse("drafting:from-template", args=[credentials.TEMPLATE])
        shown = client.get(address).context["form"]
        assert shown.initial["deputies_total"] == str(Mandate.objects.on().filter(level="town").count())
        assert "妇女0名" in shown.initial["composition"] and "figure:" not in str(shown.initial)
        given = {name: shown.initial.get(name, "") for name in shown.fields} | {"as_of": "2026年12月1日"}
        client.post(address, given)
        draft = Draft.objects.get()
        assert any(name.startswith("people.women|day:") for name in draft.bindings)
        client.post(address, given | {"composition": "现有代表中，妇女5名。"})
    other = Draft.objects.exclude(pk=draft.pk).get()
    assert any("people.deputies" in name for name in other.bindings)
    assert not any("people.women" in name for name in other.bindings)
