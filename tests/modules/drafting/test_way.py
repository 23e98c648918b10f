"""A paper's way from the first text to the sealed dossier."""

from __future__ import annotations

import pytest

from renda.kernel.audit.models import AuditEntry
from renda.kernel.documents.papers import as_docx, official
from renda.kernel.dossiers.models import Dossier
from renda.kernel.notices.models import Delivery
from renda.modules.drafting.models import Receipt
from tests.modules.drafting.way import sent, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_clock")]


def inbox(town_set, role: str) -> list[str]:
    rows = Delivery.objects.filter(account=town_set.accounts[role], channel="inbox").select_related("notice")
    return [row.notice.title for row in rows]


def test_the_whole_way(town_set):
    draft = sent(town_set)
    assert draft.state == "sent"
    assert draft.paper.number == "云人人主发〔2026〕1号"
    assert official(draft.paper).date == "2026年3月5日"
    assert {row.name for row in Receipt.objects.all()} == {"王代表", "水利站", "县人大常委会办公室"}
    filed = step(town_set, "office", draft, "file", belongs_to="session")
    dossier = Dossier.objects.get(object_id=draft.pk)
    assert filed.state == "filed" and dossier.sealed_at and dossier.retention == "Y"
    assert {item.role for item in dossier.items.all()} == {"final", "slip", "dispatch"}
    assert as_docx(draft.paper).startswith(b"PK")


def test_every_step_is_in_the_log(town_set):
    step(town_set, "office", sent(town_set), "file", belongs_to="other")
    verbs = list(AuditEntry.objects.filter(verb__startswith="draft.").values_list("verb", flat=True))
    assert {"draft.begin", "draft.ask_review", "draft.give_opinion", "draft.pass_review", "draft.sign", "draft.number", "draft.send", "draft.file"} <= set(verbs)


def test_notices_reach_whoever_must_act(town_set):
    sent(town_set)
    assert any("请您审核" in title for title in inbox(town_set, "leader"))
    assert any("请您签发" in title for title in inbox(town_set, "chair"))
    assert any("请编号印发" in title for title in inbox(town_set, "office"))
    assert any("您收到公文" in title for title in inbox(town_set, "deputy"))
    assert any("您收到公文" in title for title in inbox(town_set, "unit_handler"))
