"""An inspection in the field with a finding and its photo, a listed topic, and a problem the water station has to put right."""

from __future__ import annotations

from datetime import timedelta

from renda.foundation import clock
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.supervision import receiving
from renda.modules.supervision.models import Inspection
from tests.modules.supervision.scene import picture


def supervision(world, nasty) -> None:
    made, today = world.made, clock.today()
    office = made.actor("office")
    world.objects["inspection_topic"] = proposed(made, nasty).pk
    inspection = begun(made, nasty, "执法检查")
    site, item = inspection.sites.get(), inspection.items.get()
    sent = receiving.Sent(
        "f-1",
        str(site.pk),
        site.name,
        str(item.pk),
        item.text,
        "check",
        "wrong",
        nasty("没有台账"),
        nasty("店主", 40),
        clock.now(),
    )
    receiving.receive(made.actor("deputy"), inspection, [sent])
    photo = receiving.receive_photo(made.actor("deputy"), inspection, "f-1", "p-1", picture(), "照片.jpg")
    world.objects.update(inspection=inspection.pk, inspection_photo=photo.pk)
    done = begun(made, nasty, "视察")
    receiving.receive(
        office,
        done,
        [receiving.Sent("f-1", str(done.sites.get().pk), "", "", "", "check", "fine", "", "", clock.now())],
    )
    done = execute(
        office,
        done,
        "finish",
        {"ends_on": today, "heard": nasty("水利站", 150), "visited": 3, "files_read": 1},
    ).matter
    problem = {
        "title": nasty("台账不全", 80), "facts": nasty("没有记"), "article": nasty("第三十条", 150), "ask": nasty("补齐"),
        "unit": made.units["water"], "due_on": today + timedelta(days=30), "findings": [],
    }  # fmt: skip
    done = execute(office, done, "list_problem", problem).matter
    done = execute(
        office,
        done,
        "report",
        {"meeting": nasty("主席团会议", 110), "situation": "", "advice": nasty("改正")},
    ).matter
    world.objects.update(inspection_done=done.pk, inspection_problem=done.problems.get().pk)


def proposed(made, nasty, topic: str = "题目") -> Inspection:
    data = {
        "form": "inspection",
        "topic": nasty(topic, 80),
        "law": nasty("农产品质量安全法", 110),
        "source": "villagers",
        "why": nasty("群众反映"),
    }
    return open_matter(made.actor("office"), "inspection", "propose", data).matter


def begun(made, nasty, topic: str) -> Inspection:
    """Decided, looked around, planned, with one place and one thing to check, out in the field."""
    office, today = made.actor("office"), clock.today()
    steps = (
        ("decide", {"decided_on": today, "decided_by": nasty("主席团会议", 110), "decision": nasty("同意")}),
        ("probe", {"on": today, "by": nasty("周文书", 70), "found": nasty("走访了")}),
        ("plan", {
            "leader": made.people["chair"], "team": [made.mandates["deputy"]], "units": [made.units["water"]], "experts": nasty("专家"),
            "starts_on": today, "ends_on": today, "materials_by": today, "draft_by": today,
        }),
        ("add_items", {"items": nasty("台账", 180)}),
        ("add_sites", {"on": today, "at": "上午", "lead": nasty("王", 40), "places": nasty("农资店", 70)}),
        ("begin", {}),
    )  # fmt: skip
    inspection = proposed(made, nasty, topic)
    for verb, data in steps:
        inspection = execute(office, inspection, verb, data).matter
    return inspection
