"""The list of deputies follows the roll, and only when somebody says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from renda.kernel.people.changes import end_mandate
from renda.kernel.people.models import Appointment, Mandate
from renda.kernel.people.register import MandateLevel
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import duties, guests, ordering, printing, roll
from renda.modules.sessions.attendance.models import (
    Answer,
    Attendee,
    Capacity,
    DutyKind,
    HallPlan,
    SessionGroup,
)
from tests.harness.town import SINCE, make_mandate, make_person


def names(session, capacity=Capacity.DEPUTY) -> list[str]:
    return [one.name for one in Attendee.objects.of(session).filter(capacity=capacity)]


def test_one_click_takes_everybody_in_office_by_group_and_strokes(session, office):
    shown = roll.compare(session)
    assert len(shown.came) == 3 and not shown.gone
    assert not Attendee.objects.filter(session=session).exists()
    roll.sync(office, session, shown.digest)
    assert names(session) == ["王代表", "刘代表", "赵代表"]
    assert SessionGroup.objects.get(session=session).name == "第一代表小组"
    assert not roll.compare(session)


def test_a_seat_that_ended_yesterday_is_shown_and_taken_off_only_when_said(taken, office, town_set):
    end_mandate(town_set.mandates["deputy"], taken.opens_on - timedelta(days=1), "辞职被接受", office)
    shown = roll.compare(taken)
    [(gone, why)] = shown.gone
    assert gone.name == "王代表" and "2026年1月19日为止，辞职被接受" in why
    assert "王代表" in names(taken)
    roll.sync(office, taken, shown.digest)
    gone.refresh_from_db()
    assert "王代表" not in names(taken) and gone.ended_why == why and gone.state == "ended"


def test_a_seat_that_ends_on_the_opening_day_still_counts(taken, office, town_set):
    end_mandate(town_set.mandates["deputy"], taken.opens_on, "辞职被接受", office)
    assert not roll.compare(taken).gone


def test_a_roll_that_moved_after_it_was_shown_changes_nothing(session, office, town_set):
    digest = roll.compare(session).digest
    make_mandate(make_person("孙代表"), town_set)
    with pytest.raises(Refused, match="又变了"):
        roll.sync(office, session, digest)
    assert not Attendee.objects.filter(session=session).exists()


def test_a_newcomer_takes_the_place_of_the_rule_and_moves_nobody_else(taken, office, town_set):
    order = ordering.listed(taken)
    ordering.move(office, taken, order[2], 1)
    make_mandate(make_person("丁代表"), town_set)
    roll.sync(office, taken, roll.compare(taken).digest)
    assert names(taken) == ["丁代表", "赵代表", "王代表", "刘代表"]


def test_an_observer_who_became_a_deputy_is_listed_once(session, office, town_set):
    person = make_person("高站长")
    Attendee.objects.create(session=session, person=person, capacity=Capacity.OBSERVER, name=person.name)
    make_mandate(person, town_set)
    roll.sync(office, session, roll.compare(session).digest)
    assert Attendee.objects.of(session).filter(person=person).count() == 1
    assert names(session, Capacity.OBSERVER) == []


def test_county_deputies_are_no_deputies_of_the_town(session, office, town_set):
    make_mandate(make_person("省代表"), town_set, level=MandateLevel.COUNTY)
    assert "省代表" not in [mandate.person.name for mandate in roll.in_office(session)]


def test_observers_are_proposed_those_of_the_law_first(taken, office, town_set):
    make_mandate(make_person("县代表"), town_set, level=MandateLevel.COUNTY)
    shown = guests.proposals(taken)
    assert [one.person.name for one in shown] == ["李镇长", "郑站长", "县代表"]
    assert shown[0].must and not shown[1].must and shown[2].rule == guests.BY_LAW
    [warning] = guests.observer_warnings(taken)
    assert "李镇长" in warning.text and any("第21条" in article for article in warning.articles)
    guests.add_observers(office, taken, [one.key for one in shown])
    assert not guests.proposals(taken) and not guests.observer_warnings(taken)
    assert names(taken, Capacity.OBSERVER) == ["李镇长", "县代表", "郑站长"]


def test_the_cap_on_observers_holds_where_the_place_has_one(taken, office, town_set):
    from renda.kernel.units.models import TownProfile

    for name in ("甲一", "乙二"):
        guests.save_guest(office, taken, {"name": name, "capacity": Capacity.OBSERVER})
    assert not guests.too_many(taken)
    TownProfile.objects.filter(town=town_set.town).update(place_code="110112")
    from renda.kernel.units.scope import forget

    forget()
    [warning] = guests.too_many(taken)
    assert "列席2人，代表3人" in warning.text


def test_a_deputy_is_never_typed_by_hand_nor_taken_off_while_in_office(taken, office, of):
    with pytest.raises(Refused, match="名册"):
        guests.save_guest(office, taken, {"name": "假代表", "capacity": Capacity.DEPUTY})
    with pytest.raises(Refused, match="还是代表"):
        guests.end(office, of("王代表"), "不来了")


def test_a_candidate_as_teller_is_named_with_the_rule_and_kept_only_with_a_reason(
    taken, office, of, monkeypatch
):
    one = of("王代表")
    monkeypatch.setattr(duties, "candidate_sources", [lambda session: {one.person_id}])
    with pytest.raises(Refused) as refused:
        duties.give(office, one, DutyKind.TELLER)
    assert "候选人" in str(refused.value) and refused.value.reasons[0].articles
    duties.give(office, one, DutyKind.TELLER, "另行安排以前暂代")
    assert any("王代表是候选人" in reason.text for reason in duties.warnings(taken))


def test_scrutineers_and_presidium_are_deputies(taken, office, town_set):
    guest = guests.save_guest(office, taken, {"name": "来宾甲", "capacity": Capacity.GUEST})
    for kind in (DutyKind.SCRUTINEER, DutyKind.PRESIDIUM):
        with pytest.raises(Refused, match="不是代表"):
            duties.give(office, guest, kind, "硬要安排")


def test_who_is_on_leave_or_off_the_list_has_no_duty(taken, office, of):
    one = of("王代表")
    duties.give(office, one, DutyKind.CHIEF_TELLER)
    Attendee.objects.filter(pk=one.pk).update(answer=Answer.LEAVE)
    assert any("王代表准了假，还安排了总计票人" in reason.text for reason in duties.warnings(taken))
    with pytest.raises(Refused, match="准了假，不能做监票人"):
        duties.give(office, of("王代表"), DutyKind.SCRUTINEER)
    Attendee.objects.filter(pk=one.pk).update(ended_on=SINCE)
    assert any("王代表已经不在名单上" in reason.text for reason in duties.warnings(taken))


def test_deputies_of_one_name_group_and_work_are_told_apart_by_their_cards(taken, of):
    first, second = of("王代表"), of("刘代表")
    for one, number in ((first, "18-010"), (second, "18-032")):
        Attendee.objects.filter(pk=one.pk).update(name="陈志勇", post="竹山村", group=first.group)
        Mandate.objects.filter(pk=one.mandate_id).update(card_number=number)
    apart = printing.told_apart(ordering.listed(taken))
    assert (apart[first.pk], apart[second.pk]) == ("代表证18-010", "代表证18-032")


def test_a_small_presidium_and_an_officer_in_it_are_told(taken, office, of, town_set):
    one = of("王代表")
    Appointment.objects.create(
        person=one.person, unit=town_set.units["government"], post="副镇长", role="leader", from_on=SINCE
    )
    with pytest.raises(Refused, match="行政职务"):
        duties.give(office, one, DutyKind.PRESIDIUM)
    duties.give(office, of("刘代表"), DutyKind.PRESIDIUM)
    assert any("主席团名单有1人" in reason.text for reason in duties.warnings(taken))


def test_groups_have_leaders_of_their_own(taken, office, of):
    group = duties.save_group(office, taken, {"name": "第二组", "place": "二楼"})
    with pytest.raises(Refused, match="不在这个小组"):
        duties.save_group(office, taken, {"name": "第二组", "leader": of("王代表")}, group)
    duties.assign(office, taken, [of("王代表")], group)
    duties.save_group(office, taken, {"name": "第二组", "leader": of("王代表")}, group)
    with pytest.raises(Refused, match="还有人"):
        duties.remove_group(office, group)
    duties.assign(office, taken, [of("王代表")], None)
    group.refresh_from_db()
    assert group.leader is None


def test_order_by_rank_of_posts(session, office, town_set):
    for name, post in (
        ("丁一", "云岭镇副镇长"),
        ("万二", "云岭镇党委书记"),
        ("于三", "上河村党委书记"),
        ("王四", "云岭镇人大主席"),
    ):
        guests.save_guest(office, session, {"name": name, "post": post, "capacity": Capacity.GUEST})
    ordering.reorder(office, session, "protocol")
    assert [one.name for one in ordering.listed(session)] == ["万二", "王四", "丁一", "于三"]
    ordering.reorder(office, session, "strokes")
    assert [one.name for one in ordering.listed(session)] == ["丁一", "于三", "万二", "王四"]


def test_deputies_of_another_day(session, office, town_set):
    make_mandate(make_person("后来人"), town_set, from_on=date(2026, 1, 21))
    assert "后来人" not in [mandate.person.name for mandate in roll.in_office(session)]


def numbers(session) -> dict[str, int]:
    return {one.name: one.rank for one in Attendee.objects.of(session)}


def test_who_leaves_the_list_takes_nobodys_number_along(taken, office, town_set):
    before = numbers(taken)
    end_mandate(town_set.mandates["deputy"], taken.opens_on - timedelta(days=1), "辞职被接受", office)
    roll.sync(office, taken, roll.compare(taken).digest)
    assert numbers(taken) == {name: number for name, number in before.items() if name != "王代表"}


def test_once_printed_a_newcomer_comes_after_all_and_moves_nobody(taken, office, town_set):
    printing.mark_printed(office, taken)
    before = numbers(taken)
    make_mandate(make_person("丁代表"), town_set)
    roll.sync(office, taken, roll.compare(taken).digest)
    assert numbers(taken) == {**before, "丁代表": 4}


def test_another_order_must_be_printed_anew(taken, office):
    printing.mark_printed(office, taken)
    ordering.reorder(office, taken, "strokes")
    assert HallPlan.objects.get(session=taken).printed_on is None
