"""A chosen project: plan, progress, visits, acceptance, rating; and the days that go with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from renda.kernel.access import policies
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.documents.models import Paper
from renda.kernel.dossiers.models import DossierItem
from renda.kernel.files import store
from renda.kernel.notices.models import Notice
from renda.kernel.procedures.execute import Refused
from renda.modules.livelihood import selectors
from renda.modules.livelihood.models import Pace, Project
from tests.modules.livelihood.scene import BEFORE, FINISH, PUBLISH, Scene

DAY = date(2026, 10, 20)


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(BEFORE)
    return Scene(town_set, hall=False).assigned()


def open_keys() -> list[str]:
    return sorted(Deadline.objects.filter(status__in=DeadlineStatus.open()).values_list("key", flat=True))


def text_file(scene):
    return store.accept("验收单\n合格".encode(), "验收单.txt", town_id=scene.made.town.pk)


def finished(scene, frozen_clock) -> Scene:
    frozen_clock.to(DAY)
    scene.do("plan", "unit_handler", plan="5月底前：招标")
    scene.do("finish", "unit_handler", done_on=DAY, text="全部通水")
    return scene


def test_from_the_plan_to_the_shelf(scene, frozen_clock):
    assert Notice.objects.filter(kind="livelihood.assigned").exists()
    assert (
        Deadline.objects.get(key="plan").due_on == PUBLISH
        and Deadline.objects.get(key="plan").unit == scene.made.units["water"]
    )
    scene.do("link", watcher=scene.made.people["presidium"])
    frozen_clock.to(date(2026, 2, 1))
    scene.do("plan", "unit_handler", plan="5月底前：招标")
    assert open_keys() == ["finish", "report", "visit"]
    assert Deadline.objects.get(key="report").due_on == date(2026, 5, 6), "the day falls into the May holiday"
    frozen_clock.to(date(2026, 4, 1))
    scene.do("progress", "unit_handler", pace="behind", text="雨水多，正在赶", files=[text_file(scene)])
    assert selectors.standing_of(scene.project, date(2026, 4, 1)).pace == Pace.BEHIND
    scene.do("visit", done_on=date(2026, 4, 1), deputies=[scene.made.mandates["deputy"]], text="管沟回填不实")
    scene.do("progress", "unit_handler", pace="on_time", text="赶上了")
    assert open_keys() == ["finish", "report", "visit"]
    frozen_clock.to(DAY)
    scene.do("finish", "unit_handler", done_on=DAY, text="全部通水")
    assert open_keys() == [] and Notice.objects.filter(kind="livelihood.finished").exists()
    scene.do(
        "accept",
        accepted_on=DAY,
        deputies=[scene.made.mandates["deputy"]],
        text="合格",
        files=[text_file(scene)],
    )
    scene.do("rate", rated_on=DAY, satisfied=2, basically=1, dissatisfied=0)
    scene.do("file")
    project = scene.project
    assert (
        project.state == "filed" and project.rated == 3 and project.watcher == scene.made.people["presidium"]
    )
    assert [one.is_visit for one in project.reports.order_by("on", "id")].count(True) == 1
    roles = set(DossierItem.objects.filter(dossier__object_id=project.pk).values_list("role", flat=True))
    assert {"photo", "acceptance", "rating"} <= roles
    acceptance = Paper.objects.get(template="project_acceptance").text
    assert "代表到现场1次" in acceptance and "合格" in acceptance and "□合格" not in acceptance
    assert "得票50票" in acceptance and "比应完成时间早11天" in acceptance
    assert "100%" in Paper.objects.get(template="project_rating").text


def test_light_of_a_project(scene, frozen_clock):
    frozen_clock.to(date(2026, 2, 1))
    scene.do("plan", "unit_handler", plan="一步")
    assert selectors.standing_of(scene.project, FINISH).words == "按进度"
    assert selectors.standing_of(scene.project, FINISH + timedelta(days=3)).words == "滞后：过了完成时间3天"
    Project.objects.update(state="accepted")
    assert selectors.standing_of(scene.project, FINISH + timedelta(days=3)).words == "完成"


def test_not_accepted_goes_back_with_a_new_day(scene, frozen_clock):
    finished(scene, frozen_clock)
    later = DAY + timedelta(days=30)
    scene.do("send_back", deputies=[scene.made.mandates["deputy"]], reason="阀门井没有盖", finish_on=later)
    assert scene.project.state == "doing" and scene.project.pace == Pace.BEHIND
    assert Deadline.objects.get(key="finish", status__in=DeadlineStatus.open()).due_on == later
    assert Notice.objects.filter(kind="livelihood.sent_back").exists()


def test_another_day_and_stopped(scene, frozen_clock):
    frozen_clock.to(date(2026, 2, 1))
    scene.do("plan", "unit_handler", plan="一步")
    scene.do("change", content="更换主管6公里", finish_on=date(2026, 12, 1), reason="主席团同意")
    assert (
        Deadline.objects.get(key="finish").due_on == date(2026, 12, 1)
        and scene.project.content == "更换主管6公里"
    )
    scene.do("stop", reason="大会决定不再实施")
    assert scene.project.state == "stopped" and open_keys() == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"satisfied": 3, "basically": 1, "dissatisfied": 0}, "比全体代表3名还多"),
        ({"satisfied": 0, "basically": 0, "dissatisfied": 0}, "一张测评票都没有"),
        (
            {"rated_on": DAY - timedelta(days=1), "satisfied": 1, "basically": 0, "dissatisfied": 0},
            "在验收以前",
        ),
        (
            {"rated_on": DAY + timedelta(days=1), "satisfied": 1, "basically": 0, "dissatisfied": 0},
            "不能晚于今天",
        ),
    ],
)
def test_ratings_that_can_not_be(scene, frozen_clock, data, words):
    finished(scene, frozen_clock)
    scene.do(
        "accept",
        accepted_on=DAY,
        deputies=[scene.made.mandates["deputy"]],
        text="合格",
        files=[text_file(scene)],
    )
    with pytest.raises(Refused, match=words):
        scene.do("rate", **{"rated_on": DAY, **data})
    assert scene.project.state == "accepted"


def test_a_unit_reports_only_its_own_and_accepts_nothing(scene, frozen_clock):
    actor = scene.made.actor
    assert not policies.visible(actor("other_unit"), Project).exists()
    assert (
        policies.visible(actor("unit_handler"), Project).exists()
        and policies.visible(actor("deputy"), Project).exists()
    )
    with pytest.raises((PermissionDenied, Http404)):
        scene.do("plan", "other_unit", plan="一步")
    finished(scene, frozen_clock)
    with pytest.raises(PermissionDenied):
        scene.do("accept", "unit_handler", accepted_on=DAY)
