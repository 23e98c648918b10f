"""The start page of every role, and the lists behind it."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.notices.models import Delivery
from tests.modules.suggestions.story import Story

ROLES = ("office", "chair", "presidium", "leader", "deputy", "unit_handler", "unit_leader", "keeper", "county")


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_desk(client_as, stories, role):
    assert "工作台" in text(client_as(role).get("/"))


@pytest.mark.parametrize("role", ROLES)
def test_an_empty_town_has_a_desk_too(client_as, town_set, role):
    assert "工作台" in text(client_as(role).get("/"))


def test_the_office_sees_what_waits(client_as, stories):
    page = text(client_as("office").get("/"))
    for words in ("待登记（1件）", "待交办（1件）", "关于上河村装路灯的建议", "等水利站签收", "还没有备份过数据"):
        assert words in page
    assert "没有逾期的事。" in page


def test_what_is_overdue_stands_first(client_as, stories, frozen_clock):
    frozen_clock.to(date(2026, 7, 1))
    page = text(client_as("office").get("/"))
    assert "panel-alert" in page and "逾期" in page
    assert page.index('id="due-overdue"') < page.index('id="due-week"')


def test_today_is_this_week_and_yesterday_is_overdue(client_as, stories, frozen_clock):
    due = first_running("reply")
    frozen_clock.to(due.due_on)
    assert due.subject in section(text(client_as("office").get("/")), "week")
    frozen_clock.forward(days=1)
    assert due.subject in section(text(client_as("office").get("/")), "overdue")


def test_the_offices_own_measure_never_shouts(client_as, stories, frozen_clock):
    inner = first_running("reply_internal")
    frozen_clock.to(inner.due_on)
    frozen_clock.forward(days=1)
    page = text(client_as("office").get("/"))
    assert inner.subject in section(page, "inner") and "超过内部期限1天" in section(page, "inner")
    assert "内部" not in section(page, "overdue")
    assert "超过内部期限" in text(client_as("office").get("/due/inner/"))


def first_running(key: str) -> Deadline:
    return Deadline.objects.filter(key=key, status__in=DeadlineStatus.open()).order_by("due_on", "id").first()


def section(page: str, key: str) -> str:
    return page.split(f'id="due-{key}"')[1].split("</section>")[0]


def test_the_deputy_is_asked_to_judge(client_as, stories):
    page = text(client_as("deputy").get("/"))
    judge = f"/suggestions/{stories['replied'].suggestion.pk}/judge/"
    assert judge in page and "去测评" in page and 'data-hands="elder"' in page
    assert "去测评" not in text(client_as("other_deputy").get("/"))


def test_a_unit_sees_its_own_work_only(client_as, stories):
    page = text(client_as("unit_handler").get("/"))
    assert "关于清淤东塘的建议" in page and "签收" in page and "关于修复上河村东渠的建议" in page
    other = text(client_as("other_unit").get("/"))
    assert "东塘" not in other and "东渠" not in other


def test_the_keeper_sees_no_content(client_as, stories):
    page = text(client_as("keeper").get("/"))
    assert "东渠" not in page and "能登录的账号" in page


def test_the_county_sees_published_figures_only(client_as, stories, town_set):
    Story(town_set, title="关于已公开的事的建议").judged()
    page = text(client_as("county").get("/"))
    assert "云岭镇" in page and "东渠" not in page


def test_the_chair_sees_the_congress_at_a_glance(client_as, stories):
    page = text(client_as("chair").get("/"))
    assert "今年立案" in page and "水利站" in page and "等您看的" in page
    opened = re.search(r'href="([^"]*figure=accepted)"', page)
    assert "共4件" in text(client_as("chair").get(unescape(opened[1])))


def test_overview_is_for_the_leaders(client_as, stories):
    for role in ("office", "chair", "presidium", "leader"):
        assert "每月收到和答复" in text(client_as(role).get("/overview/"))
    for role in ("deputy", "unit_handler", "keeper"):
        assert client_as(role).get("/overview/").status_code == 403


@pytest.mark.parametrize(
    "key", ["submitted", "registered", "returned", "objections", "extensions", "judged", "promises", "shown", "rhythm"]
)
def test_every_pile_has_its_page(client_as, stories, key):
    text(client_as("office").get(f"/waiting/{key}/"))
    assert client_as("deputy").get(f"/waiting/{key}/").status_code == 403


def test_unknown_lists_are_not_there(client_as, town_set):
    client = client_as("office")
    assert client.get("/waiting/nothing/").status_code == 404
    assert client.get("/due/never/").status_code == 404


def test_what_came_back_lies_on_its_own_pile(client_as, stories):
    stories["assigned"].act("unit_handler", "hand_back", {"reason": "东塘归村里管"})
    page = text(client_as("office").get("/waiting/returned/"))
    assert "关于清淤东塘的建议" in page
    assert "关于清淤东塘的建议" not in text(client_as("office").get("/waiting/registered/"))


def test_objections_and_extensions(client_as, stories):
    stories["handling"].act("deputy", "object", {"text": "应由公路站办"})
    stories["handling"].act(
        "unit_handler", "ask_extension", {"reason": "汛期不能施工", "measures": "先打围堰", "latest_on": date(2026, 8, 1)}
    )
    client = client_as("office")
    assert "应由公路站办" in text(client.get("/waiting/objections/"))
    assert "汛期不能施工" in text(client.get("/waiting/extensions/"))


def test_lists_of_deadlines(client_as, stories):
    page = text(client_as("office").get("/due/later/"))
    assert "关于修复上河村东渠的建议" in page
    assert "公厕" not in text(client_as("unit_handler").get("/due/later/"))
    assert client_as("deputy").get("/due/week/?page=abc").status_code == 200


@pytest.mark.parametrize("role", ["office", "chair", "deputy", "unit_handler", "leader"])
def test_queries_do_not_grow_with_the_rows(client_as, town_set, frozen_clock, assert_queries_flat, role):
    client = client_as(role)

    def make(count):
        for number in range(count):
            Story(town_set, title=f"关于第{number}件事的建议").replied()
            Story(town_set, title=f"关于第{number}处塘坝的建议").assigned()

    assert assert_queries_flat(lambda: text(client.get("/")), make, 2, 5) < 60


def test_nobody_without_a_login(client, town_set):
    assert client.get("/").status_code == 302


def test_reading_the_desk_writes_nothing(client_as, stories):
    before = Delivery.objects.count()
    text(client_as("office").get("/"))
    assert Delivery.objects.count() == before
