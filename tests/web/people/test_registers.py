"""The registers: deputies, seats, units, posts, groups."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.access.actors import of_account
from renda.kernel.audit.models import AuditEntry
from renda.kernel.people.models import Appointment, Mandate, Person
from renda.kernel.units.models import Unit
from tests.harness.town import make_mandate, make_person

TODAY = date(2026, 3, 10)
PHONE = "13812345678"
ID_NUMBER = "110101199003070038"


@pytest.fixture(autouse=True)
def today():
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def office(client_as):
    return client_as("office")


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def last_entry() -> AuditEntry:
    return AuditEntry.objects.order_by("-at", "-number").first()


def test_the_register_shows_deputies_with_masked_phones(office, town_set):
    person = town_set.people["deputy"]
    person.phone = PHONE
    person.save()
    page = text_of(office.get(reverse("deputies")))
    assert "王代表" in page and "138****5678" in page and PHONE not in page
    assert "吴经办" not in page


@pytest.mark.parametrize(
    ("words", "found"),
    [("王", True), (" 王 代 表 ", True), ("㛃", False), (PHONE, True), ("养蜂", True), ("不在", False)],
)
def test_words_find_a_deputy(office, town_set, words, found):
    person = town_set.people["deputy"]
    person.phone, person.skills = PHONE, "养蜂"
    person.save()
    assert ("王代表" in text_of(office.get(reverse("deputies"), {"q": words}))) == found


def test_rare_characters_are_found(office, town_set):
    make_mandate(make_person("杨㛃"), town_set)
    make_mandate(make_person("张𬭎"), town_set)
    assert "杨㛃" in text_of(office.get(reverse("deputies"), {"q": "㛃"}))
    assert "张𬭎" in text_of(office.get(reverse("deputies"), {"q": "𬭎"}))


def test_filters_of_group_and_seat(office, town_set):
    mandate = town_set.mandates["deputy"]
    mandate.until_on, mandate.end_cause = date(2026, 2, 1), "去世"
    mandate.group = None
    mandate.save()
    assert "王代表" not in text_of(office.get(reverse("deputies")))
    ended = text_of(office.get(reverse("deputies"), {"seat": "ended"}))
    assert "王代表" in ended and "去世" in ended and "赵代表" not in ended
    grouped = text_of(office.get(reverse("deputies"), {"seat": "all", "group": str(town_set.group.pk)}))
    assert "赵代表" in grouped and "王代表" not in grouped


def test_the_register_asks_the_same_queries_for_many_rows(office, town_set, assert_queries_flat):
    made = iter(range(1000))

    def add(count):
        for _ in range(count):
            make_mandate(
                make_person(f"代表{next(made)}", phone=PHONE, village=town_set.units["village"]), town_set
            )

    assert_queries_flat(lambda: office.get(reverse("deputies")), add)
    assert_queries_flat(lambda: office.get(reverse("units")), lambda n: None)


def test_who_may_see_the_register(client_as):
    assert client_as("chair").get(reverse("deputies")).status_code == 200
    for role in ("deputy", "unit_handler", "keeper", "leader"):
        assert client_as(role).get(reverse("deputies")).status_code == 403


def test_a_deputy_of_another_town_is_out_of_reach(office, other_town):
    stranger = other_town.people["deputy"].pk
    assert office.get(reverse("deputy", args=[stranger])).status_code == 404
    assert office.get(reverse("person-edit", args=[stranger])).status_code == 404
    assert office.post(reverse("unmask", args=[stranger, "phone"])).status_code == 404


def test_the_page_of_a_deputy(office, town_set):
    page = text_of(office.get(reverse("deputy", args=[town_set.people["deputy"].pk])))
    assert "第一选区" in page and "第一代表小组" in page and "终止资格" in page and "领衔的建议" in page
    assert "修改资料" not in text_of_as_chair(town_set)


def text_of_as_chair(town_set) -> str:
    from tests.harness.sessions import signed_in

    return text_of(
        signed_in(town_set.accounts["chair"]).get(reverse("deputy", args=[town_set.people["deputy"].pk]))
    )


def test_a_number_is_shown_once_for_a_reason(office, town_set):
    person = town_set.people["deputy"]
    person.phone = PHONE
    person.save()
    url = reverse("unmask", args=[person.pk, "phone"])
    asked = text_of(office.post(url))
    assert (
        "用来做什么" in asked
        and PHONE not in asked
        and not AuditEntry.objects.filter(verb="person.unmask").exists()
    )
    assert PHONE not in text_of(office.post(url, {"reason": ""}))
    shown = text_of(office.post(url, {"reason": "通知视察"}))
    assert PHONE in shown
    entry = AuditEntry.objects.get(verb="person.unmask")
    assert entry.sentence == "查看王代表的手机号，理由：通知视察" and PHONE not in str(entry.data)
    assert office.get(url).status_code == 405


def test_whoever_may_not_unmask_gets_nothing(client_as, town_set):
    url = reverse("unmask", args=[town_set.people["deputy"].pk, "phone"])
    assert client_as("chair").post(url, {"reason": "想看"}).status_code == 403
    assert client_as("unit_handler").post(url, {"reason": "想看"}).status_code == 404


PERSON = {"name": "王代表", "gender": "male", "phone": "", "id_number": "", "occupation": "农民"}


def test_editing_keeps_a_number_that_is_left_empty_and_masks_the_log(office, town_set):
    person = town_set.people["deputy"]
    url = reverse("person-edit", args=[person.pk])
    assert office.post(url, {**PERSON, "phone": PHONE, "id_number": ID_NUMBER}).status_code == 302
    assert office.post(url, {**PERSON, "occupation": "教师"}).status_code == 302
    person = Person.objects.get(pk=person.pk)
    assert (person.phone, person.id_number, person.occupation) == (PHONE, ID_NUMBER, "教师")
    assert all(PHONE not in str(e.data) and ID_NUMBER not in str(e.data) for e in AuditEntry.objects.all())
    assert PHONE not in text_of(office.get(url))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "这个字段是必填项"),
        ("phone", "12ab", "请填11位手机号"),
        ("id_number", "110101199003070039", "身份证号不对"),
        ("birth_on", "2030-01-01", "不能晚于今天"),
    ],
)
def test_wrong_facts_are_told_and_kept(office, town_set, field, value, words):
    page = text_of(
        office.post(
            reverse("person-edit", args=[town_set.people["deputy"].pk]),
            {**PERSON, field: value, "occupation": "木匠"},
        )
    )
    assert words in page and "木匠" in page
    assert Person.objects.get(pk=town_set.people["deputy"].pk).occupation == ""


def seat(town_set, **facts) -> dict:
    return {"cause": "补选当选", "term": town_set.term.pk, "from_on": "2026-03-01", "level": "town",
            "constituency": town_set.constituency.pk, "group": "", "card_number": "", **facts}  # fmt: skip


def test_a_new_deputy_comes_with_a_seat(office, town_set):
    answer = office.post(reverse("deputy-new"), {**PERSON, "name": "孙新", **seat(town_set)})
    person = Person.objects.get(name="孙新")
    assert answer.url == reverse("deputy", args=[person.pk])
    assert person.mandates.get().from_on == date(2026, 3, 1)


def test_a_seat_outside_the_term_is_refused_and_nothing_is_left_over(office, town_set):
    page = text_of(
        office.post(reverse("deputy-new"), {**PERSON, "name": "孙新", **seat(town_set, from_on="2001-01-01")})
    )
    assert "起始日期不在第十九届之内" in page and not Person.objects.filter(name="孙新").exists()


def test_nobody_holds_two_seats_at_once(office, town_set):
    url = reverse("mandate-new", args=[town_set.people["deputy"].pk])
    assert "已经有同一级的代表资格" in text_of(office.post(url, seat(town_set)))
    assert office.post(url, seat(town_set, level="county")).status_code == 302


def test_a_seat_ends_with_its_cause_and_access_ends_with_it(office, client_as, town_set, accounts):
    url = reverse("mandate-end", args=[town_set.mandates["deputy"].pk])
    assert "代表法第" in text_of(office.get(url))
    assert "请写明终止原因" in text_of(office.post(url, {"cause": "其他", "until_on": "2026-03-10"}))
    assert "不能早于" in text_of(office.post(url, {"cause": "辞职被接受", "until_on": "2020-01-01"}))
    assert office.post(url, {"cause": "辞职被接受", "until_on": "2026-03-10"}).status_code == 302
    mandate = Mandate.objects.get(pk=town_set.mandates["deputy"].pk)
    assert (mandate.until_on, mandate.end_cause) == (TODAY, "辞职被接受")
    assert "辞职被接受" in last_entry().sentence
    assert of_account(accounts["deputy"]).is_("deputy")
    with clock.set_to(date(2026, 3, 11)):
        assert not of_account(accounts["deputy"]).is_("deputy")
    assert "已经终止过了" in text_of(office.post(url, {"cause": "去世", "until_on": "2026-03-10"}))


def test_only_the_office_changes_seats(client_as, town_set):
    pk = town_set.mandates["deputy"].pk
    assert client_as("chair").get(reverse("mandate-end", args=[pk])).status_code == 403
    assert client_as("other_deputy").post(reverse("mandate-end", args=[pk]), {}).status_code == 404


def test_the_roster_prints_without_numbers(office, town_set):
    person = town_set.people["deputy"]
    person.phone = PHONE
    person.save()
    page = text_of(office.get(reverse("deputies-print")))
    assert "王代表" in page and "138" not in page and "共3人" in page


def test_units_with_their_contacts(office, client_as, town_set):
    page = text_of(office.get(reverse("units")))
    assert "水利站" in page and "吴经办" in page and "上河村" not in page
    assert "上河村" in text_of(office.get(reverse("units"), {"kind": "village"}))
    body = text_of(office.get(reverse("unit", args=[town_set.units["water"].pk])))
    assert "郑站长" in body and "主办建议" in body
    seen_by_deputy = text_of(client_as("deputy").get(reverse("unit", args=[town_set.units["water"].pk])))
    assert "登记经办人" not in seen_by_deputy and "终止任职" not in seen_by_deputy


def test_a_unit_is_registered_changed_and_not_doubled(office, client_as, town_set):
    facts = {"name": "林业站", "kind": "station", "handles_suggestions": "on", "is_active": "on"}
    assert office.post(reverse("unit-new"), facts).status_code == 302
    made = Unit.objects.get(name="林业站")
    assert made.parent_id == town_set.town.pk
    assert "已经有同名的单位" in text_of(office.post(reverse("unit-new"), facts))
    assert (
        office.post(reverse("unit-edit", args=[made.pk]), {**facts, "phone": "0731-6600120"}).status_code
        == 302
    )
    assert client_as("deputy").get(reverse("unit-edit", args=[made.pk])).status_code == 403
    assert office.get(reverse("unit-edit", args=[town_set.town.pk])).status_code == 404


def test_posts_begin_and_end(office, town_set, accounts):
    facts = {"name": "韩经办", "unit": town_set.units["water"].pk, "post": "经办人", "role": "unit_handler",
             "from_on": "2026-03-01", "phone": PHONE}  # fmt: skip
    assert "请选一个人" in text_of(office.post(reverse("appointment-new"), {**facts, "name": ""}))
    assert office.post(reverse("appointment-new"), facts).status_code == 302
    post = Appointment.objects.get(person__name="韩经办")
    assert "韩经办" in text_of(office.get(reverse("staff"), {"role": "unit_handler"}))
    assert (
        office.post(reverse("appointment-end", args=[post.pk]), {"until_on": "2026-03-09"}).status_code == 302
    )
    assert "已终止任职" in text_of(office.get(reverse("staff")))
    assert "韩经办" not in text_of(office.get(reverse("staff")))
    assert "韩经办" in text_of(office.get(reverse("staff"), {"past": "1"}))


def test_the_last_of_the_office_can_not_leave(office, town_set):
    post = Appointment.objects.get(role="office")
    assert "唯一在任" in text_of(
        office.post(reverse("appointment-end", args=[post.pk]), {"until_on": "2026-03-09"})
    )


def test_groups_and_constituencies(office, town_set):
    page = text_of(office.get(reverse("groups")))
    assert "第一代表小组" in page and "在任代表 3 人" in page
    url = reverse("group-edit", args=["group", town_set.group.pk])
    assert office.post(url, {"name": "东片小组", "leader": town_set.people["deputy"].pk}).status_code == 302
    assert "组长：王代表" in text_of(office.get(reverse("groups")))
    assert "已经有叫这个名字" in text_of(
        office.post(reverse("group-new", args=["constituency"]), {"number": 2, "name": "第一选区"})
    )
    assert office.get(reverse("group-new", args=["nothing"])).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["deputies", "units", "staff", "groups", "deputy-new", "unit-new", "appointment-new", "deputies-print"],
)
def test_pages_come_up_in_an_empty_office(office, name):
    Mandate.objects.all().delete()
    assert office.get(reverse(name)).status_code == 200
