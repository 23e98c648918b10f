"""A paper's way from the first text to the sealed dossier."""

from __future__ import annotations

import pytest

from renda.kernel.access.policies import can
from renda.kernel.audit.models import AuditEntry
from renda.kernel.deadlines.loop import run_clock
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.documents.models import PaperState
from renda.kernel.documents.papers import as_docx, official
from renda.kernel.dossiers.models import Dossier
from renda.kernel.notices.models import Delivery
from renda.kernel.procedures.execute import MovedMeanwhile, Refused, execute
from renda.modules.drafting import texts
from renda.modules.drafting.models import Receipt
from tests.modules.drafting.way import begun, numbered, paper, reviewed, scan, sent, signed, step

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


# ------------------------------------------------------------------ review


def test_an_opinion_for_changes_returns_the_draft_when_all_have_answered(town_set):
    draft = begun(town_set)
    step(town_set, "office", draft, "ask_review", reviewers=[town_set.people["leader"], town_set.people["presidium"]])
    draft = step(town_set, "leader", draft, "give_opinion", stance="amend", text="时间改到上午", marks=[{"block": 1, "text": "九点"}, {"block": "x"}, 7])
    assert draft.state == "reviewing"
    draft = step(town_set, "presidium", draft, "give_opinion", stance="agree")
    assert draft.state == "drafting" and draft.round == 1
    assert any("审核意见齐了" in title for title in inbox(town_set, "office"))
    given = draft.review_requests.get(reviewer=town_set.people["leader"]).opinion
    assert given.marks == [{"block": 1, "text": "九点"}]


def test_the_second_round_is_about_the_new_text(town_set):
    draft = begun(town_set)
    step(town_set, "office", draft, "ask_review", reviewers=[town_set.people["leader"]])
    draft = step(town_set, "leader", draft, "give_opinion", stance="disagree", text="不妥")
    texts.save_text(town_set.actor("office"), draft, paper("会议改期。"), draft.text_version)
    draft = reviewed(town_set, draft, "leader")
    assert draft.state == "reviewed" and draft.round == 2
    assert [request.version.n for request in draft.review_requests.order_by("round")] == [1, 2]


@pytest.mark.parametrize("stance", ["amend", "disagree"])
def test_whoever_does_not_agree_says_what_and_why(town_set, stance):
    draft = begun(town_set)
    step(town_set, "office", draft, "ask_review", reviewers=[town_set.people["leader"]])
    with pytest.raises(Refused, match="请写清楚改哪里"):
        step(town_set, "leader", draft, "give_opinion", stance=stance)
    with pytest.raises(Refused, match="请选同意"):
        step(town_set, "leader", draft, "give_opinion", stance="perhaps")


def test_the_office_keys_an_opinion_given_on_paper(town_set):
    draft = begun(town_set)
    draft = step(town_set, "office", draft, "ask_review", reviewers=[town_set.people["third_deputy"]])
    request = draft.review_requests.get()
    with pytest.raises(Refused, match="还没有到"):
        step(town_set, "office", draft, "key_opinion", request=str(request.pk), stance="agree", given_on=request.asked_on.replace(year=2027))
    draft = step(town_set, "office", draft, "key_opinion", request=str(request.pk), stance="agree", given_on=request.asked_on, files=[scan()])
    request.opinion.refresh_from_db()
    assert draft.state == "reviewed" and request.opinion.keyed_by == "周文书" and request.opinion.file_id


def test_a_reviewer_who_does_not_answer_is_waived(town_set):
    draft = begun(town_set)
    draft = step(town_set, "office", draft, "ask_review", reviewers=[town_set.people["leader"], town_set.people["presidium"]])
    step(town_set, "leader", draft, "give_opinion", stance="agree")
    waiting = draft.review_requests.get(reviewer=town_set.people["presidium"])
    draft = step(town_set, "office", draft, "waive", request=str(waiting.pk), reason="出差")
    assert draft.state == "reviewed"
    assert not Deadline.objects.filter(key="review", status__in=DeadlineStatus.open()).exists()


def test_when_nobody_answered_the_draft_returns(town_set):
    draft = begun(town_set)
    draft = step(town_set, "office", draft, "ask_review", reviewers=[town_set.people["leader"]])
    draft = step(town_set, "office", draft, "waive", request=str(draft.review_requests.get().pk), reason="出差")
    assert draft.state == "drafting"


def test_the_clock_of_a_reviewer_stops_with_the_answer(town_set):
    draft = begun(town_set)
    step(town_set, "office", draft, "ask_review", reviewers=[town_set.people["leader"], town_set.people["presidium"]])
    step(town_set, "leader", draft, "give_opinion", stance="agree")
    rows = dict(Deadline.objects.filter(key="review").values_list("person__name", "status"))
    assert rows == {"李镇长": "met", "何团员": "running"}


def test_late_reviewers_are_reminded_and_the_office_is_told(town_set, frozen_clock):
    step(town_set, "office", begun(town_set), "ask_review", reviewers=[town_set.people["leader"]])
    frozen_clock.forward(days=11)
    while frozen_clock.now.weekday() > 4:
        frozen_clock.forward(days=1)
    run_clock()
    assert any("审核已经超过" in title for title in inbox(town_set, "leader"))
    assert any("审核已经超过" in title for title in inbox(town_set, "office"))


def test_taking_back_ends_the_waiting(town_set):
    draft = begun(town_set)
    step(town_set, "office", draft, "ask_review", reviewers=[town_set.people["leader"]])
    draft = step(town_set, "office", draft, "take_back", reason="漏了一段")
    assert draft.state == "drafting"
    assert any("不用再审核" in title for title in inbox(town_set, "leader"))
    with pytest.raises(MovedMeanwhile):
        step(town_set, "leader", draft, "give_opinion", stance="agree")


def test_nobody_is_asked_twice_in_a_round(town_set):
    draft = begun(town_set)
    step(town_set, "office", draft, "ask_review", reviewers=[town_set.people["leader"]] * 2)
    assert draft.review_requests.count() == 1
    with pytest.raises(Refused, match="都已经送审"):
        step(town_set, "office", draft, "add_reviewer", reviewers=[town_set.people["leader"]])


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_body_is_not_reviewed(town_set, text):
    draft = begun(town_set, text)
    empty = texts.start_blank(town_set.actor("office"), "通知", "general", "空的")
    with pytest.raises(Refused, match="正文还是空的"):
        step(town_set, "office", empty, "ask_review", reviewers=[town_set.people["leader"]])
    assert draft.state == "drafting"


def test_what_is_still_to_be_filled_in_is_not_reviewed(town_set):
    draft = begun(town_set, "会议于〔待填：开会日期〕召开。")
    with pytest.raises(Refused, match="待填"):
        step(town_set, "office", draft, "skip_review", reason="急")


# ------------------------------------------------------------------ signature


def test_a_paper_without_review_needs_a_reason_and_is_not_for_what_was_reviewed(town_set):
    draft = begun(town_set)
    with pytest.raises(Refused, match="理由"):
        step(town_set, "office", draft, "skip_review")
    assert step(town_set, "office", draft, "skip_review", reason="急件").state == "reviewed"
    step(town_set, "chair", draft, "refuse", reason="请送镇长看")
    again = begun(town_set)
    step(town_set, "office", again, "ask_review", reviewers=[town_set.people["leader"]])
    step(town_set, "leader", again, "give_opinion", stance="amend", text="改")
    with pytest.raises(Refused, match="要重新送审"):
        step(town_set, "office", again, "skip_review", reason="急件")


def test_signing_a_text_that_changed_meanwhile_is_refused(town_set):
    draft = reviewed(town_set, begun(town_set))
    seen = draft.version
    draft = step(town_set, "office", draft, "take_back", reason="改")
    texts.save_text(town_set.actor("office"), draft, paper("改了。"), draft.text_version)
    draft = reviewed(town_set, draft)
    with pytest.raises(MovedMeanwhile):
        execute(town_set.actor("chair"), draft, "sign", {}, version=seen)


def test_a_signature_on_paper_is_keyed_with_the_scan(town_set):
    draft = reviewed(town_set, begun(town_set))
    data = {"signer": town_set.people["chair"], "signed_on": draft.opened_at.date()}
    with pytest.raises(Refused, match="扫描件"):
        step(town_set, "office", draft, "key_sign", **data)
    with pytest.raises(Refused, match="李镇长不能签发"):
        step(town_set, "office", draft, "key_sign", **{**data, "signer": town_set.people["leader"], "files": [scan()]})
    with pytest.raises(Refused, match="签发日期不对"):
        step(town_set, "office", draft, "key_sign", **{**data, "signed_on": data["signed_on"].replace(year=2020), "files": [scan()]})
    draft = step(town_set, "office", draft, "key_sign", **data, files=[scan()])
    assert draft.signed_by == "陈主席" and draft.signed_on_paper
    assert Dossier.objects.get(object_id=draft.pk).items.filter(role="signature").count() == 1


def test_the_named_signer_alone_signs(town_set):
    draft = begun(town_set, series="office")
    draft = step(town_set, "office", draft, "settle", series="office", signer=town_set.people["chair"])
    draft = reviewed(town_set, draft)
    assert can(town_set.actor("chair"), "draft.sign", draft)
    assert not can(town_set.actor("office"), "draft.sign", draft)


def test_a_signer_the_rule_does_not_name_is_refused(town_set):
    with pytest.raises(Refused, match="李镇长不能签发"):
        step(town_set, "office", begun(town_set), "settle", series="presidium", signer=town_set.people["leader"])


def test_the_office_signs_its_own_letters_but_not_the_presidium_papers(town_set):
    assert can(town_set.actor("office"), "draft.sign", reviewed(town_set, begun(town_set, series="letter")))
    assert not can(town_set.actor("office"), "draft.sign", reviewed(town_set, begun(town_set)))


def test_upward_papers_name_the_signer(town_set):
    draft = signed(town_set, begun(town_set, form="upward"))
    assert official(draft.paper).signers == ("陈主席",)


# ------------------------------------------------------------------ change after signing


@pytest.mark.parametrize("made", [signed, numbered])
def test_a_change_of_substance_after_signing_goes_back_to_review(town_set, made):
    draft = made(town_set)
    number = draft.number
    office = town_set.actor("office")
    with pytest.raises(Refused, match="写理由"):
        texts.save_text(office, draft, paper("会议改到2月。"), draft.text_version)
    texts.save_text(office, draft, paper("会议改到2月。"), draft.text_version, reason="县里调整时间")
    assert draft.state == "drafting" and draft.signed_on is None and draft.number == number
    draft.paper.refresh_from_db()
    assert draft.paper.state == PaperState.DRAFT
    assert any("退回重新送审" in title for title in inbox(town_set, "office"))
    again = numbered(town_set, draft)
    assert again.paper_id == draft.paper_id and official(again.paper).blocks[1].runs[0].text == "会议改到2月。"
    if number:
        assert again.number == number, "the number is not given twice"


def test_a_change_of_what_the_system_writes_is_no_change_of_substance(town_set):
    draft = signed(town_set)
    texts.save_text(town_set.actor("office"), draft, paper(printed_by="云岭镇人大办", printed_on="2026年3月6日"), draft.text_version)
    assert draft.state == "signed" and draft.text_version == 2


def test_what_was_sent_does_not_change(town_set):
    draft = sent(town_set)
    with pytest.raises(Refused, match="现在是“已发出”，不能改文字"):
        texts.save_text(town_set.actor("office"), draft, paper("改"), draft.text_version, reason="改")


@pytest.mark.parametrize("state", ["reviewing", "reviewed"])
def test_what_is_being_reviewed_does_not_change(town_set, state):
    draft = begun(town_set)
    draft = reviewed(town_set, draft) if state == "reviewed" else step(town_set, "office", draft, "ask_review", reviewers=[town_set.people["leader"]])
    with pytest.raises(Refused, match="不能改文字"):
        texts.save_text(town_set.actor("office"), draft, paper("改"), draft.text_version, reason="改")
