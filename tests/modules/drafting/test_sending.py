"""Numbering, sending, receipts, links, recalling, filing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from renda.foundation import clock
from renda.kernel.access.links import open_link
from renda.kernel.access.policies import can, visible
from renda.kernel.documents import registers
from renda.kernel.documents.engine.model import plain_text
from renda.kernel.documents.models import IssuedNumber, NumberSeries, Paper, PaperState
from renda.kernel.documents.papers import official
from renda.kernel.dossiers.filing import changed_since_sealing
from renda.kernel.dossiers.models import Dossier
from renda.kernel.notices.models import Delivery
from renda.kernel.procedures.execute import MovedMeanwhile, Refused, execute
from renda.modules.drafting import dispatching
from renda.modules.drafting.models import Draft, Receipt
from tests.harness.town import make_person, make_unit
from tests.modules.drafting.way import begun, numbered, reviewed, sent, signed, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_clock")]


# ------------------------------------------------------------------ numbers


def test_no_number_before_the_signature(town_set):
    draft = reviewed(town_set, begun(town_set))
    with pytest.raises(MovedMeanwhile, match="不能“编文号”"):
        step(town_set, "office", draft, "number", series="presidium")
    assert not IssuedNumber.objects.exists()


def test_a_refused_step_takes_no_number(town_set):
    with pytest.raises(Refused, match="没有这本登记簿"):
        step(town_set, "office", signed(town_set), "number", series="suggestion")
    assert not IssuedNumber.objects.exists()


def test_the_number_stands_on_the_paper_and_in_the_register(town_set):
    draft = numbered(town_set)
    assert official(draft.paper).number == draft.number.text == "云人人主发〔2026〕1号"
    assert (draft.number.subject, draft.number.dated_on, draft.number.paper) == (draft.title, clock.today(), draft.paper)
    assert Dossier.objects.get(object_id=draft.pk).number == draft.number.text


def test_a_kept_number_is_used(town_set):
    series = NumberSeries.objects.get(key="presidium")
    kept = registers.reserve(town_set.actor("office"), series, 1, "留给选举")[0]
    draft = step(town_set, "office", signed(town_set), "number", series="presidium", reserved=str(kept.pk))
    assert draft.number == kept
    IssuedNumber.objects.filter(pk=kept.pk).update(year=2025, taken_at=None)
    with pytest.raises(Refused, match="不是签发那一年的"):
        step(town_set, "office", signed(town_set, begun(town_set)), "number", series="presidium", reserved=str(kept.pk))
    IssuedNumber.objects.filter(pk=kept.pk).update(year=clock.today().year, taken_at=clock.now())
    with pytest.raises(Refused, match="已经用了|不在选的登记簿"):
        step(town_set, "office", signed(town_set, begun(town_set)), "number", series="presidium", reserved=str(kept.pk))


def test_a_letter_signed_by_the_office_gets_no_number_of_the_presidium(town_set):
    draft = step(town_set, "office", reviewed(town_set, begun(town_set, series="letter")), "sign")
    with pytest.raises(Refused, match="周文书不能签发"):
        step(town_set, "office", draft, "number", series="presidium")


def test_a_voided_number_stays_visible_and_the_draft_gets_another(town_set):
    draft = numbered(town_set)
    first = draft.number
    with pytest.raises(Refused, match="理由"):
        step(town_set, "office", draft, "void_number")
    draft = step(town_set, "office", draft, "void_number", reason="登记簿选错了")
    first.refresh_from_db()
    assert draft.state == "signed" and draft.number is None and first.void_reason == "登记簿选错了"
    draft = step(town_set, "office", draft, "number", series="resolution")
    assert draft.number.text == "云人人决〔2026〕1号" and official(draft.paper).number == draft.number.text


def test_an_unnumbered_paper_goes_out_too(town_set):
    draft = step(town_set, "office", signed(town_set, begun(town_set, series="")), "go_unnumbered")
    draft = step(town_set, "office", draft, "send", people=[town_set.people["deputy"]])
    assert draft.state == "sent" and draft.paper.number == ""


def test_a_draft_that_holds_a_number_does_not_lose_it_silently(town_set):
    draft = step(town_set, "office", numbered(town_set), "reopen", reason="改动")
    draft = signed(town_set, draft)
    with pytest.raises(Refused, match="已经占用了文号"):
        step(town_set, "office", draft, "go_unnumbered")
    with pytest.raises(Refused, match="已经占用了文号"):
        step(town_set, "office", draft, "number", series="resolution")


def test_discarding_voids_the_number(town_set):
    draft = numbered(town_set)
    number, made = draft.number, draft.paper
    draft = step(town_set, "office", draft, "discard", reason="会议取消")
    number.refresh_from_db()
    made.refresh_from_db()
    assert draft.state == "discarded" and number.voided_at and made.state == PaperState.VOID
    assert Dossier.objects.get(object_id=draft.pk).retention == "D10"


# ------------------------------------------------------------------ who gets it


def test_groups_become_their_deputies_and_nobody_gets_it_twice(town_set):
    found = dispatching.expand(
        [town_set.people["deputy"]], [town_set.units["water"], town_set.units["village"]], [town_set.group], "县人大\n\n县人大\n 县政府 "
    )
    assert {one.name: one.way for one in found} == {
        "王代表": "inbox", "赵代表": "inbox", "刘代表": "inbox", "水利站": "inbox", "上河村": "paper", "县人大": "paper", "县政府": "paper",
    }  # fmt: skip


def test_a_deputy_without_account_gets_paper(town_set):
    person = make_person("无账号")
    assert dispatching.expand([person])[0].way == "paper"


def test_sending_to_nobody_is_refused(town_set):
    with pytest.raises(Refused, match="还没有选发给谁"):
        step(town_set, "office", numbered(town_set), "send", others=" \n ")
    with pytest.raises(Refused, match="印制份数"):
        step(town_set, "office", Draft.objects.get(), "send", others="县人大", copies=-1)


def test_sending_more_reaches_only_those_who_have_not_got_it(town_set):
    draft = sent(town_set)
    with pytest.raises(Refused, match="已经发过"):
        step(town_set, "office", draft, "send_more", people=[town_set.people["deputy"]])
    step(town_set, "office", draft, "send_more", people=[town_set.people["deputy"], town_set.people["other_deputy"]])
    assert Receipt.objects.filter(person__name="王代表").count() == 1
    assert Receipt.objects.filter(person__name="赵代表").count() == 1
    assert Dossier.objects.get(object_id=draft.pk).items.filter(role="dispatch").count() == 2


def test_the_list_names_everybody(town_set):
    draft = sent(town_set)
    words = plain_text(official(draft.dispatches.get().list_paper))
    assert all(name in words for name in ("王代表", "水利站", "县人大常委会办公室", "纸质送达", "系统内送达"))


def test_who_has_no_account_is_on_the_print_list(town_set):
    unit = make_unit("无账号村", "village")
    draft = sent(town_set, units=[unit])
    printed = Delivery.objects.filter(channel="print", notice__kind="draft.sent")
    assert [row.unit for row in printed] == [unit] and draft.state == "sent"


# ------------------------------------------------------------------ receipts


def receipt_of(name: str) -> Receipt:
    return Receipt.objects.get(name=name)


def test_the_addressee_reads_and_signs(town_set):
    sent(town_set)
    receipt = receipt_of("王代表")
    assert receipt.standing == "未读"
    dispatching.mark_read(town_set.actor("deputy"), receipt)
    assert receipt.standing == "已读"
    dispatching.sign_receipt(town_set.actor("deputy"), receipt)
    assert (receipt.standing, receipt.signed_by, receipt.keyed_by) == ("已签收", "王代表", "")
    with pytest.raises(Refused, match="已经签收"):
        dispatching.sign_receipt(town_set.actor("deputy"), receipt)


@pytest.mark.parametrize("role", ["other_deputy", "other_unit", "leader", "keeper", "county"])
def test_nobody_signs_for_another(town_set, role):
    sent(town_set)
    for act in (dispatching.mark_read, dispatching.sign_receipt):
        with pytest.raises((PermissionDenied, Http404)):
            act(town_set.actor(role), receipt_of("王代表"))


def test_anybody_of_the_unit_signs_for_it(town_set):
    sent(town_set)
    dispatching.sign_receipt(town_set.actor("unit_leader"), receipt_of("水利站"))
    assert receipt_of("水利站").signed_by == "郑站长"


def test_the_office_notes_a_signature_on_paper(town_set):
    sent(town_set)
    office, receipt = town_set.actor("office"), receipt_of("县人大常委会办公室")
    with pytest.raises(Refused, match="签收人"):
        dispatching.sign_receipt(office, receipt, " ")
    with pytest.raises(Refused, match="日期不对"):
        dispatching.sign_receipt(office, receipt, "马主任", on=clock.today() + timedelta(days=1))
    with pytest.raises(Refused, match="日期不对"):
        dispatching.sign_receipt(office, receipt, "马主任", on=clock.today() - timedelta(days=1))
    dispatching.sign_receipt(office, receipt, "马主任", on=clock.today())
    assert (receipt.signed_by, receipt.keyed_by, receipt.read_at) == ("马主任", "周文书", None)


def test_receipts_are_signed_after_filing_too(town_set):
    draft = sent(town_set)
    step(town_set, "office", draft, "file", belongs_to="other")
    dispatching.sign_receipt(town_set.actor("deputy"), receipt_of("王代表"))
    assert dispatching.standing(draft) == dispatching.Standing(total=3, read=1, signed=1, on_paper=1)


def test_a_link_opens_this_one_paper(town_set, frozen_clock):
    unit = make_unit("无账号村", "village")
    draft = sent(town_set, units=[unit])
    link, secret = dispatching.receipt_link(town_set.actor("office"), receipt_of("无账号村"))
    opened = open_link(secret)
    assert opened.problem == "" and receipt_of("无账号村").way == "link"
    assert list(visible(opened.actor, Paper)) == [draft.paper]
    assert not visible(opened.actor, Draft).exists() and not visible(opened.actor, Dossier).exists()
    dispatching.mark_read(opened.actor, receipt_of("无账号村"))
    dispatching.sign_receipt(opened.actor, receipt_of("无账号村"), "村主任")
    assert receipt_of("无账号村").signed_by == "村主任" and receipt_of("无账号村").keyed_by == ""
    again = dispatching.receipt_link
    with pytest.raises(Refused, match="已经签收"):
        again(town_set.actor("office"), receipt_of("无账号村"))
    frozen_clock.to(link.expires_at + timedelta(minutes=1))
    assert "过期" in open_link(secret).problem


def test_a_newer_link_ends_the_older(town_set):
    unit = make_unit("无账号村", "village")
    sent(town_set, units=[unit], others="县人大")
    office = town_set.actor("office")
    _, first = dispatching.receipt_link(office, receipt_of("无账号村"))
    _, second = dispatching.receipt_link(office, receipt_of("无账号村"))
    assert "作废" in open_link(first).problem and open_link(second).problem == ""
    with pytest.raises(Refused, match="系统里没有这个单位"):
        dispatching.receipt_link(office, receipt_of("县人大"))
    with pytest.raises(PermissionDenied):
        dispatching.receipt_link(town_set.actor("chair"), receipt_of("无账号村"))


# ------------------------------------------------------------------ what is seen


def test_receivers_see_the_paper_and_nothing_of_how_it_came_about(town_set):
    draft = sent(town_set)
    step(town_set, "office", draft, "file", belongs_to="session")
    for role in ("deputy", "unit_handler"):
        actor = town_set.actor(role)
        assert list(visible(actor, Paper).filter(model="drafting.draft")) == [draft.paper]
        assert not visible(actor, Draft).exists() and not visible(actor, Dossier).filter(object_id=draft.pk).exists()
    assert not visible(town_set.actor("other_unit"), Paper).filter(pk=draft.paper_id).exists()


def test_the_slip_is_for_office_and_chair(town_set):
    step(town_set, "office", sent(town_set), "file", belongs_to="session")
    for role, seen in {"office": True, "chair": True, "presidium": False, "leader": False}.items():
        assert visible(town_set.actor(role), Paper).filter(template="issue_slip").exists() is seen


# ------------------------------------------------------------------ the end


def test_recalling_voids_paper_and_number_and_tells_everybody(town_set):
    draft = sent(town_set)
    draft = step(town_set, "office", draft, "recall", reason="时间写错")
    draft.paper.refresh_from_db()
    draft.number.refresh_from_db()
    assert draft.state == "recalled" and draft.paper.state == PaperState.VOID and draft.number.void_reason == "时间写错"
    told = Delivery.objects.filter(notice__kind="draft.recalled", account=town_set.accounts["deputy"])
    assert told.exists() and Dossier.objects.get(object_id=draft.pk).sealed_at


def test_filing_warns_of_missing_signatures_and_seals(town_set):
    draft = sent(town_set)
    outcome = execute(town_set.actor("office"), draft, "file", {"belongs_to": "supervision"})
    assert [reason.text for reason in outcome.warnings] == ["还有3个收文的没有签收。"]
    with pytest.raises(Refused, match="已经封存"):
        step(town_set, "office", draft, "recall", reason="晚了")


@pytest.mark.parametrize(("belongs_to", "retention"), [("session", "Y"), ("supervision", "Y"), ("preparation", "D10"), ("other", "D30")])
def test_the_class_decides_how_long_it_is_kept(town_set, belongs_to, retention):
    draft = step(town_set, "office", numbered(town_set), "file", belongs_to=belongs_to)
    assert Dossier.objects.get(object_id=draft.pk).retention == retention


def test_the_dossier_keeps_its_seal_when_a_receipt_is_signed_later(town_set):
    draft = sent(town_set)
    step(town_set, "office", draft, "file", belongs_to="session")
    dispatching.sign_receipt(town_set.actor("deputy"), receipt_of("王代表"))
    assert not changed_since_sealing(Dossier.objects.get(object_id=draft.pk))


# ------------------------------------------------------------------ who may do what

ALLOWED = {
    "office": {"draft.view", "draft.write", "draft.key", "draft.number", "draft.send", "draft.file"},
    "chair": {"draft.view", "draft.sign"},
    "presidium": {"draft.view"},
    "leader": {"draft.view"},
    "deputy": set(),
    "unit_handler": set(),
    "unit_leader": set(),
    "keeper": set(),
    "county": set(),
}  # fmt: skip
VERBS = ("draft.view", "draft.write", "draft.review", "draft.sign", "draft.key", "draft.number", "draft.send", "draft.file")


@pytest.mark.parametrize("role", sorted(ALLOWED))
def test_who_may_do_what_to_a_reviewed_draft(town_set, role):
    """Reviewed by the mayor and a member of the presidium, of the presidium's register."""
    draft = reviewed(town_set, begun(town_set, series="presidium"))
    asked = {"leader": {"draft.review"}, "presidium": {"draft.review"}}.get(role, set())
    may = {verb for verb in VERBS if can(town_set.actor(role), verb, draft)}
    assert may == ALLOWED[role] | asked


def test_the_recalled_text_is_still_told_apart_in_lists(town_set):
    draft = step(town_set, "office", sent(town_set, begun(town_set, title="甲")), "recall", reason="错")
    other = sent(town_set, begun(town_set, title="乙"), others="县人大")
    assert [paper.state for paper in (draft.paper, other.paper)] == [PaperState.VOID, PaperState.ISSUED]
    assert other.number.n == 2
