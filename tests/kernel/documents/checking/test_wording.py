from __future__ import annotations

from dataclasses import replace

import pytest

from renda.kernel.documents.checking.wording import check
from renda.kernel.documents.engine.model import Attachment, Heading, PageBreak, text
from tests.kernel.documents.engine import samples

PROPER = replace(samples.GENERAL, attachments=(Attachment("清单", (text("略。"),)),))


@pytest.mark.parametrize("name", ["general", "upward", "letter", "minutes", "resolution", "form"])
def test_proper_papers_have_no_must_findings(name):
    found = [finding for finding in check(samples.ALL[name]) if finding.strength == "must"]
    assert found == []


def case(identifier, words, **change):
    return pytest.param(identifier, words, change, id=f"{identifier}-{words}")


@pytest.mark.parametrize(
    ("identifier", "words", "change"),
    [
        case("FMT-09", "六角括号", number="云镇人发[2026]3号"), case("FMT-09", "不加“第”", number="云镇人发〔2026〕第3号"),
        case("FMT-09", "不加 0", number="云镇人发〔2026〕03号"), case("FMT-09", "取号", number=""),
        case("FMT-09", "机关代字", number="云镇人发2026年3号"),
        case("FMT-13", "没有标题", title=" "), case("FMT-14", "末尾有标点", title="关于做好工作的通知。"),
        case("FMT-13", "字，要排", title="关于" + "做好工作" * 25 + "的通知"),
        case("DOC-02", "不一致", kind="决定"), case("DOC-01", "不是公文文种", kind="方案"), case("DOC-02", "事由", title="工作通知"),
        case("FMT-15", "没有主送", addressees=()), case("FMT-15", "冒号", addressees=("镇政府：",)),
        case("FMT-15", "去掉主送", kind="公告"), case("FMT-05", "统称", addressees=("石桥村民委员会",) * 30), case("FMT-28", "又是抄送", cc=("镇人民政府",)),
        case("FMT-17", "跳了层级", blocks=(Heading(2, "一"),)), case("FMT-17", "自带了序号", blocks=(Heading(1, "一、甲"),)),
        case("FMT-17", "末尾有标点", blocks=(Heading(1, "甲："),)), case("FMT-05", "没有正文", blocks=(PageBreak(),)),
        case("FMT-19", "月日前不加 0", date="2026年03月09日"), case("FMT-19", "没有这一天", date="2026年2月30日"),
        case("FMT-19", "没有成文日期", date=""), case("DOC-13", "早于成文日期", printed_on="2026年3月8日"),
        case("FMT-29", "没有印发机关", printed_by=""), case("FMT-20", "署名", signature=()),
        case("FMT-24", "自带了括号", note="（联系人：甲）"), case("FMT-28", "多了标点", cc=("县人大。",)),
        case("FMT-18", "末尾有标点", attachments=(Attachment("清单。", (text("略"),)),)),
        case("FMT-25", "“附件”字样", attachments=(Attachment("附件1清单", (text("略"),)),)),
        case("FMT-25", "没有内容", attachments=(Attachment("清单"),)), case("FMT-25", "没有附件", attachments=(), blocks=(text("名单见附件。"),)),
        case("FMT-25", "超出了附件个数", blocks=(text("名单见附件3。"),)),
        case("FMT-10", "签发人", form="upward"), case("DOC-06", "只主送一个", form="upward"),
        case("DOC-03", "只能有一个主送", kind="请示"), case("DOC-03", "联系人", kind="请示", note=""),
        case("DOC-04", "夹带", kind="报告", form="upward", blocks=(text("妥否，请批示。"),)),
        case("DOC-18", "结束语", kind="请示"), case("FMT-07", "密级", blocks=(text("机密★10年"),)),
        case("FMT-34", "出席", form="minutes", kind="纪要"), case("FMT-19", "由什么会议通过", form="resolution", kind="决议"),
    ],
)
def test_each_fault_is_found_with_a_mend(identifier, words, change):
    findings = check(replace(PROPER, **change))
    hits = [finding for finding in findings if finding.id == identifier and words in finding.message + finding.mend]
    assert hits and all(finding.mend and finding.source for finding in hits)
    assert not [finding for finding in check(PROPER) if finding.id == identifier and words in finding.message + finding.mend]
