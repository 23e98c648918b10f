"""Numbers: one after another, no gap after a refusal, no double under simultaneous requests."""

import threading

import pytest
from django.db import connection, transaction

from renda.foundation import clock
from renda.kernel.documents import registers
from renda.kernel.documents.models import IssuedNumber, NumberSeries
from renda.kernel.units.scope import acting_in
from tests.harness.town import make_town


@pytest.mark.django_db
def test_numbers_rise_by_one_and_begin_anew_each_year(town_set, frozen_clock):
    assert [registers.next_number("letter", "题").n for _ in range(3)] == [1, 2, 3]
    next_year = clock.today().replace(year=clock.today().year + 1)
    assert registers.next_number("letter", "题", on=next_year).n == 1


@pytest.mark.django_db
def test_a_refused_act_leaves_no_gap(town_set):
    with pytest.raises(RuntimeError), transaction.atomic():
        registers.next_number("letter", "会被收回")
        raise RuntimeError
    assert registers.next_number("letter", "题").n == 1


@pytest.mark.django_db
def test_a_voided_number_stays_visible_and_is_not_given_again(town_set):
    first = registers.next_number("letter", "题")
    registers.void(first, "重复发文")
    assert registers.next_number("letter", "题").n == 2
    assert IssuedNumber.objects.get(pk=first.pk).void_reason == "重复发文"


@pytest.mark.django_db
def test_an_unknown_register_is_an_error(town_set):
    with pytest.raises(registers.UnknownSeries):
        registers.next_number("nothing", "题")


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_different_numbers():
    town = make_town().town
    failures: list[Exception] = []

    def work() -> None:
        try:
            with acting_in(town):
                for _ in range(5):
                    registers.next_number("letter", "同时")
        except Exception as error:  # noqa: BLE001 - told to the test below
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with acting_in(town):
        numbers = sorted(NumberSeries.objects.get(key="letter").issued.values_list("n", flat=True))
    assert not failures
    assert numbers == list(range(1, 31))
