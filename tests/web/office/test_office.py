"""Settings, rules, calendar, channels, log: what the office and the keeper look after."""

from __future__ import annotations

import io
import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from renda.foundation import clock
from renda.kernel.audit.models import AuditEntry
from renda.kernel.audit.record import record
from renda.kernel.deadlines import service, timing
from renda.kernel.deadlines.models import CalendarYear, Deadline, DeadlineShift
from renda.kernel.documents.models import NumberSeries
from renda.kernel.notices.models import ChannelSetting, Delivery, DeliveryState, Notice
from renda.kernel.units.models import TownProfile
from renda.kernel.units.scope import acting_in, active_town_id
from renda.law.book import book
from renda.web.office.rule_fields import parts_of, shown_values
from tests.harness.town import make_person

TODAY = date(2026, 12, 21)


@pytest.fixture(autouse=True)
def today():
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def office(client_as, town_set):
    return client_as("office")


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def practice(rule_id: str) -> dict:
    """What holds now, as the next request would read it."""
    with acting_in(active_town_id()):
        return timing.practice(rule_id)


def profile() -> TownProfile:
    return TownProfile.objects.get(town_id=active_town_id())


PAGES = ["settings", "settings-rules", "settings-numbers", "settings-categories", "calendar", "calendar-load",
         "channels", "backup", "audit", "health"]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_who_comes_in(client_as, name):
    assert client_as("office").get(reverse(name)).status_code == 200
    for role in ("deputy", "unit_handler", "leader"):
        assert client_as(role).get(reverse(name)).status_code == 403
    expected = 200 if name in ("channels", "backup", "audit", "health") else 403
    assert client_as("keeper").get(reverse(name)).status_code == expected


# --- the town and its rules ------------------------------------------------------------------------------

PROFILE = {"town_name": "云岭镇", "congress_name": "云岭镇人民代表大会", "presidium_name": "云岭镇人民代表大会主席团",
           "government_name": "云岭镇人民政府", "number_word": "云镇", "office_phone": "0571-66001100", "place_code": "330122"}  # fmt: skip


def test_the_profile_is_saved_and_checked(office):
    page = text_of(office.post(reverse("settings"), {**PROFILE, "place_code": "33"}))
    assert "6位、9位或12位" in page
    assert office.post(reverse("settings"), PROFILE).status_code == 302
    assert profile().number_word == "云镇"
    assert "浙江" in text_of(office.get(reverse("settings")))


def test_every_rule_of_the_office_is_listed_in_words(office):
    page = text_of(office.get(reverse("settings-rules")))
    rules = [rule for rule in book().rules(on=TODAY) if rule.configurable]
    assert all(rule.title in page for rule in rules)
    for rule in rules:
        for label, value in shown_values(rule):
            assert not any(char.isascii() and char.isalpha() for char in label + value), (
                rule.id,
                label,
                value,
            )


@pytest.mark.parametrize("rule_id", [rule.id for rule in book().rules(on=TODAY) if rule.configurable])
def test_the_form_of_a_rule_gives_back_what_it_showed(rule_id):
    from renda.web.office.rule_fields import RuleForm

    rule = book().rule(rule_id, TODAY)
    form = RuleForm(rule=rule)
    form = RuleForm({name: field.initial for name, field in form.fields.items()}, rule=rule)
    assert form.is_valid(), form.errors
    setting = form.setting()
    if setting:
        again = book().rule(rule_id, TODAY, settings={rule_id: setting})
        assert again.params == rule.params and parts_of(again) == parts_of(rule)


def test_a_stricter_setting_holds_and_is_noted(office):
    url = reverse("settings-rule", args=["suggestion-rounds"])
    assert office.post(url, {"default__rounds": "3"}).status_code == 302
    assert practice("suggestion-rounds")["rounds"] == 3
    assert "不满意的再办几次" in AuditEntry.objects.get(verb="settings.save").sentence
    assert "本办规定" in text_of(office.get(reverse("settings-rules")))
    office.post(url, {"reset": "1"})
    assert practice("suggestion-rounds")["rounds"] == 2


def test_looser_than_law_is_refused_with_the_reason(office):
    url = reverse("settings-rule", args=["suggestion-township-reply-local"])
    given = {
        "default__normal__value": "5",
        "default__normal__unit": "month",
        "default__max__value": "6",
        "default__max__unit": "month",
    }
    page = text_of(office.post(url, given))
    assert "“一般情况” 比全国规定" in page and "只能比规定更严" in page and 'value="5"' in page
    assert not profile().rule_settings
    assert office.post(url, {**given, "default__normal__value": "2"}).status_code == 302


def test_a_list_of_days_is_typed_with_marks(office):
    url = reverse("settings-rule", args=["office-deadline-reminders"])
    assert "请写数字" in text_of(office.post(url, {"default__days_before": "七、三"}))
    assert office.post(url, {"default__days_before": "10、5，1"}).status_code == 302
    assert practice("office-deadline-reminders")["days_before"] == [10, 5, 1]


def test_rules_fixed_by_law_have_no_form(office):
    assert office.get(reverse("settings-rule", args=["suggestion-reply-three-months"])).status_code == 404
    assert office.get(reverse("settings-rule", args=["nothing"])).status_code == 404


@pytest.mark.parametrize("pattern", ["{n}号", "{year}{n}{x}", "{year", "{year}{n.real}{}", "{0}{year}{n}"])
def test_a_numbering_pattern_that_would_repeat_or_break_is_refused(office, pattern):
    series = NumberSeries.objects.get(key="letter")
    text_of(office.post(reverse("settings-number", args=[series.pk]), {"label": "函", "pattern": pattern}))
    assert NumberSeries.objects.get(key="letter").pattern == series.pattern


def test_numbering_and_categories_are_changed(office):
    series = NumberSeries.objects.get(key="letter")
    office.post(
        reverse("settings-number", args=[series.pk]),
        {"label": "人大函", "pattern": "{word}函〔{year}〕{n}号"},
    )
    assert "云人函〔2026〕1号" in text_of(office.get(reverse("settings-numbers")))
    assert (
        office.post(reverse("settings-category-new"), {"name": "防灾减灾", "position": 50}).status_code == 302
    )
    assert "已经有叫“防灾减灾”的" in text_of(
        office.post(reverse("settings-category-new"), {"name": "防灾减灾", "position": 1})
    )


# --- the calendar ----------------------------------------------------------------------------------------

YEAR = {"year": "2027", "title": "关于2027年部分节假日安排的通知", "number": "国办发明电〔2026〕9号", "issued_on": "2026-12-20",
        "holidays": "元旦 1月1日至3日\n春节：2月4日至2月10日", "makeup": "春节 2月20日"}  # fmt: skip


@pytest.fixture
def deadline(town_set) -> Deadline:
    """Seven working days from the end of December: the new year decides."""
    return service.start(
        town_set.people["deputy"].mandates.get(), "k", "suggestion-assign-deadline", label="交办", waits_for="x",
        start_on=date(2026, 12, 28), name="in_recess",
    )  # fmt: skip


@pytest.fixture(autouse=True)
def seats_have_a_page(monkeypatch):
    from renda.kernel.people.models import Mandate

    monkeypatch.setattr(Mandate, "get_absolute_url", lambda self: "/", raising=False)


def test_a_new_year_proposes_and_moves_nothing(office, deadline):
    assert "暂定" in text_of(office.get(reverse("calendar"))) and deadline.provisional
    assert office.post(reverse("calendar-load"), YEAR).status_code == 302
    page = text_of(office.get(reverse("calendar")))
    assert "要不要调整这些期限" in page and "本办载入" in page
    assert Deadline.objects.get(pk=deadline.pk).due_on == deadline.due_on
    table = CalendarYear.objects.get().table
    assert table["holidays"][1] == {"name": "春节", "from": "2027-02-04", "to": "2027-02-10"}


def test_proposals_are_confirmed_or_dropped(office, deadline):
    office.post(reverse("calendar-load"), YEAR)
    shift = DeadlineShift.objects.get()
    office.post(reverse("calendar-answer"), {"confirm": "1"})
    assert not DeadlineShift.objects.get().confirmed_at
    office.post(reverse("calendar-answer"), {"confirm": "1", "shift": [str(shift.pk), "nonsense"]})
    moved = Deadline.objects.get(pk=deadline.pk)
    assert moved.due_on == shift.new_due_on and not moved.provisional
    assert AuditEntry.objects.filter(verb="calendar.apply").exists()


def test_keeping_the_old_day(office, deadline):
    office.post(reverse("calendar-load"), YEAR)
    office.post(reverse("calendar-answer"), {"keep": "1", "all": "1"})
    assert (
        DeadlineShift.objects.get().dropped_at
        and Deadline.objects.get(pk=deadline.pk).due_on == deadline.due_on
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"holidays": ""}, "还没有填放假的日子"),
        ({"holidays": "元旦放三天"}, "没有看懂日期"),
        ({"holidays": "元旦 2月30日"}, "日期不存在"),
        ({"makeup": "春节 2月17日"}, "调休上班日"),
        ({"number": ""}, "必填"),
    ],
)
def test_a_wrong_year_is_refused_in_words(office, facts, words):
    assert words in text_of(office.post(reverse("calendar-load"), {**YEAR, **facts}))
    assert not CalendarYear.objects.exists()


def test_a_year_comes_from_a_table(office):
    book_ = Workbook()
    for row in (
        ["节日", "开始日期", "结束日期", "上班"],
        ["元旦", "2027-01-01", "2027-01-03", ""],
        ["春节", "2027-02-20", "", "上班"],
    ):
        book_.active.append(row)
    out = io.BytesIO()
    book_.save(out)
    file = SimpleUploadedFile("放假.xlsx", out.getvalue())
    assert (
        office.post(
            reverse("calendar-load"), {**YEAR, "holidays": "", "makeup": "", "file": file}
        ).status_code
        == 302
    )
    assert CalendarYear.objects.get().table["makeup_workdays"] == [{"name": "春节", "day": "2027-02-20"}]


# --- channels --------------------------------------------------------------------------------------------


@pytest.fixture
def gateway():
    """A message gateway on this computer that keeps what it gets."""
    got: list[dict] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/send", got
    server.shutdown()
    server.server_close()


def test_a_channel_is_set_up_and_tried(client_as, town_set, gateway):
    keeper = client_as("keeper")
    address, got = gateway
    assert "以 http" in text_of(keeper.post(reverse("channel", args=["sms"]), {"address": "ftp://x"}))
    assert (
        keeper.post(reverse("channel", args=["sms"]), {"address": address, "is_on": "on"}).status_code == 302
    )
    keeper.post(reverse("channel-test", args=["sms"]), {"phone": "13812345678"})
    assert got == [{"phone": "13812345678", "text": "【人大办】这是一条测试消息"}]
    assert "测试消息已发出" in text_of(keeper.get(reverse("channels")))
    assert not Delivery.objects.exists()


def test_a_failed_test_tells_why(client_as, town_set):
    ChannelSetting.objects.create(channel="webhook", address="http://127.0.0.1:9/", is_on=True)
    keeper = client_as("keeper")
    keeper.post(reverse("channel-test", args=["webhook"]), {})
    assert "连接不上接口地址" in text_of(keeper.get(reverse("channels")))
    assert keeper.get(reverse("channel", args=["nothing"])).status_code == 404


def test_what_failed_is_shown_and_sent_again(client_as, town_set):
    notice = Notice.objects.create(kind="x", title="第12号建议已逾期")
    Delivery.objects.create(
        notice=notice,
        channel="sms",
        person=make_person("某人"),
        state=DeliveryState.FAILED,
        tries=6,
        problem="对方返回 500",
    )
    assert "第12号建议已逾期" in text_of(client_as("office").get(reverse("channels")))
    keeper = client_as("keeper")
    page = text_of(keeper.get(reverse("channels")))
    assert "对方返回 500" in page and "第12号建议" not in page
    keeper.post(reverse("channels-again"))
    assert Delivery.objects.get().state == DeliveryState.QUEUED


# --- the log ---------------------------------------------------------------------------------------------


@pytest.fixture
def entries(town_set):
    actor = town_set.actor("office")
    record(actor, "unit.save", town_set.units["water"])
    record(actor, "account.reset", town_set.accounts["deputy"])


def test_the_log_is_narrowed(office, entries):
    page = text_of(office.get(reverse("audit")))
    assert "保存单位资料：水利站" in page and "为王代表重发初始密码" in page
    only = text_of(office.get(reverse("audit"), {"group": "login"}))
    assert "水利站" not in only and "为王代表重发" in only
    assert "没有符合条件" in text_of(office.get(reverse("audit"), {"actor": "没有这个人"}))
    assert "没有符合条件" in text_of(office.get(reverse("audit"), {"until": "2026-12-20"}))
    assert "水利站" in text_of(office.get(reverse("audit"), {"since": "2026-12-21", "until": "2026-12-21"}))


def test_the_keeper_reads_only_what_concerns_the_machine(client_as, entries):
    page = text_of(client_as("keeper").get(reverse("audit")))
    assert "为王代表重发初始密码" in page and "水利站" not in page


def test_the_log_of_another_town_is_not_shown(office, entries, other_town):
    with acting_in(other_town.town):
        record(other_town.actor("office"), "unit.save", other_town.units["village"])
    assert "上河村" not in text_of(office.get(reverse("audit")))


def test_the_chain_is_verified(office, entries):
    office.post(reverse("audit-verify"))
    assert "日志完整：共2条" in text_of(office.get(reverse("audit")))


def test_the_log_is_exported_for_a_purpose(office, entries):
    assert "必填" in text_of(office.post(reverse("audit-export"), {"reason": ""}))
    answer = office.post(reverse("audit-export"), {"reason": "巡察"})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert len(rows) == 4 and any("水利站" in str(row) for row in rows)
    assert AuditEntry.objects.get(verb="data.export").sentence == "导出操作日志（2条），用途：巡察"


def test_the_log_asks_the_same_queries_for_many_rows(office, town_set, assert_queries_flat):
    actor = town_set.actor("office")

    def add(count):
        for _ in range(count):
            record(actor, "unit.save", town_set.units["water"])

    assert_queries_flat(lambda: office.get(reverse("audit")), add)
