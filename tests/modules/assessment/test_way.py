"""A year's assessment from the county's table to the sealed dossier, answered from the records."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from renda.foundation.hashing import sha256_hex
from renda.kernel.deadlines.models import Deadline
from renda.kernel.documents.engine.templates import example
from renda.kernel.documents.papers import make_paper
from renda.kernel.dossiers.export import stream
from renda.kernel.dossiers.filing import dossier_of
from renda.kernel.dossiers.models import Dossier
from renda.kernel.files.store import keep
from renda.kernel.procedures.execute import Refused, open_matter
from renda.modules.assessment import answering, clockwork, exporting, package
from renda.modules.assessment.models import Assessment, Evidence, Rule
from renda.reports import desk
from tests.modules.assessment.scene import BEGIN, Scene
from tests.modules.presidium.scene import Scene as Presidium

pytestmark = pytest.mark.django_db
MEETINGS = "召开主席团会议"


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(date(2026, 11, 2))
    return Scene(town_set)


def hold_meetings(made, frozen_clock, *days: date) -> None:
    """Meetings of the presidium, planned, held and recorded."""
    presidium = Presidium(made)
    for day in days:
        frozen_clock.to(day)
        presidium.opened(present=4, held_on=day)
        for position in (0, 1):
            presidium.record(position)
        presidium.act("close")


def answer_of(scene: Scene, words: str) -> answering.Answer:
    return next(
        one for one in answering.answers(answering.items_of(scene.assessment)) if words in one.item.title
    )


def test_the_countys_table_becomes_forty_items_and_nothing_before_it_is_confirmed(scene):
    scene.begun()
    shown = scene.loaded()
    assert shown.counts["new"] == 40 and not shown.unmatched_columns[1:]
    assessment = scene.assessment
    assert assessment.items.count() == 40
    assert exporting.total(assessment) == (Decimal("100.00"), Decimal(0), 40)
    first = assessment.items.first()
    assert (first.group, first.target, first.rule, first.each, first.is_bound) == (
        "会议工作",
        2,
        Rule.LESS_EACH,
        2,
        False,
    )
    assert [one["title"] for one in assessment.columns] == [
        "考核项目",
        "考核内容",
        "评分细则",
        "分值",
        "查看资料",
        "时间",
    ]
    assert scene.loaded().counts["same"] == 40


def test_a_table_without_an_assessment_begins_this_years(scene):
    scene.loaded()
    assessment = Assessment.objects.get()
    assert (assessment.year, assessment.hand_in_on) == (2026, date(2026, 12, 31))
    assert Deadline.objects.get(object_id=assessment.pk, key="hand_in").due_on == date(2026, 12, 31)


def table_of(*rows) -> bytes:
    book = Workbook()
    book.active.append(["考评项目", "考评内容", "分值", "评分标准"])
    for row in rows:
        book.active.append(row)
    stream_ = io.BytesIO()
    book.save(stream_)
    return stream_.getvalue()


def test_bad_rows_are_told_apart_and_a_changed_wording_is_asked_again(scene):
    scene.begun()
    shown = scene.loaded(
        table_of(
            ["会议", "开好主席团会议4次", "4", ""],
            ["会议", "没有分值的", "若干", ""],
            ["会议", "开好主席团会议4次", "4", ""],
        )
    )
    assert [row.status for row in shown.rows] == ["new", "error", "duplicate"]
    item = scene.item("开好主席团会议")
    scene.act("bind", item, figure="presidium.meetings", rule=Rule.SHARE, target=Decimal(4), each=None)
    shown = scene.loaded(table_of(["会议", "开好主席团会议4次", "6", "每少一次扣1分"]))
    assert shown.rows[0].changes == {"points": ("4", "6"), "standard": ("", "每少一次扣1分")}
    item.refresh_from_db()
    assert (item.points, item.rule, item.is_bound) == (6, Rule.LESS_EACH, False)


def test_an_item_is_answered_live_with_the_rows_behind_it(scene, frozen_clock):
    hold_meetings(scene.made, frozen_clock, date(2026, 6, 3), date(2026, 8, 5))
    frozen_clock.to(date(2026, 11, 2))
    scene.begun().loaded()
    found = answer_of(scene, MEETINGS)
    assert (found.value, found.text, found.proposed) == (2, "2次", Decimal(2))
    assert found.arithmetic == "要求4次，完成2次，少2次：4－1×2＝2分。"
    assert found.lacking == ("还差2次",)
    rows = answering.rows_behind(scene.office, found.item)
    assert rows.total == 2 and "第一次会议" in rows.shown[0].label
    scene.act("amend", found.item, **fields(found.item), period="h1")
    assert answer_of(scene, MEETINGS).value == 1


def fields(item) -> dict:
    return {name: getattr(item, name) for name in ("group", "title", "standard", "points", "wanted")}


def test_what_lacks_is_a_to_do_with_a_date_on_the_desk(scene, frozen_clock):
    scene.begun().loaded()
    item = scene.item("学习培训")
    assert item.due_on == date(2026, 12, 10)
    pile = desk.pile("assessment")
    assert [row.title for row in pile.rows(scene.office)] == [
        "年初有工作计划1份"
    ]  # wanted by the end of the first half
    frozen_clock.to(date(2026, 12, 1))
    lines = [pile.line(row) for row in pile.rows(scene.office)]
    assert len(lines) == 40
    line = next(one for one in lines if "学习培训" in one.title)
    assert line.note == "还没有佐证材料"
    file = keep(b"training", "签到册.txt", "txt", town_id=scene.made.town.pk)
    scene.act("attach", item, files=[file])
    scene.settle(item, "3")
    assert not pile.rows(scene.office).filter(pk=item.pk).exists()
    assert not pile.rows(scene.made.actor("unit_handler")).exists()


def test_the_clock_sees_daily_what_is_still_missing(scene, frozen_clock):
    scene.begun()
    item = scene.add(f"{MEETINGS}不少于1次", standard="没有召开不得分")
    item.refresh_from_db()
    assert item.lacking == "还差1次，还没有佐证材料"
    scene.act("bind", item, figure=item.figure, rule=item.rule, target=item.target, each=item.each)
    hold_meetings(scene.made, frozen_clock, date(2026, 11, 20))
    clockwork.look_daily()
    item.refresh_from_db()
    assert item.lacking == "还差1次，还没有佐证材料"  # not wanted yet
    frozen_clock.to(date(2026, 11, 30))
    clockwork.look_daily()
    item.refresh_from_db()
    assert item.lacking == ""


def test_a_person_decides_and_says_why_when_the_sum_says_otherwise(scene):
    scene.begun()
    item = scene.add(f"{MEETINGS}不少于4次", standard="每少一次扣1分")
    with pytest.raises(Refused, match="系统算的是0分，您定的是3分"):
        scene.settle(item, "3", remark="")
    with pytest.raises(Refused, match="0到4之间"):
        scene.settle(item, "4.5")
    scene.settle(item, "3", remark="有三次纸质记录")
    item.refresh_from_db()
    assert (item.score, item.settled_on) == (3, date(2026, 11, 2)) and item.settled_by


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"figure": "", "rule": Rule.SHARE}, "没有选取哪个数"),
        ({"figure": "presidium.meetings", "rule": Rule.SHARE}, "要填要求多少"),
        ({"figure": "presidium.meetings", "rule": Rule.LESS_EACH, "target": Decimal(2)}, "要填每一个几分"),
        ({"figure": "nobody.knows", "rule": Rule.HAND}, "没有这个数"),
    ],
)
def test_a_binding_that_can_not_give_points_is_refused(scene, data, words):
    scene.begun()
    item = scene.add(MEETINGS)
    with pytest.raises(Refused, match=words):
        scene.act("bind", item, **data)


def test_handed_in_judged_and_filed(scene):
    scene.begun().loaded()
    with pytest.raises(Refused, match="还有40项没有定分"):
        scene.act("hand_in", handed_in_on=date(2026, 11, 2))
    scene.settle_all()
    done = scene.act("hand_in", handed_in_on=date(2026, 11, 2))
    assert any("没有佐证材料" in one.text for one in done.warnings)
    assessment = scene.assessment
    assert not Deadline.objects.filter(object_id=assessment.pk, key="hand_in", status="running").exists()
    assert scene.item(MEETINGS).counted == "0次"
    paper = dossier_of(assessment).items.get(role="return").paper
    assert (
        "评分细则" in json.dumps(paper.content, ensure_ascii=False) and "合计100分，自评100分。" in paper.text
    )
    with pytest.raises(Refused):
        scene.settle(scene.item(MEETINGS), "1")
    scene.act("take_back", reason="县里退回补材料", hand_in_on=date(2026, 11, 20))
    scene.act("hand_in", handed_in_on=date(2026, 11, 2))
    scene.act("judge", county_score=Decimal("97.5"), county_rank="第2名")
    scene.act("file")
    assert dossier_of(assessment).sealed_at and scene.assessment.state == "filed"


def test_next_year_goes_on_with_the_scheme_but_without_the_answers(scene, frozen_clock):
    scene.begun().loaded()
    scene.act("confirm", items=list(scene.assessment.items.all()), count=40)
    scene.settle_all()
    frozen_clock.to(date(2027, 1, 10))
    copy = {
        "year": 2027,
        "from_on": date(2027, 1, 1),
        "until_on": date(2027, 12, 31),
        "hand_in_on": date(2027, 12, 20),
    }
    made = open_matter(
        scene.office, "assessment", "begin", {**BEGIN, **copy, "copy": str(scene.assessment.pk)}
    ).matter
    items = list(made.items.all())
    assert len(items) == 40 and made.columns == scene.assessment.columns
    assert all(one.is_bound and one.score is None and not one.evidence.exists() for one in items)
    assert items[0].due_on == date(2027, 12, 10)
    with pytest.raises(Refused, match="2027年的考评已经有了"):
        open_matter(scene.office, "assessment", "begin", {**BEGIN, **copy})


def test_the_package_holds_every_proof_under_its_item_with_digests(scene, frozen_clock):
    hold_meetings(scene.made, frozen_clock, date(2026, 6, 3))
    frozen_clock.to(date(2026, 11, 2))
    scene.begun()
    meetings, training = scene.add(f"{MEETINGS}不少于1次", group="会议/工作"), scene.add("代表培训")
    paper = make_paper("notice", example("notice"))
    file = keep(b"signed by all", "签到册.txt", "txt", town_id=scene.made.town.pk)
    held = answering.rows_behind(scene.office, meetings).ids[0]
    scene.act("attach", meetings, dossiers=[Dossier.objects.get(object_id=held)])
    scene.act("attach", training, papers=[paper], files=[file], title="")
    scene.act("attach", training, papers=[paper])
    assert Evidence.objects.filter(item=training).count() == 2
    made = package.prepare(scene.office, scene.assessment)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(stream(made))))
    names = [name.removeprefix(f"{made.folder}/") for name in archive.namelist()]
    assert {"index.html", "manifest.json", "hashes.txt", "自评表.pdf", "自评表.xlsx"} <= set(names)
    assert any(name.startswith("01-") and name.endswith("明细.xlsx") for name in names)
    assert any(name.startswith("01-") and "纪要" in name for name in names)
    assert (
        archive.read(f"{made.folder}/{next(n for n in names if n.endswith('签到册.txt'))}")
        == b"signed by all"
    )
    for line in archive.read(f"{made.folder}/hashes.txt").decode().splitlines():
        digest, _, path = line.partition("  ")
        assert sha256_hex(archive.read(f"{made.folder}/{path}")) == digest
    index = archive.read(f"{made.folder}/index.html").decode()
    assert "签到册.txt" in index and "href=" in index


def test_the_return_as_a_table_bears_the_countys_headings(scene):
    scene.begun().loaded()
    sheet = load_workbook(io.BytesIO(exporting.as_excel(scene.assessment))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][:7] == ("序号", "考核项目", "考核内容", "评分细则", "分值", "查看资料", "时间")
    assert rows[1][7:] == ("完成情况", "自评得分", "佐证材料目录", "说明")
    assert rows[2][2].startswith("依法召开人民代表大会") and rows[-1][2] == "合计" and rows[-1][4] == "100"
