"""Good papers are let pass, planted faults are found by their check, mending changes no character."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest

from benchmarks.planted import FAULTS, GOOD, good_paper, retext
from benchmarks.planted import para as holding
from renda.kernel.documents.checking import check_docx, check_paper, office
from renda.kernel.documents.checking.findings import catalogue
from renda.kernel.documents.checking.mend import mend_docx
from renda.kernel.documents.engine.docx import render_docx
from tests.kernel.documents.engine import samples


def opened(data):
    return docx.Document(io.BytesIO(data))


def saved(document) -> bytes:
    document.save(buffer := io.BytesIO())
    return buffer.getvalue()


def said(data: bytes, **more) -> set[str]:
    return {found.id for found in check_docx(data, draw=False, **more).findings if found.id != "FMT-36"}


def characters(data: bytes) -> str:
    """Every character of the text, read by another library."""
    document = opened(data)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "".join("".join(item.text for item in document.paragraphs).split() + "".join(cells).split())


def test_every_check_of_the_standard_is_listed():
    wanted = {f"FMT-{n:02}" for n in range(1, 39)} | {f"DOC-{n:02}" for n in range(1, 20)}
    assert wanted <= set(catalogue())
    assert all(check.reason and check.looks_at and check.source for check in catalogue().values())


@pytest.mark.parametrize("name", list(GOOD))
def test_good_papers_pass(name):
    assert said(good_paper(name)) == set()


@pytest.mark.parametrize("form", ["general", "upward", "letter", "minutes", "resolution"])
def test_the_form_is_recognised_and_nothing_must_be_changed(form):
    report = check_docx(render_docx(samples.ALL[form]), draw=False)
    assert report.form == form and report.passed


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_found_and_mended(fault):
    good = good_paper(fault.papers[0])
    document = opened(good)
    assert fault.plant(document) is not False
    planted = saved(document)
    assert said(planted) & set(fault.ids), "not found"
    mended = mend_docx(planted)
    assert characters(mended.data) == characters(planted)
    assert mended.text_before == mended.text_after
    if fault.mendable:
        assert fault.probe(opened(mended.data)) == fault.probe(opened(good))
        assert mended.done and not said(mended.data) & set(fault.ids)
    else:
        assert any(found.id in fault.ids for found in mended.left)


def test_findings_say_where_why_and_what_to_do():
    document = opened(good_paper("notice"))
    retext("〔2026〕", "[2026]")(holding(document, "〔2026〕"))
    found = next(one for one in check_docx(saved(document), draw=False).findings if one.id == "FMT-09")
    assert found.strength == "must" and found.place.element == "发文字号" and found.place.paragraph is not None
    assert "六角括号" in found.mend and "7.2.5" in found.source and found.reason and found.place.excerpt in found.line


def test_a_paper_from_nowhere_is_made_whole():
    """Default Word settings: everything is off, and layout alone puts all of it right."""
    document = docx.Document()
    for words in ("云溪镇人民代表大会主席团文件", "云镇人主发〔2026〕3号", "云溪镇人民代表大会主席团关于做好代表建议办理工作的通知", "镇直各单位：",
                  samples.LINE, "一、总体要求", samples.LINE):
        document.add_paragraph(words)
    document.paragraphs[2].alignment = 1
    for words in ("云溪镇人民代表大会主席团", "2026年3月9日"):
        document.add_paragraph(words).alignment = 2
    for words in ("抄送：县人大常委会。", "云溪镇人民代表大会办公室 2026年3月10日印发"):
        document.add_paragraph(words)
    before = saved(document)
    assert len(said(before)) > 8
    mended = mend_docx(before)
    assert characters(mended.data) == characters(before)
    assert {found.id for found in mended.left} <= {"FMT-08"}
    assert mend_docx(mended.data).done == ()


def test_rendered_positions_of_every_form():
    for name, paper in samples.ALL.items():
        report = check_paper(paper, draw=True)
        assert report.measured_by and report.pages
        assert [found.line for found in report.findings if found.place.page] == [], name


def test_positions_can_fail():
    from renda.kernel.documents.checking.pages import check_pages
    from renda.kernel.documents.engine.pdf import render_pdf

    pdf = render_pdf(samples.GENERAL).bytes
    assert check_pages(pdf, "general", has_imprint=True) == []
    assert {found.id for found in check_pages(pdf, "letter", has_imprint=False)} >= {"FMT-33"}
    assert {found.id for found in check_pages(render_pdf(samples.LETTER).bytes, "general", has_imprint=False)} >= {"FMT-08"}
    assert {found.id for found in check_pages(pdf, "general", has_imprint=True, first_words="不在首页的字")} == {"FMT-05"}


def test_outside_files_are_drawn_where_libreoffice_is_and_said_not_to_be_where_it_is_not(monkeypatch):
    paper = replace(samples.UPWARD, blocks=samples.UPWARD.blocks * 2)
    report = check_docx(render_docx(paper))
    if report.measured_by:
        assert report.pages and [found.line for found in report.findings if found.place.page] == []
    monkeypatch.setattr(office, "program", lambda: None)
    report = check_docx(render_docx(paper))
    assert not report.measured_by and any("没有量" in note for note in report.notes)
