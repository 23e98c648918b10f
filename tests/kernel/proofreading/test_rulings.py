"""What was ruled on a finding stays with the paper, whatever else is edited; texts from outside are their owner's."""

from __future__ import annotations

import io

import docx
import pytest

from renda.kernel.access.policies import visible
from renda.kernel.documents.checking import Unopenable
from renda.kernel.documents.reading import Unreadable
from renda.kernel.proofreading import checking, rulings, wordfile
from renda.kernel.proofreading.gates import check_text
from renda.kernel.proofreading.models import CheckedText, Decision, FindingRuling

WRONG = "由镇人大主席团布署，各单位按排专人负责。"


def word_file(*paragraphs: str) -> bytes:
    """A docx whose second half of each paragraph is bold: words lie in several runs."""
    document = docx.Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        paragraph.add_run(text[: len(text) // 2])
        paragraph.add_run(text[len(text) // 2 :]).bold = True
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def words_of(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


@pytest.fixture
def office(town_set, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return town_set.actor("office")


def findings(row):
    return {finding.place.excerpt: finding for finding in checking.report_on(row)}


def test_a_ruling_survives_edits_elsewhere(office):
    row = checking.take_text(office, WRONG, "交办")
    rulings.rule_on(office, row, findings(row)["布署"], Decision.IGNORED, "引用原文")
    again = checking.take_text(office, "新加的一段。\n" + WRONG + "后面也改了。", "交办")
    assert again.pk == row.pk
    left = [finding.place.excerpt for finding in rulings.left_open(again, checking.report_on(again))]
    assert left == ["按排"]
    assert rulings.rulings_of(again)[findings(again)["布署"].key].reason == "引用原文"


def test_what_is_certainly_wrong_is_only_left_with_a_reason(office):
    row = checking.take_text(office, WRONG)
    with pytest.raises(rulings.ReasonMissing):
        rulings.rule_on(office, row, findings(row)["布署"], Decision.IGNORED, "  ")
    assert not FindingRuling.objects.exists()


def test_a_ruling_can_be_changed_and_taken_back(office):
    row = checking.take_text(office, WRONG)
    one = findings(row)["布署"]
    rulings.rule_on(office, row, one, Decision.IGNORED, "引用")
    rulings.rule_on(office, row, one, Decision.ACCEPTED)
    assert [f.place.excerpt for f in rulings.accepted(row, checking.report_on(row))] == ["布署"]
    assert checking.mended_lines(row, checking.report_on(row), [one]) == [
        "由镇人大主席团部署，各单位按排专人负责。"
    ]
    assert rulings.take_back(row, one.key) and not rulings.take_back(row, one.key)
    assert len(rulings.left_open(row, checking.report_on(row))) == 2


def test_cells_of_a_pasted_table_stay_in_their_row(office):
    row = checking.take_text(office, "表\n单位\t按排\n甲\t3\n完")
    report = checking.report_on(row)
    assert checking.mended_lines(row, report, report.findings) == ["表", "单位\t安排", "甲\t3", "完"]


def test_rulings_tell_which_rules_are_mostly_left(office):
    row = checking.take_text(office, WRONG)
    for word, decision in (("布署", Decision.ACCEPTED), ("按排", Decision.IGNORED)):
        rulings.rule_on(office, row, findings(row)[word], decision, "引用")
    assert rulings.statistics() == [rulings.RuleRecord("CON-19-papers", 1, 1)]


def test_a_text_is_its_owners(office, town_set):
    row = checking.take_text(office, WRONG)
    assert list(visible(office, CheckedText)) == [row]
    for role in ("chair", "deputy", "unit_handler", "keeper"):
        assert not visible(town_set.actor(role), CheckedText).exists()


def test_the_words_lie_encrypted_and_go_with_the_row(office):
    row = checking.take_file(office, word_file(WRONG), "交办.docx")
    assert "布署" not in str(CheckedText.objects.values_list("content", flat=True)[0])
    rulings.rule_on(office, row, findings(row)["布署"], Decision.ACCEPTED)
    assert checking.original(office, row)
    checking.forget(row)
    assert not CheckedText.objects.exists() and not FindingRuling.objects.exists()
    assert checking.original(office, row) is None


def test_empty_and_endless_texts_are_refused(office):
    with pytest.raises(checking.NothingToCheck):
        checking.take_text(office, " \n\t\n")
    with pytest.raises(checking.TooLong):
        checking.take_text(office, "字" * (checking.MOST_CHARACTERS + 1))
    with pytest.raises(Unreadable):
        checking.take_file(office, b"PK\x03\x04broken", "坏.docx")


def test_the_facts_of_the_town_are_used(office):
    row = checking.take_text(office, "镇长李镇张作报告。云岭镇第十六届人民代表大会第五次会议")
    assert {"CON-18", "CON-05"} <= {finding.id for finding in checking.report_on(row)}


def test_accepted_mends_go_into_the_file_and_the_formats_stay():
    data = word_file("第一段没有错。", WRONG)
    accepted = [finding for finding in check_text("第一段没有错。\n" + WRONG) if finding.replacement]
    made = wordfile.mend_docx(data, accepted)
    assert made.done == 2 and not made.left
    assert words_of(made.data) == ["第一段没有错。", "由镇人大主席团部署，各单位安排专人负责。"]
    runs = docx.Document(io.BytesIO(made.data)).paragraphs[1].runs
    assert [bool(run.bold) for run in runs] == [False, True]


def test_what_could_be_meant_twice_is_left(office):
    data = word_file("布署。", "布署。")
    accepted = list(check_text("布署。"))
    made = wordfile.mend_docx(data, accepted)
    assert made.done == 0 and made.left == tuple(accepted) and made.data == data


@pytest.mark.parametrize(
    ("text", "mended"), [("截止目前", "截至目前"), ("付诸于行动", "付诸行动"), ("收到5分建议", "收到5份建议")]
)
def test_single_characters_are_mended_in_their_words(text, mended):
    made = wordfile.mend_docx(
        word_file(f"前面的话，{text}，后面的话。"), check_text(f"前面的话，{text}，后面的话。")
    )
    assert words_of(made.data) == [f"前面的话，{mended}，后面的话。"]


def test_a_broken_file_is_refused():
    with pytest.raises(Unopenable):
        wordfile.mend_docx(b"no docx", [])
