from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pypdfium2
import pytest

from renda.kernel.documents.engine import fonts
from renda.kernel.documents.engine.layout import number
from renda.kernel.documents.engine.model import Attachment, Column, KeyValue, OfficialPaper, Pair, Table, text
from renda.kernel.documents.engine.pdf import render_pdf

from . import ink, samples

RARE = "喆堃旻珺玥昇赟翀犇淼頔曌䶮㛃瑄翾𬭎𫖯㑇㙍"
NEAR = pytest.approx


def near(value: float):
    return NEAR(value, abs=1.0)


@pytest.fixture(scope="module")
def general() -> bytes:
    return render_pdf(samples.GENERAL).bytes


def test_every_page_is_a4():
    for paper in samples.ALL.values():
        for sheet in pypdfium2.PdfDocument(render_pdf(paper).bytes):
            assert sorted(sheet.get_size()) == NEAR([595.28, 841.89], abs=0.5)


def test_organ_mark_and_red_rule(general):
    first = ink.page(general)
    bands = ink.rows(first, (0, 0, 210, 200), red=True)
    mark = ink.box(first, (0, bands[0][0] - 1, 210, bands[-1][0] - 5), red=True)
    assert mark[1] == near(37 + 35)
    assert mark[0] >= 28 - 0.5 and mark[2] <= 184 + 0.5
    rule = ink.box(first, (0, bands[-1][0] - 1, 210, bands[-1][1] + 1), red=True)
    assert rule[2] - rule[0] == near(156)
    assert rule[0] == near(28)
    numbers = list(ink.rows(first, (28, mark[3] + 2, 184, rule[1] - 0.5)))
    assert rule[1] - numbers[-1][1] == near(4)
    assert numbers[0][0] - mark[3] > 2 * 10  # two blank lines


def test_title_is_centred_two_lines_below_the_rule(general):
    first = ink.page(general)
    rule = ink.rows(first, (0, 0, 210, 200), red=True)[-1][1]
    title = ink.box(first, (0, rule + 1, 210, rule + 1 + 2 * 10.2 + 12))
    assert title[1] - rule == NEAR(2 * 10.21 + 3.4, abs=1.5)
    assert (title[0] + title[2]) / 2 == near(28 + 78)


def test_page_number_seven_millimetres_below_type_area(general):
    for index, odd in ((0, True), (1, False)):
        found = ink.box(ink.page(general, index), (0, 263, 210, 280))
        sheet = ink.page(general, index)
        dash_x = (found[0], found[0] + 3)
        dash = ink.box(sheet, (dash_x[0], 263, dash_x[1], 280))
        assert dash[1] == near(269)
        side = number("page_number.size_pt") * 25.4 / 72
        if odd:
            assert found[2] == near(184 - side)
        else:
            assert found[0] == near(28 + side)
        assert f"— {index + 1} —" in ink.page_text(general, index)


def test_full_page_has_22_lines_of_28_characters():
    paper = OfficialPaper(kind="材料", form="plain", title="满页", blocks=(text("国" * 28 * 60),))
    data = render_pdf(paper).bytes
    bands = ink.rows(ink.page(data, 1), (20, 30, 200, 263))
    assert len(bands) == 22
    lines = ink.page_text(data, 1).split("\r\n")
    assert [len(line) for line in lines[1:23]] == [28] * 22  # the first one is the page number
    extent = ink.box(ink.page(data, 1), (0, 30, 210, 263))
    assert extent[0] >= 28 - 0.3 and extent[2] <= 184 + 0.3 and extent[1] >= 37 and extent[3] <= 262


def test_imprint_ends_at_262_millimetres(general):
    pages = len(pypdfium2.PdfDocument(general))
    last = ink.page(general, pages - 1)
    rules = [band for band in ink.rows(last, (28, 200, 184, 266)) if band[1] - band[0] < 0.9 and _wide(last, band)]
    assert len(rules) == 3
    assert rules[-1][1] == NEAR(262, abs=0.6)
    assert "抄送：县人大常委会。" in ink.page_text(general, pages - 1)


def _wide(picture, band):
    found = ink.box(picture, (20, band[0] - 0.2, 200, band[1] + 0.2))
    return found and found[2] - found[0] > 150


def test_letter_rules_mark_and_missing_page_number():
    data = render_pdf(samples.LETTER).bytes
    first = ink.page(data)
    bands = ink.rows(first, (0, 0, 210, 297), red=True)
    assert bands[0][0] == near(30)
    bottom_rules = [band for band in bands if band[0] > 250]
    assert bottom_rules[-1][1] == near(297 - 20)
    wide = ink.box(first, (0, bottom_rules[0][0] - 1, 210, 297), red=True)
    assert wide[2] - wide[0] == near(170) and wide[0] == near(20)
    upper = [band for band in bands if 40 < band[0] < 70]
    mark_bottom = max(band[1] for band in bands if band[0] < 45 and band[1] - band[0] > 3)
    assert min(band[0] for band in upper if band[0] > mark_bottom) - mark_bottom == near(4)
    assert upper[0][1] - upper[0][0] > upper[-1][1] - upper[-1][0]  # thick above thin
    assert "— 1 —" not in ink.page_text(data) and "— 2 —" in ink.page_text(data, 1)
    assert "不应出现" not in "".join(ink.page_text(data, n) for n in range(2))


def test_minutes_list_attendance_below_the_text():
    data = render_pdf(samples.MINUTES).bytes
    written = "".join(ink.page_text(data, n) for n in range(len(pypdfium2.PdfDocument(data))))
    assert written.index("出席：") < written.index("请假：") < written.index("列席：")
    assert ink.rows(ink.page(data), (0, 0, 210, 200), red=True)[0][0] == near(72)


def test_landscape_attachment_has_its_own_page_with_the_number_at_the_portrait_place():
    data = render_pdf(samples.GENERAL).bytes
    document = pypdfium2.PdfDocument(data)
    turned = [index for index in range(len(document)) if document[index].get_width() > document[index].get_height()]
    assert len(turned) == 1
    picture = ink.page(data, turned[0])
    found = ink.box(picture, (18, 20, 34, 190))  # left edge of the sheet: the foot of the portrait pages
    dash = ink.box(picture, (18, found[1], 34, found[1] + 3))
    assert dash[2] == near(28)
    written = ink.page_text(data, turned[0])
    assert "附件1" in written and "建议交办清单" in written


def test_rare_characters_in_names_are_never_boxes():
    rendered = render_pdf(replace(samples.GENERAL, blocks=(text(f"代表{RARE}。"),)))
    assert rendered.missing_chars == []
    written = "".join(ink.page_text(rendered.bytes, n) for n in range(rendered.pages))
    assert all(char in written for char in RARE)
    body_font = fonts.load().roles["fangsong"].families[0]
    assert set(rendered.fallback_chars) == {char for char in RARE if ord(char) not in fonts.load().coverage(body_font)}


def test_characters_without_any_font_are_shown_as_geta_and_reported():
    rendered = render_pdf(replace(samples.GENERAL, blocks=(text("见\U0001f33e\U000f1234此"),), attachments=()))
    assert "\U000f1234" in rendered.missing_chars
    written = "".join(ink.page_text(rendered.bytes, n) for n in range(rendered.pages))
    assert "〓" in written and "\U000f1234" not in written


def test_substituted_fonts_name_every_role_without_its_own_font():
    rendered = render_pdf(samples.FORM)
    expected = {role.label for role in fonts.load().roles.values() if not role.official}
    assert set(rendered.substituted_fonts) == expected
    import io

    import pypdf

    keywords = pypdf.PdfReader(io.BytesIO(rendered.bytes)).metadata.get("/Keywords")
    assert (keywords == "预览") is bool(expected)


def test_chains_work_with_no_system_font_at_all():
    import typst

    from renda.kernel.documents.engine import pdf

    places = [place for place in fonts.directories() if "site-packages" in place]
    bare = fonts.choose(typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=places))
    assert bare.family_of("堃") and bare.family_of("A") and not bare.roles["fangsong"].official
    rendered = pdf.Renderer(bare).render(samples.GENERAL)
    assert rendered.missing_chars == []
    assert bare.roles["xiaobiaosong"].thicken


def test_markup_html_and_control_characters_stay_text():
    nasty = '#panic("x") *粗* _斜_ $x$ <b>1</b> [a](b) @ref \\ // /* ` `` \x00\x07 "双引号" 1. -- {{x}}'
    paper = replace(samples.GENERAL, title="关于<b>#标题</b>的通知", blocks=(text(nasty), Table((Column("#a"),), ((nasty,),)),
                    KeyValue(((Pair("#k", nasty),),))), attachments=(Attachment("#附件", (text(nasty),)),))
    rendered = render_pdf(paper)
    written = "".join(ink.page_text(rendered.bytes, n) for n in range(rendered.pages)).replace("\r\n", "")
    assert '#panic("x") *粗* _斜_ $x$ <b>1</b>' in written
    assert "关于<b>#标题</b>的通知" in written


def test_eighty_character_title_thirty_attachments_empty_body():
    paper = replace(
        samples.GENERAL, title="关于" + "进一步做好代表建议办理工作" * 6 + "的通知", blocks=(),
        attachments=tuple(Attachment(f"第{n}村民小组道路情况", (text("略。"),)) for n in range(1, 31)),
    )
    rendered = render_pdf(paper)
    assert rendered.pages >= 32
    written = [ink.page_text(rendered.bytes, n) for n in range(rendered.pages)]
    assert [sum(f"附件{n}\r\n" in page + "\r\n" for page in written) for n in (1, 10, 30)] == [1, 1, 1]


def test_table_over_pages_repeats_its_head():
    table = replace(samples.TABLE, rows=samples.TABLE.rows * 40)
    rendered = render_pdf(OfficialPaper(kind="材料", form="plain", title="长表", blocks=(table,)))
    assert rendered.pages > 3
    assert all("题目" in ink.page_text(rendered.bytes, n) for n in range(rendered.pages))
    for index in range(rendered.pages):
        assert ink.box(ink.page(rendered.bytes, index), (0, 262.5, 210, 266)) is None


def test_signature_never_stands_alone_on_a_page():
    for count in range(1, 10):
        paper = replace(samples.GENERAL, blocks=(text(samples.LINE),) * count, attachments=(), cc=(), printed_by="", printed_on="")
        rendered = render_pdf(paper)
        holder = next(t for n in range(rendered.pages) if "2026年3月9日" in (t := ink.page_text(rendered.bytes, n)))
        assert "贯彻执行" in holder


@pytest.mark.parametrize("characters", [1, 60, 90, 140, 200, 340, 700, 1100])
def test_a_text_of_one_paragraph_begins_on_the_first_page_and_ends_beside_the_signature(characters):
    whole = replace(samples.GENERAL, blocks=(text("甲" * characters + "乙"),), attachments=())
    rendered = render_pdf(whole)
    pages = [ink.page_text(rendered.bytes, n) for n in range(rendered.pages)]
    assert "甲" in pages[0]
    assert "乙" in next(page for page in pages if "2026年3月9日" in page)


def test_the_first_page_shows_text_however_many_attachments_follow():
    for count in (1, 4, 5, 30):
        attachments = tuple(Attachment(f"第{n}组名单", (text("名单。"),)) for n in range(count))
        paper = replace(samples.GENERAL, blocks=(text("请按附件报送。"),), attachments=attachments)
        rendered = render_pdf(paper)
        assert "请按附件报送" in ink.page_text(rendered.bytes, 0)
        holder = next(t for n in range(rendered.pages) if "2026年3月9日" in (t := ink.page_text(rendered.bytes, n)))
        assert "组名单" in holder, "the signature stands with the end of the note"


def test_same_paper_gives_same_bytes_and_pdfa_is_declared():
    assert render_pdf(samples.GENERAL).bytes == render_pdf(samples.GENERAL).bytes
    assert b"pdfaid" in render_pdf(samples.GENERAL, pdfa=True).bytes


def test_threads_share_one_compiler():
    papers = [replace(samples.FORM, title=f"第{n}号测评表") for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(render_pdf, papers))
    for paper, rendered in zip(papers, results, strict=True):
        assert paper.title in ink.page_text(rendered.bytes)
