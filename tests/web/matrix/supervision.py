"""An inspection in the field with a finding and its photo, a listed topic, and a problem the water station has to put right."""

from __future__ import annotations

from datetime import timedelta

from renda.foundation import clock
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.supervision import receiving
from renda.modules.supervision.models import Inspection
from tests.modules.supervision.scene import picture


def supervision(world, nasty) -> None:
    made = world.made
    world.objects["inspection_topic"] = proposed(made, nasty).pk
    out, photo = in_the_field(made, nasty)
    done = reported(made, nasty)
    world.objects.update(inspection=out.pk, inspection_photo=photo.pk)
    world.objects.update(inspection_done=done.pk, inspection_problem=done.problems.get().pk)


def sent(site, item=None, **more) -> receiving.Sent:
    """A finding as a telephone sends it."""
    given = {
        "item": str(item.pk) if item else "",
        "item_text": item.text if item else "",
        "text": "",
        "who": "",
        **more,
    }
    return receiving.Sent("f-1", str(site.pk), site.name, kind="check", at=clock.now(), **given)


def in_the_field(made, nasty):
    """An inspection that is out, and the photo of its finding."""
    inspection, deputy = begun(made, nasty, "执法检查"), made.actor("deputy")
    found = sent(
        inspection.sites.get(),
        inspection.items.get(),
        result="wrong",
        text=nasty("没有台账"),
        who=nasty("店主", 40),
    )
    receiving.receive(deputy, inspection, [found])
    return inspection, receiving.receive_photo(deputy, inspection, "f-1", "p-1", picture(), "照片.jpg")


def reported(made, nasty) -> Inspection:
    """One whose report is out, with a problem in the hands of its owner."""
    office, today = made.actor("office"), clock.today()
    done = begun(made, nasty, "视察")
    receiving.receive(office, done, [sent(done.sites.get(), result="fine")])
    problem = {
        "title": nasty("台账不全", 80), "facts": nasty("没有记"), "article": nasty("第三十条", 150), "ask": nasty("补齐"),
        "unit": made.units["water"], "due_on": today + timedelta(days=30), "findings": [],
    }  # fmt: skip
    steps = (
        ("finish", {"ends_on": today, "heard": nasty("水利站", 150), "visited": 3, "files_read": 1}),
        ("list_problem", problem),
        ("report", {"meeting": nasty("主席团会议", 110), "situation": "", "advice": nasty("改正")}),
    )
    for verb, data in steps:
        done = execute(office, done, verb, data).matter
    return done


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
