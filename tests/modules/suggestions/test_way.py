"""The whole way of a suggestion through the executor, and each fork of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import Http404

from renda.foundation import clock
from renda.kernel.audit.models import AuditEntry
from renda.kernel.audit.verify import verify_chain
from renda.kernel.deadlines.loop import run_clock
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.documents.models import IssuedNumber
from renda.kernel.dossiers.filing import changed_since_sealing, dossier_of
from renda.kernel.files import store
from renda.kernel.notices.models import Notice
from renda.kernel.people.models import Mandate, Person
from renda.kernel.procedures.execute import MovedMeanwhile, Refused, execute, open_matter
from renda.modules.suggestions.models import Category, Promise, Suggestion
from tests.harness.town import make_mandate
from tests.modules.suggestions.story import GOOD, POOR, REPLY, Story, days_later

MONDAY = date(2026, 3, 2)

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(town_set):
    with clock.set_to(MONDAY):
        yield Story(town_set)


def state(story) -> str:
    return Suggestion.objects.get(pk=story.suggestion.pk).state


def deadline(story, key: str) -> Deadline:
    return Deadline.objects.get(object_id=story.suggestion.pk, key=key)


def test_from_the_phone_to_the_sealed_dossier(story, town_set):
    story.closed()
    dossier = dossier_of(story.suggestion)
    roles = {item.role for item in dossier.items.all()}
    assert state(story) == "closed"
    assert {"original", "receipt", "transmittal", "consultation", "reply", "verdict", "contents"} <= roles
    assert all(line["pages"] >= 1 for line in dossier.manifest["items"])
    assert dossier.sealed_at and dossier.retention == "Y" and not changed_since_sealing(dossier)
    assert not Deadline.objects.filter(object_id=story.suggestion.pk, status__in=DeadlineStatus.open()).exists()
    assert verify_chain(town_set.town).ok


def test_photographs_follow_the_original_into_the_dossier(story):
    photo = store.keep(b"a picture", "塌方.jpg", "jpg", town_id=story.made.town.pk, created_by="王代表")
    story.content["files"] = [photo]
    story.drafted()
    story.content.pop("files")
    story.act("deputy", "submit", story.content)
    assert dossier_of(story.suggestion).items.filter(role="enclosure", file=photo).count() == 1


def test_a_sealed_matter_takes_no_more_steps(story):
    story.closed()
    with pytest.raises(Refused, match="封存"):
        story.act("office", "withhold", {"reason": "再改"})


def test_the_reply_clock_is_three_months_from_assignment(story):
    story.assigned()
    assert deadline(story, "reply").due_on == date(2026, 6, 2)
    assert "第51条" in " ".join(deadline(story, "reply").explanation["articles"])


def test_supporting_units_have_a_deadline_each_and_nobody_else(story, town_set):
    story.assigned(support=[town_set.units["roads"]])
    waiting = Deadline.objects.filter(object_id=story.suggestion.pk, key="support_opinion")
    assert [row.unit for row in waiting] == [town_set.units["roads"]]
    alone = Story(town_set).assigned()
    assert not Deadline.objects.filter(object_id=alone.suggestion.pk, key="support_opinion").exists()


def test_a_complex_suggestion_has_six_months(story):
    story.assigned(is_complex=True)
    assert deadline(story, "reply").due_on == date(2026, 9, 2)


def test_no_reply_before_the_deputy_was_heard(story):
    story.handling()
    with pytest.raises(Refused, match="面商") as refusal:
        story.act("unit_handler", "reply", REPLY)
    assert any("第51条" in article for article in refusal.value.reasons[0].articles)
    assert state(story) == "handling"
    assert not IssuedNumber.objects.filter(series__key="reply").exists()


def test_category_and_urgency_are_put_right(story):
    story.handling()
    roads = Category.objects.exclude(pk=story.suggestion.category_id).first()
    story.act("office", "correct", {"category": roads, "urgency": "urgent"})
    assert (state(story), story.suggestion.category, story.suggestion.urgency) == ("handling", roads, "urgent")
    assert "更正类别、缓急" in AuditEntry.objects.get(verb="suggestion.correct").sentence
    with pytest.raises(Refused, match="都没有变"):
        story.act("office", "correct", {"category": roads, "urgency": "urgent"})


def test_a_wrong_assignment_comes_back_and_is_given_anew(story, town_set):
    story.assigned()
    with pytest.raises(Refused, match="退回的单位自己"):
        story.act("unit_handler", "hand_back", {"reason": "不归我们", "better_unit": town_set.units["water"]})
    story.act("unit_handler", "hand_back", {"reason": "东渠归公路站管", "better_unit": town_set.units["roads"]})
    assert state(story) == "registered"
    assert deadline(story, "reassign").status == DeadlineStatus.RUNNING
    story.act("office", "assign", {"lead_unit": town_set.units["roads"], "support_units": []})
    story.act("other_unit", "sign_for", {"signed_by": "钱经办"})
    assert state(story) == "handling"


def test_silence_counts_as_accepted(story):
    story.assigned()
    over = deadline(story, "sign_for").due_on
    run_clock(clock.at(days_later((over - MONDAY).days + 1), 10))
    assert state(story) == "handling"
    assert story.suggestion.assignment_set.get().by_silence


def test_a_dissatisfied_deputy_opens_a_second_round_and_then_the_presidium(story):
    story.judged(verdict=POOR)
    assert (state(story), story.suggestion.round) == ("handling", 2)
    assert deadline(story, "rehandle").due_on == date(2026, 4, 2)
    story.consulted().act("unit_handler", "reply", REPLY)
    story.act("deputy", "judge", POOR)
    assert (state(story), story.suggestion.satisfaction) == ("judged", "dissatisfied")
    story.act("office", "withhold", {"reason": "涉及个人"})
    with pytest.raises(Refused):
        execute(story.made.actor("office"), story.suggestion, "close")
    story.act("chair", "presidium_review", {"review": "责成水利站五月底前修好"})
    story.act("office", "close")
    assert state(story) == "closed"


def test_not_answered_in_time_is_not_judged(story):
    story.replied()
    over = deadline(story, "verdict").due_on
    run_clock(clock.at(days_later((over - MONDAY).days + 1), 10))
    story.suggestion.refresh_from_db()
    assert (state(story), story.suggestion.satisfaction) == ("judged", "not_judged")


def test_planned_promises_stay_open_until_confirmed(story):
    story.judged(result="planned", promises=[{"text": "下游渠段加固", "due_on": date(2026, 10, 31)}])
    story.act("office", "withhold", {"reason": "涉及个人"})
    story.act("office", "close")
    promise = Promise.objects.get()
    assert promise.state == "open"
    execute(story.made.actor("unit_handler"), promise, "show", {"proof": "10月12日完工，共一百二十米"})
    with clock.set_to(date(2026, 10, 20)):
        execute(story.made.actor("deputy"), Promise.objects.get(), "confirm")
    promise.refresh_from_db()
    assert (promise.state, promise.confirmed_by) == ("kept", "王代表")


def test_planned_without_a_date_is_refused(story):
    story.consulted()
    with pytest.raises(Refused, match="哪天办完"):
        story.act("unit_handler", "reply", {**REPLY, "result": "planned"})


def test_an_extension_moves_the_day_and_never_past_six_months(story):
    story.handling()
    ask = {"reason": "汛期不能施工", "measures": "先装抽水泵", "latest_on": date(2026, 12, 31)}
    with pytest.raises(Refused, match="最迟不能超过") as refusal:
        story.act("unit_handler", "ask_extension", ask)
    assert refusal.value.reasons[0].articles
    story.act("unit_handler", "ask_extension", {**ask, "latest_on": date(2026, 8, 31)})
    story.act("chair", "grant_extension", {"decision": "同意"})
    assert deadline(story, "reply").due_on == date(2026, 8, 31)
    assert deadline(story, "reply").first_due_on == date(2026, 6, 2)
    assert dossier_of(story.suggestion).items.filter(role="extension").exists()


def test_merged_authors_get_the_answer_too(story, town_set):
    story.registered()
    other = Story(town_set, title="关于东渠灌溉的建议")
    other.suggestion = open_matter(town_set.actor("other_deputy"), "suggestion", "draft", other.content).matter
    other.act("other_deputy", "submit", other.content)
    other.act("office", "merge", {"target": story.suggestion, "reason": "同一条渠"})
    story.act("office", "assign", {"lead_unit": town_set.units["water"], "support_units": []})
    story.act("unit_handler", "sign_for", {"signed_by": "吴经办"})
    story.consulted().act("unit_handler", "reply", REPLY)
    asked = {verdict.mandate.person.name for verdict in story.suggestion.verdict_set.all()}
    assert asked == {"王代表", "赵代表"}
    story.act("deputy", "judge", GOOD)
    assert state(story) == "replied"
    story.act("other_deputy", "judge", GOOD)
    assert state(story) == "judged"


def test_a_bill_needs_five_deputies_or_becomes_a_suggestion(story):
    story.content["kind"] = "bill"
    story.submitted()
    with pytest.raises(Refused, match="联名代表不够") as refusal:
        story.act("office", "list_bill", {"decision": "列入议程"})
    assert refusal.value.reasons[0].rule == "bill-by-five-deputies"
    story.act("office", "turn_into_suggestion", {"reason": "联名不足五人"})
    assert (story.suggestion.kind, state(story)) == ("suggestion", "submitted")


def listed_bill(story) -> None:
    story.content["kind"] = "bill"
    for name in ("陈代表", "周代表"):
        make_mandate(Person.objects.create(name=name), story.made)
    story.content["cosigners"] = list(Mandate.objects.exclude(person__name="王代表"))
    story.submitted()
    for cosigner in story.suggestion.cosigners.all():
        story.act("office", "confirm_cosign", {"agrees": True, "cosigner": cosigner.mandate})
    story.act("office", "list_bill", {"decision": "列入议程"})


def test_the_decision_of_the_congress_ends_and_seals_a_bill(story):
    listed_bill(story)
    decided = {"outcome": "adopted", "decided_on": clock.today(), "decision": "表决通过，由镇政府实施。"}
    with pytest.raises(Refused, match="还没到"):
        story.act("office", "conclude_bill", {**decided, "decided_on": clock.today() + timedelta(days=1)})
    with pytest.raises(Refused, match="还早"):
        story.act("office", "conclude_bill", {**decided, "decided_on": clock.today() - timedelta(days=1)})
    story.act("office", "conclude_bill", decided)
    assert state(story) == "closed"
    assert story.suggestion.ending == "表决通过：表决通过，由镇政府实施。"
    dossier = dossier_of(story.suggestion)
    assert dossier.sealed_at and dossier.items.filter(role="bill_decision").exists()


def test_cosigners_count_only_after_their_own_word(story, town_set):
    story.content["cosigners"] = list(Mandate.objects.filter(person__name__in=["赵代表", "刘代表"]))
    story.submitted()
    story.act("other_deputy", "confirm_cosign", {"agrees": True})
    story.act("third_deputy", "confirm_cosign", {"agrees": False})
    agreed = [cosigner.mandate.person.name for cosigner in story.suggestion.cosigners.filter(agrees=True)]
    assert agreed == ["赵代表"]


def test_two_people_at_once_the_second_is_told(story):
    story.submitted()
    seen = story.suggestion.version
    story.act("office", "send_back", {"reason": "请写清楚地点"})
    story.act("deputy", "submit", story.content)
    with pytest.raises(MovedMeanwhile):
        execute(story.made.actor("office"), story.suggestion, "decline", {"reason": "个人事务"}, version=seen)


def test_a_stranger_unit_is_out_of_reach(story):
    story.assigned()
    with pytest.raises(Http404):
        story.act("other_unit", "sign_for", {"signed_by": "钱经办"})


def test_a_refused_step_leaves_nothing_behind(story):
    story.consulted()
    before = (Notice.objects.count(), IssuedNumber.objects.count(), story.suggestion.version)
    with pytest.raises(Refused):
        story.act("unit_handler", "reply", {**REPLY, "signer": ""})
    story.suggestion.refresh_from_db()
    assert before == (Notice.objects.count(), IssuedNumber.objects.count(), story.suggestion.version)


def test_the_ladder_leaves_a_paper_and_a_log_line_on_each_rung(story):
    story.handling()
    for verb, role in (("urge", "reminder"), ("supervise", "supervision"), ("escalate", "escalation")):
        outcome = story.act("office", verb, {"reason": "期限将到还没有进展"})
        assert outcome.papers
        assert dossier_of(story.suggestion).items.filter(role=role).exists()


def test_what_is_beyond_the_town_goes_up_and_is_followed(story):
    story.judged(result="passed_up", passed_up_to="县水利局")
    promise = Promise.objects.get()
    assert (promise.kind, promise.state) == ("passed_up", "open")
    assert dossier_of(story.suggestion).items.filter(role="pass_up").exists()
