"""Pages of elections of deputies: the calendar, constituencies, steps, bad input, who may see them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from renda.foundation import clock
from renda.kernel.people.models import Constituency
from renda.modules.deputy_elections import selectors
from renda.modules.deputy_elections.models import Contest, DeputyElection, Recall
from tests.modules.deputy_elections.story import EARLY, POLLING, Round


@pytest.fixture(autouse=True)
def early():
    with clock.set_to(EARLY):
        yield


@pytest.fixture
def round_(town_set):
    return Round(town_set)


def words(answer) -> str:
    return answer.content.decode()


def page(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer
    return words(answer)


OPENING = {
    "way": "general", "polling_on": "2026-12-20", "quota": "2", "population": "30000", "organ": "云岭镇选举委员会",
    "decision": "云川人常发〔2026〕21号", "version": "0",
}  # fmt: skip


def test_an_empty_list_says_what_to_do(client_as):
    assert "还没有登记过代表选举" in page(client_as("office"), "/elections/")
    assert "没有罢免代表的要求" in page(client_as("office"), "/elections/recalls/")


def test_begin_in_the_browser(client_as, town_set):
    office = client_as("office")
    answer = office.post("/elections/new/", {**OPENING, "term": str(town_set.term.pk)})
    election = DeputyElection.objects.get()
    assert answer.status_code == 302 and answer["Location"] == election.get_absolute_url()
    shown = page(office, f"/elections/{election.pk}/days/")
    assert "公布选民名单" in shown and "选举法第28条" in shown and "11月30日" in shown
    assert "换届选举" in page(office, "/elections/")


@pytest.mark.parametrize(
    "change, told",
    [
        ({"quota": "0"}, "大于零"),
        ({"quota": "-1"}, "大于或"),
        ({"quota": "二"}, "整数"),
        ({"polling_on": "2026-02-30"}, "日期写得不对"),
        ({"polling_on": "2025-01-01"}, "已经过去"),
        ({"organ": ""}, "请填“主持机构”"),
        ({"way": "other"}, "请从列出来的里面选"),
    ],
)
def test_bad_beginnings_keep_what_was_typed(client_as, town_set, change, told):
    answer = client_as("office").post("/elections/new/", {**OPENING, "term": str(town_set.term.pk), **change})
    assert answer.status_code == 422 and told in words(answer)
    assert "云川人常发〔2026〕21号" in words(answer)
    assert not DeputyElection.objects.exists()


def test_days_without_registering_anything(client_as):
    office = client_as("office")
    assert "排日程" in page(office, "/elections/days/")
    with clock.set_to(date(2026, 12, 1)):
        shown = page(office, "/elections/days/?day=2026-12-10&kind=general")
    assert "有法定日期已经错过" in shown and "2026年12月21日" in shown
    assert "日期写得不对" in page(office, "/elections/days/?day=x&kind=general")
    assert "没有这条规则" in page(office, "/elections/days/?day=1991-01-01&kind=general")
    assert not DeputyElection.objects.exists()


def test_the_calendar_prints_on_one_page(client_as, round_):
    shown = page(client_as("office"), f"/elections/{round_.election.pk}/days/print/")
    assert shown.count("<tr>") <= 26 and "选举法第32条" in shown and "□" in shown


def test_a_tick_from_the_calendar(client_as, round_):
    office, url = client_as("office"), f"/elections/{round_.election.pk}/step/tick/"
    assert "selected" in page(office, f"{url}?step=committee")
    answer = office.post(
        url, {"step": "committee", "done_on": "2026-09-01", "note": "", "version": round_.election.version}
    )
    assert answer.status_code == 302
    assert round_.election.ticks.get().key == "committee"


def test_a_missed_lawful_day_is_red_with_its_article(client_as, round_):
    with clock.set_to(date(2026, 12, 2)):
        shown = page(client_as("office"), f"/elections/{round_.election.pk}/")
    assert "有法定日期已经错过" in shown and "第28条" in shown and "请把选举日往后改" in shown
    with clock.set_to(round_.election.polling_on + timedelta(days=3)):
        shown = page(client_as("office"), f"/elections/{round_.election.pk}/")
    assert "选举日已经过了" in shown and "往后改" not in shown


def table(town_set, population="3000", seats="2", **more):
    place = town_set.constituency.pk
    return {f"population-{place}": population, f"seats-{place}": seats, **more}


def test_constituencies_in_one_table(client_as, round_, town_set):
    office, url = client_as("office"), f"/elections/{round_.election.pk}/constituencies/"
    assert "第一选区的人口数" in page(office, url)
    for given, told in (
        (table(town_set, seats="4"), "不在1至3名"),
        (table(town_set, population="-1"), "不能是负数"),
        (table(town_set, population="一千"), "要写整数"),
        (table(town_set, population=""), "没有填人口数"),
        (table(town_set, seats=""), "还没有一个选区有名额"),
    ):
        answer = office.post(url, given)
        assert answer.status_code == 422 and told in words(answer)
    assert not Contest.objects.exists()
    assert office.post(url, table(town_set)).status_code == 302
    shown = page(office, f"/elections/{round_.election.pk}/")
    assert "第一选区" in shown and "登记选民" in shown


def test_published_constituencies_stand(client_as, round_, town_set):
    round_.until_listed()
    office, url = client_as("office"), f"/elections/{round_.election.pk}/constituencies/"
    assert "不能再改" in page(office, url)
    answer = office.post(url, table(town_set, seats="1"))
    assert answer.status_code == 422 and round_.election.contests.get().seats == 2


def test_a_constituency_from_the_list_to_the_candidates(client_as, round_):
    round_.until_listed()
    office, base = client_as("office"), f"/elections/constituencies/{round_.contest.pk}/"
    with clock.set_to(date(2026, 12, 1)):
        form = {
            "name": "甲一", "gender": "male", "ethnicity": "汉族", "born": "1979年3月", "education": "高中", "post": "会计",
            "nominated_by": "voters", "nominator": "王某", "signers": "9", "most_by_one": "", "received_on": "2026-12-01",
        }  # fmt: skip
        answer = office.post(f"{base}step/nominate/", {**form, "version": round_.contest.version})
        assert answer.status_code == 422 and "还差1人" in words(answer) and "第30条" in words(answer)
        assert 'value="甲一"' in words(answer)
        answer = office.post(
            f"{base}step/nominate/", {**form, "signers": "10", "version": round_.contest.version}
        )
        assert answer.status_code == 302
        shown = page(office, base)
    assert "王某等10名选民" in shown and "即3至4名" in shown


def test_the_result_shows_every_figure_and_article(client_as, round_):
    round_.until_formal()
    office, base = client_as("office"), f"/elections/constituencies/{round_.contest.pk}/"
    with clock.set_to(POLLING):
        round_.run("close_poll", participants=600)
        assert "等着计票" in page(office, base)
        round_.count(400, 310, 310, participants=600)
        shown = page(office, base)
        assert "就他们再次投票" in shown and "怎样算出来的" in shown and "第45条第1款" in shown
        again = page(office, f"{base}step/vote_again/")
    # those who tied are ticked beforehand, the one elected is not offered
    assert again.count("checked") == 2 and "甲一（" not in again


def test_a_primary_asks_for_everybodys_votes(client_as, round_):
    round_.until_listed()
    with clock.set_to(date(2026, 12, 4)):
        for name in ("甲一", "乙二", "丙三", "丁四", "戊五"):
            round_.nominate(name)
        round_.run("publish_preliminary", done_on=date(2026, 12, 4))
    office, base = client_as("office"), f"/elections/constituencies/{round_.contest.pk}/step/"
    assert "甲一的预选得票" in page(office, f"{base}primary/")
    rows = sorted(selectors.standing(round_.contest), key=lambda one: str(one.pk))
    votes = {f"votes-{one.pk}": str(number) for one, number in zip(rows, (9, 5, 7, 8, 1), strict=True)}
    answer = office.post(
        f"{base}primary/", {**votes, f"votes-{rows[0].pk}": "", "version": round_.contest.version}
    )
    assert answer.status_code == 422 and "请填甲一的得票" in words(answer)
    assert office.post(f"{base}primary/", {**votes, "version": round_.contest.version}).status_code == 302
    formal = page(office, f"{base}publish_formal/")
    assert formal.count("checked") == 4 and "预选9票" in formal


def test_a_seat_is_given_by_the_chair_too_but_not_by_the_presidium(client_as, round_):
    round_.until_formal()
    round_.vote(400, 350, 100)
    url = f"/elections/constituencies/{round_.contest.pk}/step/confirm_credentials/"
    assert client_as("presidium").get(url).status_code == 403
    assert "资格有效的" in page(client_as("chair"), url)


def test_somebody_else_was_faster(client_as, round_):
    round_.until_listed()
    url = f"/elections/constituencies/{round_.contest.pk}/step/object/"
    given = {"ground": "wrong", "words": "错登一人", "received_on": "2026-11-28", "version": "1"}
    with clock.set_to(date(2026, 11, 28)):
        answer = client_as("office").post(url, {**given, "version": str(round_.contest.version + 7)})
    assert answer.status_code == 409 and "错登一人" in words(answer)


def test_a_recall_in_the_browser(client_as, town_set):
    office = client_as("office")
    given = {
        "mandate": str(town_set.mandates["third_deputy"].pk), "signers": "29", "reasons": "长期不联系选民",
        "received_on": "2026-09-01", "version": "0",
    }  # fmt: skip
    answer = office.post("/elections/recalls/new/", given)
    assert answer.status_code == 422 and "还差1人" in words(answer) and "第50条" in words(answer)
    assert office.post("/elections/recalls/new/", {**given, "signers": "30"}).status_code == 302
    recall = Recall.objects.get()
    assert "长期不联系选民" in page(office, f"/elections/recalls/{recall.pk}/")


def test_another_towns_election_is_not_there(client_as, other_town):
    from renda.kernel.units.scope import acting_in

    with acting_in(other_town.town):
        theirs = Round(other_town).election
    office = client_as("office")
    for tail in ("", "days/", "days/print/", "constituencies/", "step/tick/"):
        assert office.get(f"/elections/{theirs.pk}/{tail}").status_code == 404


def test_a_step_that_is_none(client_as, round_):
    office = client_as("office")
    assert office.get(f"/elections/{round_.election.pk}/step/open/").status_code == 404
    assert office.get(f"/elections/{round_.election.pk}/step/divide/").status_code == 404
    assert office.get(f"/elections/{round_.election.pk}/step/nothing/").status_code == 404


def test_the_page_of_an_election_asks_no_more_for_more_constituencies(
    client_as, round_, town_set, assert_queries_flat
):
    office = client_as("office")
    round_.election.quota = 60

    def make(count: int) -> None:
        known = Constituency.objects.count()
        for number in range(known + 1, count + 1):
            Constituency.objects.create(number=number, name=f"第{number}选区")
        round_.take("divide", rows=[(place, 2000, 2) for place in Constituency.objects.order_by("number")])

    assert_queries_flat(lambda: office.get(f"/elections/{round_.election.pk}/"), make, 3, 20)
