"""The pages of an appraisal: the way by forms, what a unit sees and what not, by account and by link, the villager's page."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from renda.foundation import clock
from renda.modules.appraisals import questionnaires
from renda.modules.appraisals.models import Appraisal, Appraised, Demand, Sheet
from tests.modules.appraisals.scene import MEETING, TITLE, VISIT_FROM, VISIT_UNTIL
from tests.modules.supervision.scene import picture

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return response.content.decode()


def proof(name: str = "证明.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture(), "image/jpeg")


def test_a_round_is_proposed_asked_for_approved_and_planned_by_forms(scene, client_as):
    office = client_as("office")
    form = {
        "title": TITLE, "year": 2026, "units": [str(scene.made.units["water"].pk)], "why": "群众反映", "visit_from": VISIT_FROM,
        "visit_until": VISIT_UNTIL, "meeting_on": MEETING, "ends_on": MEETING, "guests": "镇党委领导",
    }  # fmt: skip
    wrong = office.post(reverse("appraisals:new"), {**form, "visit_until": MEETING, "meeting_on": VISIT_FROM})
    assert wrong.status_code == 422 and "日期前后不对" in words(wrong)
    assert office.post(reverse("appraisals:new"), form).status_code == 302
    found = Appraisal.objects.get()

    def step(verb: str, **data):
        now = Appraisal.objects.get()
        return office.post(reverse("appraisals:step", args=[now.pk, verb]), {"version": now.version, **data})

    assert step("ask").status_code == 302
    bare = step("approve", approved_on="2026-05-11", approved_by="镇党委", approval="同意")
    assert bare.status_code == 422 and "批件" in words(bare)
    assert (
        step(
            "approve", approved_on="2026-05-11", approved_by="镇党委", approval="同意", files=[proof()]
        ).status_code
        == 302
    )
    plan = words(office.get(reverse("appraisals:step", args=[found.pk, "plan"])))
    assert 'value="2026-05-18"' in plan and "评议代表" in plan
    page = words(office.get(found.get_absolute_url()))
    assert "水利站" in page and "镇党委" in page and "党委批件" in page


def test_the_unit_sees_its_report_and_letter_but_not_what_was_said_about_it(scene, client_as):
    scene.prepared().keyed(5, opinion="态度差得很")
    unit, address = client_as("unit_handler"), scene.part.get_absolute_url()
    page = words(unit.get(address))
    assert (
        "送工作报告" in page
        and "态度差得很" not in page
        and "水费单看不懂" not in page
        and "李代表" not in page
    )
    assert "态度差得很" in words(client_as("office").get(address))
    assert "水费单看不懂" in words(client_as("deputy").get(address))
    assert (
        client_as("other_unit").get(address).status_code == 404
        and unit.get(scene.appraisal.get_absolute_url()).status_code == 403
    )
    sent = unit.post(
        reverse("appraisals:appraised-step", args=[scene.part.pk, "report"]),
        {"version": scene.part.version, "report": "做了三件事。", "files": [proof("报告.jpg")]},
    )
    assert sent.status_code == 302 and scene.part.reported_on
    assert scene.appraisal.title in words(unit.get(reverse("appraisals:mine")))


def test_a_unit_without_an_account_does_everything_by_its_link(scene, client_as):
    scene.written()
    made = words(client_as("office").post(reverse("appraisals:link", args=[scene.part.pk])))
    here = re.search(r"http://testserver(/open/l/[^/\"<]+/)", made).group(1)
    holder = Client()
    page = words(holder.get(here))
    assert "窗口轮流值班" in page and "定措施" in page
    for row in Demand.objects.all():
        form = {"version": row.version, "measure": "排班", "person": "马骏", "due_on": "2026-08-01"}
        assert holder.post(f"{here}measure-{row.pk}/", form).headers["Location"] == here
    done = holder.post(f"{here}hand_in_plan/", {"version": scene.part.version, "study": "开会研究"})
    assert done.status_code == 302 and scene.part.state == "doing"
    assert holder.get(f"{here}press/").status_code in (403, 404) and holder.get(
        f"{here}close-{scene.demand.pk}/"
    ).status_code in (403, 404)
    other = re.search(
        r"http://testserver(/open/l/[^/\"<]+/)",
        words(client_as("office").post(reverse("appraisals:link", args=[scene.part.pk]))),
    ).group(1)
    assert holder.get(here).status_code == 410 and holder.get(other).status_code == 200


def test_a_villager_answers_once_without_cookie_and_a_second_time_is_told(scene):
    scene.published()
    secret = questionnaires.print_slips(scene.made.actor("office"), scene.part, 1)[0]
    address, holder = reverse("appraisals:slip", args=[secret]), Client()
    shown = holder.get(address)
    assert (
        "请您评水利站" in words(shown)
        and not shown.cookies
        and shown.headers["Cache-Control"].startswith("max-age=0")
    )
    half = holder.post(address, {"served": "villager", "q1": "bad", "opinion": "<b>慢</b>"})
    assert "第2题还没有选" in words(half) and "&lt;b&gt;慢" in words(half) and not Sheet.objects.exists()
    done = holder.post(address, {"served": "party", "q1": "bad", "q2": "good", "opinion": "慢"})
    assert (
        done.status_code == 302
        and done.headers["Location"] == reverse("appraisals:thanks")
        and not holder.cookies
    )
    assert "收到了，谢谢" in words(holder.get(done.headers["Location"]))
    assert Sheet.objects.get().answers == {"1": "bad", "2": "good"}
    assert "这张问卷交过了" in words(holder.get(address))
    assert (
        holder.post(address, {"served": "party", "q1": "bad", "q2": "good"}).status_code == 302
        and Sheet.objects.count() == 1
    )


def test_paper_is_keyed_one_after_the_other(scene, client_as):
    scene.published()
    address = reverse("appraisals:paper", args=[scene.part.pk])
    assert client_as("deputy").post(address, {"served": "villager", "q1": "good"}).status_code == 422
    assert (
        client_as("deputy")
        .post(address, {"served": "villager", "q1": "good", "q2": "mostly"})
        .headers["Location"]
        == address
    )
    assert Sheet.objects.get().way == "paper" and client_as("unit_handler").get(address).status_code == 403


def test_everything_to_be_put_right_stands_in_one_list(scene, client_as, frozen_clock):
    scene.planned(good=12)
    office, address = client_as("office"), reverse("supervision:follow-up")
    page = words(office.get(address))
    assert "收费标准贴在大厅" in page and "评议整改意见" in page
    frozen_clock.to(scene.demand.due_on.replace(day=20))
    assert "收费标准贴在大厅" in words(office.get(f"{address}?show=late"))
    scene.each("show", result="好了。", files=[scene.upload()]).each(
        "close", "chair", on=clock.today(), text="看过。"
    )
    proved = words(office.get(f"{address}?show=proved&unit={scene.part.unit_id}"))
    assert "收费标准贴在大厅" in proved and "没有逾期的" in words(office.get(f"{address}?show=late"))
    assert "收费标准贴在大厅" in words(client_as("unit_handler").get(f"{address}?show=proved"))
    assert "收费标准贴在大厅" not in words(client_as("other_unit").get(f"{address}?show=proved"))
    record = words(office.get(reverse("supervision:unit", args=[scene.part.unit_id])))
    assert scene.appraisal.title in record and "逾期过" in record
    assert "2026年" in record and "好的等次占100" in record


def test_lists_ask_as_often_for_many_as_for_few(scene, client_as, assert_queries_flat):
    scene.rated(good=4)
    office = client_as("office")

    def more(count: int) -> None:
        for n in range(count):
            scene.do("list_demand", fault=f"问题{n}", ask=f"改{n}")

    assert_queries_flat(lambda: office.get(scene.part.get_absolute_url()), more, 2, 10)
    years = words(office.get(reverse("appraisals:years")))
    assert "33%" in years and "没有达到" in years


def test_the_list_of_everything_to_be_put_right_reads_one_page_of_it(scene, client_as, assert_queries_flat):
    scene.rated(good=4)
    for n in range(27):
        scene.do("list_demand", fault=f"问题{n:02}", ask=f"改{n:02}")
    Appraised.objects.update(state="doing", plan_by=clock.today())
    office, address = client_as("office"), reverse("supervision:follow-up")

    def hand_over(count: int) -> None:
        listed = list(
            Demand.objects.filter(state="listed").order_by("position").values_list("pk", flat=True)[:count]
        )
        Demand.objects.filter(pk__in=listed).update(state="doing")

    assert_queries_flat(lambda: office.get(address), hand_over, 2, 10)
    hand_over(17)
    first, second = words(office.get(address)), words(office.get(f"{address}?page=2"))
    assert re.search(r'没有办完的<span class="tab-count">27</span>', first)
    shown = [re.findall(r">(改\d\d)<", page) for page in (first, second)]
    assert [len(page) for page in shown] == [25, 2] and len({*shown[0], *shown[1]}) == 27
    Demand.objects.update(state="closed")
    assert "没有要跟踪的" in words(office.get(address))
    assert ">27</span>" in words(office.get(f"{address}?show=proved"))
