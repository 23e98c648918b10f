"""In the browser: the network goes down and comes back, two tables at once, a hand scanner, the screen, the tablet."""

from __future__ import annotations

import pytest
from django.urls import reverse

from renda.modules.sessions.sittings.actions import programme
from renda.modules.sessions.sittings.models import SignIn

pytestmark = pytest.mark.django_db(transaction=True)
HALL = {"width": 1920, "height": 1080}


def at(name: str, hall, *more, whole: bool = False) -> str:
    keys = [hall.session.pk] if whole else [hall.session.pk, hall.sitting.pk]
    return reverse(f"sittings:{name}", args=[*keys, *more])


@pytest.fixture
def table(hall, visitors):
    """``table("甲台")``: a page of the office at a sign-in table."""
    hall.begin_sign_in()

    def open_table(name: str, **options):
        page = visitors.page(hall.made.accounts["office"], **options)
        page.goto(at("sign-in", hall))
        page.fill("[data-table]", name)
        page.dispatch_event("[data-table]", "change")
        return page

    return open_table


def scan(page, code: str) -> None:
    """A hand scanner: it types and presses Enter."""
    page.fill("[name=code].sign-code", code)
    page.keyboard.press("Enter")


def told(page, words: str) -> None:
    page.wait_for_function("words => document.querySelector('[data-told]').textContent.includes(words)", arg=words)


def test_a_scan_while_the_network_is_down_is_kept_and_sent_once_it_is_back(hall, table):
    page = table("甲台")
    first, second = hall.attendees[:2]
    scan(page, f"RENDA:{first.token}")
    told(page, "签到")
    page.wait_for_selector(f"[data-person][value='{first.pk}'].is-here")
    page.context.set_offline(True)
    scan(page, second.token)
    told(page, "没有连上，已记在这台设备上")
    scan(page, second.token)
    told(page, "刚才已经记下")
    assert "已记在这台设备上1人" in page.text_content("[data-queue]")
    assert SignIn.objects.count() == 1
    page.context.set_offline(False)
    page.wait_for_selector(f"[data-person][value='{second.pk}'].is-here")
    page.wait_for_selector("[data-queue]", state="hidden")
    assert SignIn.objects.count() == 2 and SignIn.objects.filter(attendee=second, table="甲台").count() == 1


def test_what_was_kept_survives_a_restart_of_the_browser_page(hall, table):
    page = table("甲台")
    page.route("**/send/", lambda route: route.abort())
    scan(page, hall.attendees[0].token)
    told(page, "没有连上")
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute("**/send/")
    page.reload()
    page.wait_for_selector(f"[data-person][value='{hall.attendees[0].pk}'].is-here")
    assert SignIn.objects.get().attendee == hall.attendees[0]


def test_two_tables_sign_in_the_same_person_once_though_one_was_cut_off(hall, table, frozen_clock):
    first, second = table("甲台"), table("乙台")
    person = hall.attendees[0]
    second.context.set_offline(True)
    scan(second, person.token)
    told(second, "已记在这台设备上")
    scan(first, str(person.rank))
    told(first, "签到")
    second.context.set_offline(False)
    told(second, "已经在甲台签到")
    assert SignIn.objects.get().table == "甲台"


def test_the_list_refuses_whoever_lost_the_seat_and_takes_a_tap(hall, visitors):
    gone = hall.attendees[0].mandate
    gone.until_on, gone.end_cause = hall.sitting.held_on.replace(day=19), "辞职"
    gone.save()
    hall.begin_sign_in()
    page = visitors.page(hall.made.accounts["office"], phone=True)
    page.goto(at("sign-in", hall))
    page.click(f"[data-person][value='{hall.attendees[0].pk}']")
    told(page, "代表资格已于2026年1月19日终止")
    page.fill("[data-find]", hall.attendees[1].name)
    assert page.locator("[data-person]:visible").count() == 1
    page.click(f"[data-person][value='{hall.attendees[1].pk}']")
    page.wait_for_selector(f"[data-person][value='{hall.attendees[1].pk}'].is-here")
    assert SignIn.objects.get().way == "list"


def test_the_screen_fills_the_hall_and_turns_by_itself(hall, visitors, axe_violations):
    hall.begin_sign_in()
    page = visitors.page(hall.made.accounts["office"], viewport=HALL)
    page.goto(at("screen", hall, whole=True))
    assert page.inner_text(".hall-figure >> nth=1") == "0"
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.hall-figure')).fontSize)")
    assert size >= HALL["height"] / 6 and axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollHeight") <= HALL["height"]
    hall.sign(*hall.attendees[:4])
    page.locator(".hall-figure", has_text="4").wait_for()


def test_no_page_of_the_hall_has_barriers(hall, visitors, axe_violations):
    hall.begin_sign_in()
    hall.sign(*hall.attendees[:7])
    programme.add_entry(hall.office, hall.sitting, {"kind": "vote", "text": "表决关于预算的决议"})
    office, found = visitors.page(hall.made.accounts["office"]), []
    for name in ("sitting", "sign-in", "attendance", "script"):
        for size in ({"width": 1366, "height": 900}, {"width": 390, "height": 844}):
            office.set_viewport_size(size)
            office.goto(at(name, hall))
            found += [f"{name} {size['width']}: {one}" for one in axe_violations(office)]
            assert office.evaluate("document.documentElement.scrollWidth") <= size["width"], name
    assert not found, "\n".join(found)


def test_the_tablet_shows_the_result_without_being_touched(hall, visitors):
    hall.begin_sign_in()
    hall.sign(*hall.attendees[:5])
    programme.add_entry(hall.office, hall.sitting, {"kind": "report", "text": "听取镇人民政府工作报告"})
    page = visitors.page(hall.made.accounts["chair"], viewport={"width": 1024, "height": 768})
    page.goto(at("script", hall))
    assert "实到5名" in page.text_content(".script-words")
    hall.sign(*hall.attendees[5:7])
    page.locator(".script-words", has_text="实到7名").wait_for()
    page.click(".script-next")
    assert page.text_content(".script-heading") == "听取镇人民政府工作报告"
