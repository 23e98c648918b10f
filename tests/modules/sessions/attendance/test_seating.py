"""One list, many seats: filling, the side of honour, leave, change and taking back."""

from __future__ import annotations

import pytest

from renda.kernel.procedures.execute import MovedMeanwhile, Refused
from renda.modules.sessions.attendance import duties, ordering, seating
from renda.modules.sessions.attendance.models import (
    Answer,
    Area,
    Attendee,
    DutyKind,
    HallPlan,
    SeatingChange,
    Side,
)
from tests.modules.sessions.attendance.crowd import crowd


@pytest.mark.parametrize(
    ("seats", "people", "side", "order"),
    [
        (5, 5, Side.LEFT, [3, 4, 2, 5, 1]),
        (5, 5, Side.RIGHT, [3, 2, 4, 1, 5]),
        (4, 4, Side.LEFT, [2, 3, 1, 4]),
        (4, 4, Side.RIGHT, [3, 2, 4, 1]),
        (9, 3, Side.LEFT, [5, 6, 4]),
        (3, 1, Side.LEFT, [2]),
        (3, 0, Side.LEFT, []),
    ],
)
def test_the_first_sits_in_the_middle_and_the_second_on_the_side_of_honour(seats, people, side, order):
    assert seating.from_middle(seats, people, side) == order


def seat(session, name: str) -> str:
    return Attendee.objects.get(session=session, name=name, ended_on__isnull=True).seat_words


def small_hall(office, session, **more) -> HallPlan:
    return seating.save_hall(
        office, session, {"rows": [2, 2], "aisles": [], "rostrum_rows": [3], "blocked": [], **more}
    )


def test_everybody_sits_by_the_list_and_blocked_seats_stay_empty(taken, office):
    small_hall(office, taken, blocked=["1-2"])
    seating.seat_all(office, taken)
    assert [seat(taken, name) for name in ("王代表", "刘代表", "赵代表")] == ["1排1座", "2排1座", "2排2座"]


def test_the_presidium_sits_on_the_rostrum(taken, office, of):
    small_hall(office, taken)
    for name in ("刘代表", "赵代表"):
        duties.give(office, of(name), DutyKind.PRESIDIUM)
    seating.seat_all(office, taken)
    assert seat(taken, "刘代表") == "主席台1排1座" and seat(taken, "赵代表") == "主席台1排2座"
    assert seat(taken, "王代表") == "1排1座"


def test_two_change_places_and_it_is_taken_back(taken, office, of):
    small_hall(office, taken)
    seating.seat_all(office, taken)
    change = seating.put(office, taken, of("赵代表"), ("hall", 1, 1))
    assert "对调" in change.what
    assert (seat(taken, "赵代表"), seat(taken, "王代表")) == ("1排1座", "2排1座")
    assert seating.undo(office, taken).pk == change.pk
    assert (seat(taken, "赵代表"), seat(taken, "王代表")) == ("2排1座", "1排1座")
    seating.undo(office, taken)
    assert seat(taken, "王代表") == ""
    with pytest.raises(Refused, match="没有可以收回"):
        seating.undo(office, taken)


def test_who_has_no_seat_pushes_nobody_away_silently(taken, office, of):
    small_hall(office, taken)
    seating.put(office, taken, of("王代表"), ("hall", 1, 1))
    change = seating.put(office, taken, of("刘代表"), ("hall", 1, 1))
    assert "空出来" in change.what and seat(taken, "王代表") == ""
    assert [one.name for one in seating.unseated(taken)] == ["王代表", "赵代表"]


def test_a_seat_the_hall_has_not_got_is_refused(taken, office, of):
    small_hall(office, taken, blocked=["2-2"])
    for place in (("hall", 9, 1), ("hall", 2, 2), ("rostrum", 2, 1)):
        with pytest.raises(Refused, match="没有"):
            seating.put(office, taken, of("王代表"), place)


def test_somebody_else_moved_meanwhile(taken, office, of):
    plan = small_hall(office, taken)
    seating.put(office, taken, of("王代表"), ("hall", 1, 1), plan.version)
    with pytest.raises(MovedMeanwhile):
        seating.put(office, taken, of("刘代表"), ("hall", 1, 2), plan.version)


def test_after_leave_those_behind_close_up_and_it_is_shown_first(taken, office, of):
    small_hall(office, taken)
    seating.seat_all(office, taken)
    Attendee.objects.filter(pk=of("王代表").pk).update(answer=Answer.LEAVE)
    wanted = seating.reflowed(taken)
    told = [
        (move.attendee.name, seating.words(move.old), seating.words(move.new))
        for move in seating.moves(taken, wanted)
    ]
    assert told == [
        ("王代表", "1排1座", "没有座位"),
        ("刘代表", "1排2座", "1排1座"),
        ("赵代表", "2排1座", "1排2座"),
    ]
    assert seat(taken, "王代表") == "1排1座"
    seating.apply(office, taken, wanted, "补位")
    assert seat(taken, "刘代表") == "1排1座" and not seating.empty_by_leave(taken)
    with pytest.raises(Refused, match="准假"):
        seating.put(office, taken, of("王代表"), ("hall", 2, 2))


def test_reflow_keeps_the_order_people_sit_in_and_leaves_the_rostrum_alone(taken, office, of):
    small_hall(office, taken)
    duties.give(office, of("赵代表"), DutyKind.PRESIDIUM)
    seating.seat_all(office, taken)
    seating.put(office, taken, of("王代表"), ("hall", 2, 1))
    Attendee.objects.filter(pk=of("刘代表").pk).update(answer=Answer.LEAVE)
    names = {
        move.attendee.name: seating.words(move.new) for move in seating.moves(taken, seating.reflowed(taken))
    }
    assert names == {"刘代表": "没有座位", "王代表": "1排1座"}


def test_a_smaller_hall_names_who_would_lose_the_seat(taken, office):
    small_hall(office, taken)
    seating.seat_all(office, taken)
    with pytest.raises(Refused, match="赵代表"):
        seating.save_hall(office, taken, {"rows": [2]})
    seating.clear_then_save_hall(office, taken, {"rows": [1, 1, 1]})
    assert seat(taken, "赵代表") == "3排1座"


@pytest.mark.parametrize("rows", [[], [0], [100], [10] * 61])
def test_a_hall_that_can_not_be_is_refused(taken, office, rows):
    with pytest.raises(Refused):
        seating.save_hall(office, taken, {"rows": rows})


def test_taking_back_is_refused_where_the_seat_is_gone(taken, office, of):
    small_hall(office, taken)
    seating.put(office, taken, of("王代表"), ("hall", 2, 2))
    seating.put(office, taken, of("王代表"), ("hall", 1, 1))
    seating.save_hall(office, taken, {"rows": [2]})
    with pytest.raises(Refused, match="收不回来"):
        seating.undo(office, taken)


def test_who_was_taken_off_the_list_gives_the_seat_free(taken, office, of, town_set):
    from datetime import timedelta

    from renda.kernel.people.changes import end_mandate
    from renda.modules.sessions.attendance import roll

    small_hall(office, taken)
    seating.seat_all(office, taken)
    end_mandate(town_set.mandates["deputy"], taken.opens_on - timedelta(days=1), "去世", office)
    roll.sync(office, taken, roll.compare(taken).digest)
    seating.put(office, taken, of("赵代表"), ("hall", 1, 1))
    assert seat(taken, "赵代表") == "1排1座"


def test_only_who_may_seats_people(taken, town_set, of):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        seating.put(town_set.actor("chair"), taken, of("王代表"), ("hall", 1, 1))


def test_160_deputies_are_seated_in_few_queries(town_set, session, office, assert_max_queries):
    crowd(town_set, 160, session)
    with assert_max_queries(20):
        seating.seat_all(office, session)
    assert Attendee.objects.of(session).filter(area=Area.HALL).count() == 160
    assert not SeatingChange.objects.exclude(plan__session=session).exists()
    assert len({seating.place_of(one) for one in ordering.listed(session)} - {None}) == 160
