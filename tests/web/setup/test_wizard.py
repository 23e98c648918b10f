"""The five steps: kept while going back and forth, all at once at the end, gone afterwards."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.people import login
from renda.kernel.people.models import Account, Appointment, CongressSession, Mandate, Term
from renda.kernel.units.models import TownProfile, Unit
from renda.kernel.units.scope import acting_in
from renda.web.setup import service
from tests.web.people.test_tables import sheet

TOWN = {
    "name": "云溪镇",
    "county": "云川县",
    "place_code": "330122",
    "office_phone": "0571-66001100",
    "number_word": "",
}
TERM = {
    "number": 19,
    "starts_on": "2022-01-10",
    "session_number": 5,
    "opens_on": "2026-01-20",
    "closes_on": "2026-01-21",
}
DIRECTOR = {"name": "周文书", "post": "人大办主任", "phone": "", "username": "", "password": "春天修好村道",
            "again": "春天修好村道", "slips": "on"}  # fmt: skip
PASSWORD = "把村里的路修好最要紧"
DEPUTIES = [
    ["姓名", "手机号", "选区", "所在村（社区）"],
    ["孙新", "13812345678", "第一选区", "上河村"],
    ["赵一", "13812345679", "第二选区", "下河村"],
]
UNITS = [["单位名称", "联系人", "联系人手机"], ["水利站", "吴经办", "13812345670"], ["上河村", "", ""]]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.set_to(date(2026, 3, 10)):
        yield


def step(name: str) -> str:
    return reverse("setup-step", args=[name])


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def go_to_tables(client) -> None:
    assert client.post(step("town"), TOWN).url == step("term")
    assert client.post(step("term"), TERM).url == step("deputies")


def director(**facts) -> dict:
    return {**DIRECTOR, "password": PASSWORD, "again": PASSWORD, **facts}


def test_without_a_town_the_login_leads_here(client):
    assert client.get(reverse("login")).url == reverse("setup")
    assert client.get(reverse("setup")).url == step("town")
    assert "第 1 步，共 5 步" in text_of(client.get(step("town")))


def test_once_there_is_a_town_the_steps_are_gone(client, town_set):
    for url in (reverse("setup"), step("town"), step("account"), reverse("setup-form", args=["units"])):
        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 404
    assert client.get(reverse("login")).status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "云溪", "请写乡镇的全称"),
        ("place_code", "3301", "6位、9位或12位"),
        ("place_code", "33012a", "6位、9位或12位"),
        ("office_phone", "电话", "请填11位手机号"),
    ],
)
def test_wrong_answers_are_told_and_kept(client, field, value, words):
    page = text_of(client.post(step("town"), {**TOWN, field: value, "county": "古田县"}))
    assert words in page and "古田县" in page
    assert not TownProfile.objects.exists()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"closes_on": ""}, "要么都填"),
        ({"closes_on": "2026-01-01"}, "早于开幕日期"),
        ({"number": ""}, "必填"),
    ],
)
def test_the_dates_of_a_session_agree(client, facts, words):
    client.post(step("town"), TOWN)
    assert words in text_of(client.post(step("term"), {**TERM, **facts}))


def test_going_back_loses_nothing_and_going_ahead_is_not_possible(client):
    assert client.get(step("account")).url == step("town")
    go_to_tables(client)
    assert "云溪镇" in text_of(client.get(step("town"))) and 'value="330122"' in text_of(
        client.get(step("town"))
    )
    assert "2022-01-10" in text_of(client.get(step("term")))
    assert "浙江" in text_of(client.get(step("term")))
    assert client.get(reverse("setup")).url == step("deputies")


def test_a_table_is_looked_at_without_founding_anything(client):
    go_to_tables(client)
    assert client.post(step("deputies"), {"file": sheet(DEPUTIES)}).url == step("deputies")
    page = text_of(client.get(step("deputies")))
    assert "孙新" in page and "核对好了，下一步" in page and "13812345678" not in page
    assert (
        not TownProfile.objects.exists() and not Unit.everywhere.exists() and not Mandate.everywhere.exists()
    )
    bad = text_of(client.post(step("deputies"), {"file": SimpleUploadedFile("图.xlsx", b"\x89PNG")}))
    assert "Excel" in bad


def test_the_whole_way(client):
    go_to_tables(client)
    client.post(step("deputies"), {"file": sheet(DEPUTIES)})
    assert client.post(step("deputies"), {"go_on": "1"}).url == step("units")
    client.post(step("units"), {"file": sheet(UNITS)})
    page = text_of(client.get(step("units")))
    assert "水利站" in page and "没有变化" in page
    client.post(step("units"), {"go_on": "1"})
    done = client.post(step("account"), director()).url
    slips = text_of(client.get(done))
    assert all(name in slips for name in ("孙新", "赵一", "吴经办")) and "周文书" in slips
    profile = TownProfile.objects.get()
    assert (profile.number_word, profile.place_code, profile.town.name) == ("云镇", "330122", "云溪镇")
    assert profile.town.parent.name == "云川县"
    with acting_in(profile.town):
        assert Term.objects.get().number == 19 and CongressSession.objects.get().number == 5
        assert Mandate.objects.count() == 2 and Appointment.objects.get(role="office").person.name == "周文书"
        assert Account.objects.count() == 4
        assert Unit.objects.filter(name="上河村").count() == 1
    assert login.authenticate("周文书", PASSWORD, None).must_change_password is False
    password = re.search(r"[a-z]{4}-\d{4}-[a-z]{4}", slips.split("孙新", 1)[1])[0]
    assert login.authenticate("孙新", password, None).must_change_password
    assert client.get(done + "pdf/")["Content-Type"] == "application/pdf"
    assert client.post(done).url == reverse("login")
    assert client.get(done).status_code == 404
    assert client.get(reverse("setup")).status_code == 404


def test_tables_can_come_later(client):
    go_to_tables(client)
    client.post(step("deputies"), {"skip": "1"})
    client.post(step("units"), {"skip": "1"})
    done = client.post(step("account"), director()).url
    assert "还没有代表和单位的账号" in text_of(client.get(done))
    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"again": "别的密码别的密码"}, "两遍输入的不一样"),
        ({"password": "短", "again": "短"}, "至少"),
        ({"name": ""}, "必填"),
    ],
)
def test_a_bad_password_founds_nothing(client, facts, words):
    go_to_tables(client)
    client.post(step("deputies"), {"skip": "1"})
    client.post(step("units"), {"skip": "1"})
    assert words in text_of(client.post(step("account"), director(**facts)))
    assert not TownProfile.objects.exists()


def test_somebody_else_sees_neither_answers_nor_passwords(client):
    from django.test import Client

    go_to_tables(client)
    client.post(step("deputies"), {"skip": "1"})
    client.post(step("units"), {"skip": "1"})
    done = client.post(step("account"), director()).url
    stranger = Client()
    assert stranger.get(done).status_code == 404 and stranger.get(done + "pdf/").status_code == 404


def test_founding_twice_is_refused(town_set):
    with pytest.raises(service.AlreadyFounded):
        service.found({"town": TOWN, "term": TERM}, {}, {})


def test_the_empty_forms_are_there(client):
    assert client.get(reverse("setup-form", args=["deputies"])).content.startswith(b"PK")
    assert client.get(reverse("setup-form", args=["suggestions"])).status_code == 404
