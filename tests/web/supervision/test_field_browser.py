"""A deputy's telephone in a village without a network: written, closed, opened again, sent once; the desk sees it come in."""

from __future__ import annotations

import pytest
from django.urls import reverse

from renda.modules.supervision.models import Finding, FindingPhoto
from tests.modules.supervision.scene import ITEMS, PLACES, Scene, picture

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = "条记录、1张照片在手机里"


@pytest.fixture
def phone(scene: Scene, visitors):
    """The field page on a deputy's telephone, kept in it."""
    scene.begun()
    page = visitors.page(scene.made.accounts["deputy"], phone=True)
    page.goto(reverse("supervision:field", args=[scene.inspection.pk]))
    page.get_by_text("没有网也能打开").wait_for()
    return page


def note(page, place: int, result: str, text: str = "", photo: bytes | None = None) -> None:
    """Write one finding down as a person does."""
    page.get_by_label("在哪个检查点").select_option(label=f"{PLACES[place]}（6月16日上午）")
    page.get_by_text(result, exact=True).click()
    page.get_by_label("情况", exact=True).fill(text)
    if photo is not None:
        page.get_by_label("照片").set_input_files(
            {"name": "台账.jpg", "mimeType": "image/jpeg", "buffer": photo}
        )
        page.get_by_role("button", name="去掉").wait_for()
    page.get_by_role("button", name="记下").click()
    page.get_by_text("记下了").wait_for()


def test_a_day_without_a_network(phone, scene, visitors, axe_violations):
    context, address = phone.context, phone.url
    assert not axe_violations(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.set_offline(True)
    phone.get_by_label("检查哪一项").select_option(label=f"2. {ITEMS[1]}")
    note(phone, 0, "有问题", "2月以来没有记台账", picture())
    phone.get_by_label("情况", exact=True).fill("写到一半")
    phone.close()

    again = context.new_page()
    again.goto(address)
    again.get_by_text("还有1" + WAITING).wait_for()
    assert again.get_by_label("情况", exact=True).input_value() == "写到一半"
    note(again, 1, "没有问题")
    again.get_by_text("还有2" + WAITING).wait_for()
    assert not Finding.objects.exists()

    context.set_offline(False)
    again.get_by_text("都送到了").wait_for()
    rows = {row.site_name: row for row in Finding.objects.all()}
    assert set(rows) == set(PLACES) and rows[PLACES[0]].item_text == ITEMS[1]
    assert FindingPhoto.objects.get().finding == rows[PLACES[0]]
    again.reload()
    again.get_by_text("这部手机上记了2条").wait_for()
    assert Finding.objects.count() == 2

    desk = visitors.page(scene.made.accounts["office"])
    desk.goto(reverse("supervision:findings", args=[scene.inspection.pk]))
    desk.get_by_text("2月以来没有记台账", exact=True).wait_for()
    assert not axe_violations(desk)


def test_an_answer_that_was_lost_makes_no_double(phone):
    """The server has taken it in, the telephone never learnt of it and sends it again."""
    lost = []

    def lose(route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)
            route.abort()

    phone.context.route("**/field/send/", lose)
    note(phone, 0, "没有问题")
    phone.get_by_text("都送到了").wait_for()
    assert lost == [200] and Finding.objects.count() == 1


def test_a_film_and_a_huge_photo_get_a_plain_answer_before_they_are_sent(phone):
    files = phone.get_by_label("照片")
    files.set_input_files({"name": "IMG_1.MOV", "mimeType": "video/quicktime", "buffer": b"film"})
    phone.get_by_text("这是录像，收不下").wait_for()
    phone.locator("[data-field]").evaluate("form => { form.dataset.largest = 1048576; }")
    files.set_input_files({"name": "大.jpg", "mimeType": "image/jpeg", "buffer": b"\0" * 2 * 1024 * 1024})
    phone.get_by_text("这张照片有2MB").wait_for()
    assert phone.locator("[data-chosen] li").count() == 0
