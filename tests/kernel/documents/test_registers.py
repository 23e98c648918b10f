"""Numbers: one after another, no gap after a refusal, no double under simultaneous requests."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from renda.foundation import clock
from renda.kernel.documents import patterns, registers
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


@pytest.mark.django_db
def test_reserved_numbers_are_kept_with_their_reason_and_used_once(town_set, actors):
    series = NumberSeries.objects.get(key="letter")
    kept = registers.reserve(actors["office"], series, 2, "留给换届选举")
    assert [row.n for row in kept] == [1, 2]
    assert registers.next_number("letter", "题").n == 3
    assert registers.take_reserved(kept[0], "选举公告").subject == "选举公告"
    with pytest.raises(registers.RegisterError, match="已经用了"):
        registers.take_reserved(kept[0], "又一份")


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "reason", "words"), [(0, "留", "1到"), (501, "留", "1到"), (1, "  ", "为什么")])
def test_reserving_needs_a_number_and_a_reason(town_set, actors, count, reason, words):
    with pytest.raises(registers.RegisterError, match=words):
        registers.reserve(actors["office"], NumberSeries.objects.get(key="letter"), count, reason)
    assert not IssuedNumber.objects.exists()


@pytest.mark.django_db
def test_numbers_used_on_paper_are_taken_in_and_the_system_goes_on(town_set, actors, frozen_clock):
    series = NumberSeries.objects.get(key="letter")
    rows = [registers.PaperRow(1, "关于开会的函", clock.today()), registers.PaperRow(3, "关于视察的函")]
    assert registers.take_in(actors["office"], series, 2026, 4, rows, explanation="底册没有记") == 4
    assert registers.next_number("letter", "题").n == 5
    sheet = [(row.n, row.origin) for row in registers.sheet(series, 2026)]
    assert sheet == [(5, "system"), (4, "unused"), (3, "on_paper"), (2, "unused"), (1, "on_paper")]
    assert registers.gaps(series, 2026) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "last", "words"),
    [
        ([registers.PaperRow(5, "题")], 4, "不在1到4"),
        ([registers.PaperRow(1, "题"), registers.PaperRow(1, "又")], 1, "写了两次"),
        ([registers.PaperRow(1, " ")], 1, "没有写题名"),
        ([registers.PaperRow(1, "题", clock.today().replace(year=1999))], 1, "不在2026年"),
        ([registers.PaperRow(1, "题")], 3, "第2、3号没有列出"),
        ([], 0, "1到"),
    ],
)
def test_paper_numbers_that_do_not_fit_are_told(town_set, actors, rows, last, words):
    with pytest.raises(registers.RegisterError, match=words):
        registers.take_in(actors["office"], NumberSeries.objects.get(key="letter"), 2026, last, rows)
    assert not IssuedNumber.objects.exists()


@pytest.mark.django_db
def test_paper_numbers_come_before_the_first_of_the_system(town_set, actors, frozen_clock):
    series = NumberSeries.objects.get(key="letter")
    registers.next_number("letter", "题")
    with pytest.raises(registers.RegisterError, match="已经编到第1号|已经在登记簿上"):
        registers.take_in(actors["office"], series, 2026, 1, [registers.PaperRow(1, "题")])


@pytest.mark.django_db
def test_a_gap_is_seen_and_explained(town_set, actors, frozen_clock):
    series = NumberSeries.objects.get(key="letter")
    registers.add_row(series, 2026, 1, subject="一")
    registers.add_row(series, 2026, 4, subject="四")
    assert registers.gaps(series, 2026) == [2, 3]
    with pytest.raises(registers.RegisterError, match="为什么没有用"):
        registers.explain_gaps(actors["office"], series, 2026, "")
    assert registers.explain_gaps(actors["office"], series, 2026, "打印错了没有发") == 2
    assert registers.gaps(series, 2026) == []


@pytest.mark.django_db
def test_a_number_is_voided_once_and_with_a_reason(town_set, actors):
    number = registers.next_number("letter", "题")
    with pytest.raises(registers.RegisterError, match="原因"):
        registers.void(number, " ")
    registers.void_by_hand(actors["office"], number, "写错了")
    with pytest.raises(registers.RegisterError, match="作废过"):
        registers.void(number, "再来")
    with pytest.raises(registers.RegisterError, match="编给了“修路”"):
        registers.void_by_hand(actors["office"], registers.next_number("suggestion", "修路"), "写错了")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("", "请写编号样式"),
        ("人函〔{year}〕号", "{n}"),
        ("人函{n}号", "{year}"),
        ("人函〔{year}〕{n}号{n}", "现在有2个"),
        ("{word.__class__}〔{year}〕{n}号", "大括号"),
        ("{place}〔{year}〕{n}号", "不认识"),
        ("人函〔{year}〕{n}号}", "大括号"),
        ("长" * 81 + "{year}{n}", "太长"),
    ],
)
def test_a_pattern_that_makes_no_numbers_is_refused(town_set, actors, pattern, words):
    series = NumberSeries.objects.get(key="letter")
    with pytest.raises(patterns.PatternError, match=words):
        registers.change_series(actors["office"], series, label="人大函", pattern=pattern)


@pytest.mark.django_db
def test_a_changed_pattern_is_previewed_and_holds_from_now_on(town_set, actors, frozen_clock):
    first = registers.next_number("letter", "题")
    assert registers.preview("云人函〔{year}〕第{n}号", n=2) == "云人函〔2026〕第2号"
    series = registers.change_series(actors["office"], first.series, label="函", pattern="云人函〔{year}〕第{n}号")
    assert registers.next_number("letter", "题").text == "云人函〔2026〕第2号"
    first.refresh_from_db()
    assert first.text == "云人人函〔2026〕1号" and series.label == "函"


@pytest.mark.django_db
def test_an_office_adds_a_register_of_its_own(town_set, actors, frozen_clock):
    made = registers.add_series(actors["office"], "调研专报", "专报〔{year}〕{n}号")
    assert made in registers.paper_series()
    assert registers.next_number(made.key, "题").text == "专报〔2026〕1号"
    with pytest.raises(registers.RegisterError, match="已经有一本"):
        registers.add_series(actors["office"], "调研专报", "专报〔{year}〕{n}号")


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["chair", "presidium", "leader", "deputy", "unit_handler", "keeper", "county"])
def test_only_the_office_keeps_the_registers(town_set, role):
    series, actor = NumberSeries.objects.get(key="letter"), town_set.actor(role)
    for act in (
        lambda: registers.reserve(actor, series, 1, "留"),
        lambda: registers.take_in(actor, series, 2026, 1, [registers.PaperRow(1, "题")]),
        lambda: registers.explain_gaps(actor, series, 2026, "由"),
        lambda: registers.change_series(actor, series, label="函", pattern=series.pattern),
        lambda: registers.add_series(actor, "新", "新〔{year}〕{n}号"),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.django_db(transaction=True)
def test_one_reserved_number_wanted_by_many_goes_to_one():
    made = make_town()
    with acting_in(made.town):
        kept = registers.reserve(made.actor("office"), NumberSeries.objects.get(key="letter"), 1, "留")[0]
    got, refused = [], []

    def work() -> None:
        try:
            with acting_in(made.town):
                got.append(registers.take_reserved(kept, "要"))
        except registers.RegisterError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1 and len(refused) == 4
