"""A session hears what came of supervision: the report goes on its agenda, once, and leads back to the inspection."""

from __future__ import annotations

from django.urls import reverse

from renda.modules.sessions.sittings.models import AgendaItem
from tests.modules.supervision.scene import TODAY, TOPIC, Scene

WORDS = f"听取关于{TOPIC}情况的报告"


def test_a_report_goes_on_the_agenda_once(client_as, town_set, frozen_clock):
    frozen_clock.to(TODAY)
    scene, office, session = Scene(town_set).finished(), client_as("office"), town_set.session
    page, add = (reverse(f"sittings:{name}", args=[session.pk]) for name in ("programme", "item-add"))
    assert TOPIC not in office.get(page).content.decode()
    scene.listed().act("report", meeting="主席团第七次会议", advice="限期改正。")
    assert WORDS not in office.get(page).content.decode(), "the session is over"
    scene.act("tell", session=session)
    assert WORDS in office.get(page).content.decode()
    assert WORDS not in client_as("deputy").get(page).content.decode()
    about = f"supervision.inspection:{scene.inspection.pk}"
    for _ in range(2):
        office.post(add, {"text": WORDS, "about": about})
    assert AgendaItem.objects.get().subject_id == scene.inspection.pk
    shown = office.get(page).content.decode()
    assert f'href="{scene.inspection.get_absolute_url()}"' in shown and "列入议程" not in shown
    office.post(add, {"text": "乱写", "about": "supervision.inspection:x"})
    assert AgendaItem.objects.count() == 1
