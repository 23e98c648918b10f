from __future__ import annotations

import datetime
import json

import pytest

from renda.foundation.chinese.dates import date_zh
from renda.kernel.documents.engine.layout import (
    chinese_number,
    fit_mark,
    heading_number,
    number,
    numbered,
    place_signature,
    width_chars,
)
from renda.kernel.documents.engine.model import (
    Column,
    Heading,
    KeyValue,
    OfficialPaper,
    PaperError,
    Table,
    from_json,
    plain_text,
    text,
    to_json,
)
from renda.kernel.documents.engine.titles import break_title

from . import samples


@pytest.mark.parametrize("name", samples.ALL)
def test_json_round_trip(name):
    assert from_json(to_json(samples.ALL[name])) == samples.ALL[name]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"titel": "x"}, "不认识的内容“titel”"), ({"form": "poster"}, "poster"), ({"blocks": [{"type": "movie"}]}, "movie"),
        ({"blocks": [{"type": "heading", "level": 9, "text": "x"}]}, "标题层级"), ({"blocks": "x"}, "一组内容"),
        ({"number": 3}, "数据类型不对"), ({"attachments": [{}]}, "缺少“title”"), ({"sealed": "是"}, "数据类型不对"),
        ({"blocks": [{"type": "table", "columns": [{"title": "a"}], "rows": [["1", "2"]]}]}, "2 格，应为 1 格"),
    ],
)
def test_wrong_json_is_refused_with_place_and_reason(change, words):
    data = {**json.loads(to_json(samples.RESOLUTION)), **change}
    with pytest.raises(PaperError, match=words):
        from_json(json.dumps(data))


def test_broken_json_and_missing_title():
    with pytest.raises(PaperError, match="不是完整的 JSON"):
        from_json('{"kind": ')
    with pytest.raises(PaperError, match="缺少“title”"):
        from_json('{"kind": "函", "form": "letter"}')


def test_impossible_blocks_are_refused():
    with pytest.raises(PaperError, match="至少要有一栏"):
        Table(())
    with pytest.raises(PaperError, match="大于零"):
        Table((Column("a", 0),))
    with pytest.raises(PaperError, match="一项或两项"):
        KeyValue(((),))


def test_plain_text_follows_reading_order():
    written = plain_text(samples.GENERAL)
    words = ["主席团文件", "〔2026〕3号", "的通知", "镇直各单位：", "一、总体要求", "件件有着落。楷体强调，事事有回音。", "（一）明确责任",
             "附件：1.建议交办清单", "2026年3月9日", "（联系人", "附件2", "抄送：县人大常委会。", "2026年3月10日印发"]
    positions = [written.index(word) for word in words]
    assert positions == sorted(positions)


def test_dates_and_numerals():
    assert date_zh(datetime.date(2026, 1, 8)) == "2026年1月8日"
    assert [chinese_number(n) for n in (1, 10, 11, 20, 21, 99, 100, 103, 110, 119)] == [
        "一", "十", "十一", "二十", "二十一", "九十九", "一百", "一百零三", "一百一十", "一百一十九"]
    assert [heading_number(level, 2) for level in (1, 2, 3, 4)] == ["二、", "（二）", "2.", "（2）"]


def test_heading_numbers_restart_and_typed_numbers_are_not_doubled():
    blocks = [Heading(1, "甲"), Heading(2, "乙"), Heading(2, "丙"), Heading(1, "二、丁"), Heading(2, "戊"), text("x")]
    assert [mark for _, mark in numbered(blocks)] == ["一、", "（一）", "（二）", "二、", "（一）", ""]
    assert "二、丁" in plain_text(OfficialPaper("通知", "plain", "t", blocks=tuple(blocks)))


def test_title_lines_fit_and_lose_nothing():
    for title in (samples.GENERAL.title, samples.RESOLUTION.title, "关于" + "做好代表建议办理工作" * 8 + "的通知", "函"):
        lines = break_title(title)
        assert "".join(lines) == title
        assert max(map(width_chars, lines)) <= number("title.chars_per_line")
        assert not any(line[0] in "的》、，" for line in lines)
    assert break_title("甲镇\n关于乙的函") == ["甲镇", "关于乙的函"]


def test_long_organ_marks_still_fit_one_line():
    area = number("page.area_width_mm") * 72 / 25.4
    for mark in ("纪要", "云溪镇人民代表大会主席团文件", "云溪彝族苗族自治县云溪镇人民代表大会主席团会议文件" * 2):
        fit = fit_mark(mark)
        assert width_chars(mark) * fit.size_pt * fit.scale <= area
    assert fit_mark("会议纪要").scale == 1


def test_signature_places():
    sealed = place_signature(["云溪镇人大办"], "2026年3月9日", sealed=True)
    assert sealed.date == 4 and sealed.organs[0] == 4 + 6 / 2 - 6 / 2
    long = place_signature(["云" * 20], "2026年3月9日", sealed=True)
    assert long.organs[0] == 0 and long.date == 20 / 2 - 6 / 2
    bare = place_signature(["云" * 10], "2026年3月9日", sealed=False)
    assert bare.organs[0] == 2 and bare.date == 2 + 10 - 2 - 6
    short = place_signature(["人大办"], "2026年3月9日", sealed=False)
    assert short.date == 2 and short.organs[0] == 2 + 6 + 2 - 3
