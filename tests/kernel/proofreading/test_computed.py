"""Checks that count, recompute and compare: what each must see, and what it must leave alone."""

from __future__ import annotations

from datetime import date

import pytest

from renda.kernel.proofreading.computed import law_numbers
from renda.kernel.proofreading.computed.lawfacts import distance, law_facts
from renda.kernel.proofreading.gates import check_text
from renda.kernel.proofreading.rulefile import wordings
from renda.kernel.proofreading.town import Post, SessionFact, TownFacts
from tests.kernel.proofreading.test_law_library import WRONG as LAW_LIBRARY

ON = date(2026, 5, 1)
TOWN = TownFacts(
    town="云岭镇",
    congress="云岭镇人民代表大会",
    presidium="云岭镇人民代表大会主席团",
    government="云岭镇人民政府",
    posts=(Post("李志民", "镇长"), Post("陈大山", "人大主席"), Post("周文书", "人大办主任")),
    former_posts=(Post("黄老六", "镇长"),),
    deputies=("王建国", "赵小兰", *(f"代表{n}" for n in range(58))),
    sessions=(SessionFact(19, 5, date(2026, 1, 20), date(2026, 1, 21)),),
)

WRONG = [
    ("pair-open", "会议（全体会议通过。", None),
    ("pair-close", "见附件）。", None),
    ("pair-open", "他说“要抓紧。学习“代表法”和“选举法”。", None),
    ("pair-outer", "要做到‘件件有着落’。", "“件件有着落”"),
    ("session-order", "云岭镇第七次人民代表大会第十九届会议召开。", "第十九届人民代表大会第七次会议"),
    ("session-order", "云岭镇第十九届第七次人民代表大会召开。", "第十九届人民代表大会第七次会议"),
    ("sum-after", "农业占30%，工业占40%，服务业占20%，合计100%。", None),
    ("attendance", "应到代表60名，参会代表50名，请假5名。", None),
    ("pair-nested", "学习《关于《代表法》的说明》。", "〈代表法〉"),
    ("sum-among", "共收到建议32件，其中：农业8件、水利10件、交通15件。", None),
    ("sum-among", "应到代表60名，其中男代表42名、女代表20名。", None),
    ("sum-among", "共收到建议32件，其中农业类8件、水利类10件、交通类13件。", None),
    ("sum-after", "农业8件、水利10件、交通14件，共33件。", None),
    ("share", "共收到建议32件，已办结30件，占总数的90.8%。", "93.8%"),
    ("share", "共收到建议32件，已办结30件，办结率90.8%。", "93.8%"),
    ("share", "应到代表60名，实到55名，占93.7%。", "91.7%"),
    ("share", "已办结36件，占建议总数45件的82%。", "80%"),
    ("law-title", "根据《中华人民共和国地方各级人民代表大会和地方政府组织法》。",
     "《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》"),
    ("growth", "建议从60件增加到72件，增长21%。", "20%"),
    ("growth-way", "建议由60件减少到72件，下降20%。", None),
    ("more-present", "应到代表60名，实到62名。", None),
    ("attendance", "应到代表60名，实到55名，请假4名。", None),
    ("quorum", "应到代表60名，实到35名，符合法定人数。", None),
    ("more-returned", "发出选票55张，收回56张。", None),
    ("more-issued", "应到代表60名，实到55名。发出选票56张。", None),
    ("ballots", "收回选票55张，有效票52张，无效票2张。", None),
    ("votes", "收回选票55张，有效票55张。赞成50票，反对3票，弃权1票。", None),
    ("majority", "应到代表60名，实到55名。赞成30票，反对20票，弃权5票，表决通过。", None),
    ("table-column", "单位\t件数\n农业\t8\n水利\t10\n合计\t19", None),
    ("table-row", "单位\t满意\t不满意\t合计\n农业\t8\t1\t9\n水利\t10\t2\t11", None),
    ("announced", "要做好以下三项工作：一是抓学习；二是抓落实。", None),
    ("announced", "提出四点要求：第一，学习。第二，落实。第三，总结。", None),
    ("listed", "农业、水利、交通、教育等三个部门参加。", None),
    ("listed", "走访了两个村：甲村、乙村、丙村。", None),
    ("jumped-ordinal", "一、甲\n二、乙\n四、丙", None),
    ("jumped-ordinal", "一是学习；三是落实。", None),
    ("repeated-ordinal", "（一）甲\n（二）乙\n（二）丙", None),
    ("no-such-day", "2026年2月30日召开。", None),
    ("no-such-day", "2026年13月召开。", None),
    ("weekday", "2026年1月8日（星期五）召开。", "星期四"),
    ("span-backwards", "2026年3月8日至3月5日举行。", None),
    ("date-style", "2026年1月8日召开，2026年1月9日闭会，2026-1-10总结。", None),
    ("not-same", "会议收到代表建议32件。\n本次共收到代表建议31件。", None),
    ("law-title", "依照《中华人民共和国地方各级人民代表大会和各级人民政府组织法》。",
     "《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》"),
    ("law-title", "学习《人大代表法》。", "《中华人民共和国全国人民代表大会和地方各级人民代表大会代表法》"),
    ("law-state", "按照《中华人民共和国信访工作条例》办理。", "《信访工作条例》"),
    ("law-first", "依照《代表法》办理。", None),
    ("law-edition", "《代表法》（2015年修正）规定。", None),
    ("law-edition", "依照2015年修正的《中华人民共和国全国人民代表大会和地方各级人民代表大会代表法》办理。", None),
    ("law-edition", "学习《中华人民共和国预算法（2014年修正）》。", None),
    ("law-edition", "依照村民委员会组织法（2018年修正）第十条办理。", None),
    ("law-no-edition", "依照2017年修正的《中华人民共和国预算法》办理。", None),
    ("law-newer", "依照2031年修正的《中华人民共和国预算法》办理。", None),
    ("law-title", "依照《中华人民共和国村委会组织法》办理。", "《中华人民共和国村民委员会组织法》"),
    ("law-title", "依照《中华人民共和国乡村振兴法》办理。", "《中华人民共和国乡村振兴促进法》"),
    ("law-title", "依照《中华人民共和国消费者权益保障法》办理。", "《中华人民共和国消费者权益保护法》"),
    ("law-no-article", "《中华人民共和国预算法》第一百二十条规定。", None),
    ("law-no-article", "《中华人民共和国选举法》第六十一条规定。", None),
    ("law-moved", "代表法第四十二条规定，建议应当在三个月内答复。", "第五十一条"),
    ("law-maybe-moved", "代表法第五条规定了这一点。", None),
    ("law-replaced", "根据《中华人民共和国合同法》签订。", None),
    ("law-number", "代表建议应当自交办之日起两个月内答复代表。", "三"),
    ("session-digits", "第19届人民代表大会第五次会议", "十九"),
    ("session-order", "第五次会议第十九届人民代表大会", None),
    ("attachment-number", "附件：1.名单\n2.议程\n请见附件3。", None),
    ("attachment-count", "附件：1.名单\n2.议程\n附件1\n名单", None),
    ("attachment-title", "附件：1.名单\n2.议程\n附件1\n代表花名册\n附件2\n议程", None),
    ("heading-stop", "一、抓好代表建议办理。\n" + "全镇各单位按照分工办理代表建议，做到件件有着落、事事有回音，代表普遍比较满意，群众也认可。", ""),
    ("unit-spelling", "修路5公里，清沟3千米。", None),
]  # fmt: skip

RIGHT = [
    "他说：“要做到‘件件有着落’。”",
    "农业占33.3%，工业占33.3%，服务业占33.3%，合计100%。",
    "（一）加强领导。", "1）加强领导", "他说：“好。”", "“第一段。\n“第二段。”",
    "代表60名，其中党员50名，女代表20名。", "共收到建议32件，其中重点建议5件。",
    "共办结30件，占建议总数32件的93.8%。", "农业8件、水利10件、交通14件，共32件。",
    "从60件增加到72件，增长20%。", "占全县总面积的12%。", "应到代表60名，实到55名，请假5名，符合法定人数。",
    "发出选票55张，收回55张，有效票53张，无效票2张。赞成50票，反对2票，弃权1票，表决通过。应到代表60名。",
    "单位\t件数\n农业\t8\n水利\t10\n合计\t18", "要做好以下两项工作：一是抓学习；二是抓落实。",
    "延长二个月：\n（一）甲\n（二）乙\n（三）丙", "农业、水利等三个部门。", "一、甲\n（一）子\n（二）丑\n二、乙\n（一）寅",
    "2026年1月8日（星期四）召开。", "12月28日至1月3日", "《中华人民共和国水法》和《中华人民共和国森林法》",
    "原《中华人民共和国合同法》废止后", "《云岭镇代表建议办理办法》", "代表法第五十一条规定，建议应当在三个月内答复。",
    "2014年修正的《中华人民共和国预算法》当时的规定。", "2018年修正的《中华人民共和国预算法》。", "《中华人民共和国民法典》（2020年通过）",
    "《江西省乡镇人民代表大会工作条例》", "《浙江省乡镇人民代表大会主席团组织条例》同时废止。",
    "一是学习。二是落实。三是总结。建议一是加强领导。二是压实责任。", "一、甲\n二、乙\n一、子\n二、丑\n三、丙",
    "一、甲\n二、乙。三、丙\n四、丁", "有重病人员104人，其中慢性病75人（糖尿病60人）、其他29人。", "计划运货十四亿至十四亿九千万吨，其中一港一亿吨、二港九千万吨。",
    "产值由300万元增加到900万元，按可比价格计算增长102%。", "60岁以上老人占比为30%。",
    "2024年收到代表建议30件，2025年收到代表建议32件。", "附件：1.名单\n2.议程\n附件1\n名单\n附件2\n议程", "第十九届人民代表大会第五次会议",
]  # fmt: skip


def found_in(text: str, town: TownFacts | None = None):
    return list(check_text(text, on=ON, town=town))


@pytest.mark.parametrize(
    ("key", "text", "mend"), WRONG, ids=[f"{key}-{n}" for n, (key, *_) in enumerate(WRONG)]
)
def test_what_is_wrong_is_found(key, text, mend):
    found = [finding for finding in found_in(text) if finding.rule == key]
    assert found, [finding.rule for finding in found_in(text)]
    if mend is not None:
        assert found[0].replacement == mend
    assert all((found[0].message, found[0].reason, found[0].source, found[0].mend))


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(text):
    assert [finding for finding in found_in(text) if finding.strength != "提示"] == []


IN_TOWN = [
    ("post-typo", "镇长李志明作报告。", "李志民"),
    ("post-former", "镇长黄老六同志宣布。", "李志民"),
    ("post-holder", "人大主席张大力主持会议。", "陈大山"),
    ("name-near", "代表王建过、赵小兰发言。", "王建国"),
    ("town-name", "云玲镇人民政府研究决定。", "云岭镇"),
    ("town-name", "云岭乡人民代表大会通过。", "云岭镇"),
    ("deputies", "应到代表63名。", None),
    ("session-term", "云岭镇第十六届人民代表大会第五次会议", "十九"),
    ("session-number", "云岭镇第十九届人民代表大会第九次会议", None),
    ("session-day", "2026年1月8日，云岭镇第十九届人民代表大会第五次会议召开。", None),
]
RIGHT_IN_TOWN = [
    "镇长李志民作报告。", "人大主席陈大山主持会议。", "副镇长张三到会。", "县长黄老六到会。", "代表王建国、赵小兰发言。",
    "云岭镇人民政府研究决定。", "平安镇人民政府来访。", "应到代表60名。", "上届应到代表63名。", "云岭镇第十九届人民代表大会第六次会议",
    "云川县第十七届人民代表大会第二次会议", "2026年1月20日，云岭镇第十九届人民代表大会第五次会议开幕。", "镇长在会上讲话。",
]  # fmt: skip


@pytest.mark.parametrize(("key", "text", "mend"), IN_TOWN)
def test_what_the_registers_contradict_is_found(key, text, mend):
    found = [finding for finding in found_in(text, TOWN) if finding.rule == key]
    assert found, [finding.rule for finding in found_in(text, TOWN)]
    assert mend is None or found[0].replacement == mend


@pytest.mark.parametrize("text", RIGHT_IN_TOWN)
def test_what_the_registers_say_too_is_left_alone(text):
    assert found_in(text, TOWN) == []


@pytest.mark.parametrize("entry", law_numbers.law_numbers(), ids=lambda entry: entry.id)
def test_numbers_of_the_law_are_compared_with_the_rulebook(entry):
    for text in entry.wrong:
        assert [f for f in found_in(text) if f.rule == "law-number"], text
    for text in entry.right:
        assert not [f for f in found_in(text) if f.rule == "law-number"], text


def test_a_shorter_time_of_the_place_is_lawful_there():
    text = "代表建议应当自交办之日起两个月内答复代表。"
    there = TownFacts("云岭镇", "甲", "乙", "丙", place="37")
    assert not [f for f in found_in(text, there) if f.rule == "law-number"]


def test_before_the_new_text_held_the_old_article_was_right():
    text = "代表法第四十二条规定，建议应当在三个月内答复。"
    assert not [f for f in check_text(text, on=date(2024, 5, 1)) if f.id == "CON-16" and f.strength != "提示"]


def test_every_wording_is_tried():
    said = {key for key, *_ in WRONG} | {key for key, *_ in IN_TOWN}
    of_papers = {
        "closing",
        "number-year",
        "pass-date",
        "signature",
    }  # tests/kernel/proofreading/test_gates.py
    of_texts = {key for key, *_ in LAW_LIBRARY}
    assert set(wordings()) == said | of_papers | of_texts


def test_law_facts_are_whole():
    facts = law_facts()
    assert facts.law("代表法").full.startswith("中华人民共和国全国人民代表大会")
    assert set(facts.topics) <= set(range(1, 66)) and facts.law("信访工作条例").full == "信访工作条例"
    assert (
        distance("选举法", "选举法", 1) == 0
        and distance("选举法", "选学法", 1) == 1
        and distance("甲乙丙", "丁戊己", 1) == 2
    )
