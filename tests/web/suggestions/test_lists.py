"""The list, the ledger of promises, the rhythm, the opinions."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.audit.models import AuditEntry
from renda.kernel.deadlines.models import Deadline
from renda.modules.suggestions.clockwork import plan_rhythm
from renda.modules.suggestions.models import Opinion, Promise, RhythmEvent
from tests.modules.suggestions.story import Story
from tests.web.suggestions.test_steps import words

LIST = "/suggestions/"


def test_a_register_kept_in_a_table_can_be_brought_in(story, client_as):
    address = reverse("import", args=["suggestions"])
    assert address in words(client_as("office").get(LIST)) and client_as("office").get(address).status_code == 200
    assert address not in words(client_as("leader").get(LIST))


def test_an_empty_list_says_what_comes(story, client_as):
    assert "还没有代表建议" in words(client_as("office").get(LIST))
    assert "没有符合条件的建议" in words(client_as("office").get(LIST, {"q": "没有的字"}))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "东渠"}, "东渠"),
        ({"q": "集镇 路灯"}, "路灯"),
        ({"q": "2026年第1号"}, "东渠"),
        ({"state": "submitted"}, "路灯"),
        ({"state": "assigned"}, "东渠"),
        ({"only": "mine"}, "路灯"),
        ({"only": "bill"}, ""),
        ({"when": "2026"}, "两件"),
        ({"when": "2020"}, "两件"),
        ({"only": "nonsense", "sort": "x", "page": "77", "state": "?"}, "两件"),
        ({"sort": "due"}, "两件"),
        ({"sort": "number"}, "两件"),
    ],
)
def test_filters(story, client_as, town_set, query, found):
    story.assigned()
    Story(town_set, title="关于集镇加装路灯的建议", facts="夜里看不见", ask="装灯").submitted()
    page = words(client_as("office").get(LIST, query))
    shown = [name for name in ("东渠", "路灯") if f"{name}的建议</a>" in page]
    assert shown == (["东渠", "路灯"] if found == "两件" else [found] if found else [])


def test_filter_by_unit_and_overdue(story, client_as, town_set):
    story.assigned()
    water, roads = town_set.units["water"].pk, town_set.units["roads"].pk
    office = client_as("office")
    assert "东渠的建议</a>" in words(office.get(LIST, {"unit": water}))
    assert "东渠的建议</a>" not in words(office.get(LIST, {"unit": roads}))
    assert "东渠的建议</a>" not in words(office.get(LIST, {"only": "overdue"}))
    with clock.set_to(clock.at(date(2026, 6, 5), 9)):
        page = words(office.get(LIST, {"only": "overdue"}))
    assert "东渠的建议</a>" in page and "逾期3天" in page and "is-overdue" in page


def test_everybody_sees_only_the_own(story, client_as, town_set):
    story.assigned()
    Story(town_set, title="关于集镇加装路灯的建议").submitted()
    shown = {role: "路灯的建议" in words(client_as(role).get(LIST)) for role in ("chair", "deputy", "other_deputy", "unit_handler")}
    assert shown == {"chair": True, "deputy": True, "other_deputy": False, "unit_handler": False}
    assert "东渠的建议</a>" in words(client_as("unit_handler").get(LIST, {"only": "mine"}))
    assert client_as("keeper").get(LIST).status_code == 403


def test_pages_and_print(story, client_as, town_set):
    for number in range(27):
        Story(town_set, title=f"关于第{number}组道路的建议").drafted().act("deputy", "submit", {**story.content, "title": f"关于第{number}组道路的建议"})
    office = client_as("office")
    assert words(office.get(LIST)).count("组道路的建议</a>") == 25
    assert words(office.get(LIST, {"page": 2})).count("组道路的建议</a>") == 2
    printed = words(office.get(LIST, {"print": "1"}))
    assert printed.count("组道路的建议</a>") == 27 and "登记表" in printed


def test_list_queries_do_not_grow(story, client_as, town_set, assert_queries_flat):
    office = client_as("office")

    def add(count):
        for _ in range(count):
            Story(town_set).assigned()

    assert_queries_flat(lambda: office.get(LIST), add, 2, 6)


def test_the_export_asks_what_for_and_is_logged(story, client_as, town_set):
    story.assigned()
    Story(town_set, title="关于集镇加装路灯的建议").submitted()
    url = reverse("suggestions:export")
    office = client_as("office")
    assert "共1件" in words(office.get(url, {"q": "东渠"}))
    assert office.post(f"{url}?q=东渠", {"reason": ""}).status_code == 422
    answer = office.post(f"{url}?q=东渠", {"reason": "向主席团汇报"})
    cells = [cell.value for row in openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows() for cell in row]
    assert story.suggestion.title in cells and "关于集镇加装路灯的建议" not in cells
    assert AuditEntry.objects.filter(verb="data.export", data__reason="向主席团汇报").exists()
    assert client_as("presidium").get(url).status_code == 403


def planned(story, due_on) -> Promise:
    story.judged(result="planned", promises=[{"text": "下游渠段加固", "due_on": due_on}])
    return Promise.objects.get()


def test_the_ledger_by_light(story, client_as):
    planned(story, date(2026, 3, 20))
    url, office = reverse("suggestions:promises"), client_as("office")
    assert "下游渠段加固" in words(office.get(url))
    assert "没有符合条件" in words(office.get(url, {"group": "overdue"}))
    with clock.set_to(clock.at(date(2026, 4, 1), 9)):
        page = words(office.get(url, {"group": "overdue", "year": "2026", "q": "东渠"}))
    assert "下游渠段加固" in page and "逾期12天" in page
    assert "下游渠段加固" not in words(client_as("other_unit").get(url))
    assert client_as("keeper").get(url).status_code == 403


def test_a_promise_by_pages(story, client_as, post_step):
    promise = planned(story, date(2026, 10, 31))
    page = words(client_as("unit_handler").get(promise.get_absolute_url()))
    assert "报告已办成" in page and "不能兑现" not in page and "当时约定的日子" in page
    early = post_step("unit_handler", promise, "postpone", {"due_on": "2026-09-01", "reason": "雨季"}, name="promise-step")
    assert early.status_code == 422 and "要比原来的晚" in words(early)
    later = post_step("unit_handler", promise, "postpone", {"due_on": "2026-11-30", "reason": "雨季"}, name="promise-step")
    assert later.status_code == 302
    assert post_step("unit_handler", promise, "show", {"proof": "11月完工"}, name="promise-step").status_code == 302
    assert "推迟" in words(client_as("office").get(promise.get_absolute_url()))
    assert post_step("deputy", promise, "confirm", name="promise-step").status_code == 302
    promise.refresh_from_db()
    assert (promise.state, promise.postponed) == ("kept", 1)
    assert client_as("unit_handler").get(reverse("suggestions:promise-step", args=[promise.pk, "give_up"])).status_code == 403


def test_the_rhythm_by_pages(story, client_as, post_step):
    story.assigned()
    assert "还没有督办活动" in words(client_as("office").get(reverse("suggestions:rhythm")))
    with clock.set_to(clock.at(date(2026, 5, 6), 9)):
        plan_rhythm()
        event = RhythmEvent.objects.order_by("due_on").first()
        assert event.get_kind_display() in words(client_as("deputy").get(reverse("suggestions:rhythm")))
        page = words(client_as("office").get(event.get_absolute_url()))
        assert event.sheet.title in page and "记录开展情况" in page
        held = {"held_on": "2026-05-06", "place": "镇会议室", "present": "主席团成员", "summary": "听取汇报"}
        assert post_step("deputy", event, "record", held, name="rhythm-step").status_code == 403
        assert post_step("chair", event, "record", held, name="rhythm-step").status_code == 302
        assert post_step("office", event, "file", name="rhythm-step").status_code == 302
        event.refresh_from_db()
        assert event.state == "filed" and "听取汇报" in words(client_as("leader").get(event.get_absolute_url()))
        assert client_as("unit_handler").get(event.get_absolute_url()).status_code == 403
    assert not Deadline.objects.filter(object_id=event.pk, status="running").exists()


def test_opinions_that_say_the_same_come_first(story, client_as):
    office, url = client_as("office"), reverse("suggestions:opinion-new")
    for title, body, day in (
        ("东渠断水", "上河村东渠渠道垮了，田里没水，希望修复东渠", clock.today() - timedelta(days=9)),
        ("路口没灯", "夜里看不见", clock.today()),
    ):
        assert office.post(url, {"title": title, "body": body, "received_on": day.isoformat(), "origin": "走访"}).status_code == 302
    page = words(client_as("deputy").get(reverse("suggestions:edit", args=[story.drafted().suggestion.pk])))
    assert page.index("东渠断水") < page.index("路口没灯")


def test_opinions(story, client_as):
    office, url = client_as("office"), reverse("suggestions:opinion-new")
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    data = {"title": "路口<b>没灯", "body": "夜里看不见😀", "received_on": tomorrow, "origin": "走访"}
    assert "不能晚于今天" in words(office.post(url, data))
    assert not Opinion.objects.exists()
    assert office.post(url, {**data, "received_on": clock.today().isoformat()}).status_code == 302
    opinion = Opinion.objects.get()
    assert AuditEntry.objects.filter(verb="opinion.save", object_id=opinion.pk).exists()
    shown = words(client_as("deputy").get(reverse("suggestions:opinions"), {"q": "路口"}))
    assert "路口&lt;b&gt;没灯" in shown
    story.content["opinions"] = [opinion]
    story.submitted()
    assert story.suggestion.title in words(office.get(reverse("suggestions:opinion", args=[opinion.pk])))
    assert client_as("deputy").get(url).status_code == 403
    assert client_as("unit_handler").get(reverse("suggestions:opinions")).status_code == 403
