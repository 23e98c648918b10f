"""Papers become items: numbers, terms, order inside, what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from renda.kernel.archive import codes, numbering, table
from renda.kernel.archive.errors import CannotFile
from renda.kernel.archive.filing import NewItem, file_item, file_sealed, set_text, unfiled
from renda.kernel.archive.models import ArchiveItem, FormerCode, RetentionLine, TableApproval
from renda.kernel.dossiers.models import Dossier, Retention
from renda.kernel.files import store
from renda.kernel.search import api
from tests.kernel.archive.scene import Scene, picture
from tests.modules.presidium.scene import DAY
from tests.modules.presidium.scene import Scene as Presidium

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(DAY)
    return Scene(town_set)


def filed_meeting(made) -> ArchiveItem:
    play = Presidium(made).planned()
    play.act("call")
    play.act("open", {"host": play.people[0], "present": play.people[:4]})
    for position in range(2):
        play.record(position)
    play.act("close")
    play.act("file")
    return ArchiveItem.objects.get()


def test_a_sealed_dossier_is_an_item(scene):
    item = filed_meeting(scene.name_fonds().made)
    assert item.code == "Z109-WS·2026-Y-HY-0001"
    assert codes.read(item.code) == item.parts_of_code("Z109")
    assert item.dossier.is_sealed and item.title == item.dossier.title
    assert item.retention == Retention.PERMANENT and "附件1.2.1" in item.retention_source
    parts = list(item.parts.all())
    assert [part.position for part in parts] == [1, 2] and item.pages == sum(part.pages for part in parts) > 0
    assert [part.sha256 for part in parts] == [line["sha256"] for line in item.dossier.manifest["items"]]


def test_without_a_fonds_number_the_place_is_kept(scene):
    item = filed_meeting(scene.made)
    assert item.code == "" and item.serial == 1
    assert numbering.name_fonds(scene.office, number="Z109", name="云溪镇人民代表大会") == 1
    item.refresh_from_db()
    assert item.code == "Z109-WS·2026-Y-HY-0001"
    with pytest.raises(CannotFile, match="不能再换"):
        numbering.name_fonds(scene.office, number="Z110", name="云溪镇人民代表大会")


@pytest.mark.parametrize("number", ["", "109", "z109", "Z10", "Z1099", "Ｚ109"])
def test_a_fonds_number_that_is_none_is_refused(scene, number):
    with pytest.raises(CannotFile, match="全宗号"):
        numbering.name_fonds(scene.office, number=number, name="云溪镇")


def test_single_set_needs_the_archives_consent(scene):
    with pytest.raises(CannotFile, match="批准文号"):
        numbering.name_fonds(scene.office, number="Z109", name="云溪镇", single_set_on=date(2026, 1, 1))


def test_old_papers_are_numbered_one_after_another(scene):
    scene.name_fonds()
    first = scene.old_paper()
    second = scene.old_paper("关于修路的建议", "二", line="archive-retention-suggestions-bills")
    third = scene.old_paper("值班表", "三", line="archive-routine")
    fourth = scene.old_paper("又一个决定", "四")
    assert [one.code for one in (first, second, third, fourth)] == [
        "Z109-WS·2015-D30-ZH-0001",
        "Z109-WS·2015-Y-JY-0001",
        "Z109-WS·2015-D10-ZH-0001",
        "Z109-WS·2015-D30-ZH-0002",
    ]
    assert first.pages == 2 and first.organ == "云溪镇人民代表大会"


def test_pictures_alone_are_photographs(scene):
    file = store.accept(picture(), "现场.jpg", town_id=scene.made.town.pk)
    item = scene.name_fonds().old_paper("视察现场", files=(file,))
    assert item.code.startswith("Z109-ZP·2015-") and item.pages == 1


def test_what_is_missing_is_said(scene):
    file = scene.stored()
    for new, told in (
        (NewItem("  ", (file,), date(2015, 3, 2)), "题名"),
        (NewItem("决定", (), date(2015, 3, 2)), "还没有文件"),
        (NewItem("决定", (file,), date(2030, 1, 1)), "今天以后"),
        (NewItem("决定", (file,), date(2015, 3, 2), part_titles=("一", "二")), "名称"),
        (NewItem("决定", (file,), date(2015, 3, 2), retention="Y"), "写原因"),
        (NewItem("决定", (file,), date(2015, 3, 2), retention="D10", reason="不重要"), "主席"),
        (
            NewItem(
                "建议",
                (file,),
                date(2015, 3, 2),
                line="archive-retention-suggestions-bills",
                retention="D10",
                reason="旧",
            ),
            "不能改短",
        ),
    ):
        with pytest.raises(CannotFile, match=told):
            file_item(scene.office, new)
    assert not ArchiveItem.objects.exists()
    with pytest.raises(PermissionDenied):
        file_item(scene.made.actor("deputy"), NewItem("决定", (file,), date(2015, 3, 2)))


def test_the_same_bytes_are_filed_once(scene):
    item = scene.old_paper()
    with pytest.raises(CannotFile, match="已经归档") as told:
        scene.old_paper("同一份文件换了名字")
    assert told.value.existing == item


def test_another_term_leaves_a_place_that_is_explained(scene):
    scene.name_fonds()
    item = scene.old_paper()
    with pytest.raises(CannotFile, match="为什么"):
        numbering.rerate(scene.office, item, "Y", " ")
    moved = numbering.rerate(scene.office, item, "Y", "县档案馆要求永久保管")
    assert moved.code == "Z109-WS·2015-Y-ZH-0001"
    former = FormerCode.objects.get(item=item)
    assert former.code == "Z109-WS·2015-D30-ZH-0001" and former.reason == "县档案馆要求永久保管"
    assert scene.old_paper("下一份", "二").serial == 2
    with pytest.raises(CannotFile, match="主席"):
        numbering.rerate(scene.office, moved, "D10", "不重要")


def test_old_papers_are_found_by_their_words(scene):
    item = scene.old_paper(text="高岭村的水管冬天冻裂")
    assert [hit.object_id for hit in api.search([scene.made.town.pk], "水管", actor=scene.office).hits] == [
        item.pk
    ]
    set_text(item, "机耕道")
    assert not api.search([scene.made.town.pk], "水管", actor=scene.office).hits
    assert api.search([scene.made.town.pk], "机耕道", actor=scene.office).hits


def test_dossiers_sealed_before_there_was_an_archive_are_filed_later(scene):
    item = filed_meeting(scene.name_fonds().made)
    item.parts.all().delete()
    item.delete()
    assert list(unfiled()) == [Dossier.objects.get(sealed_at__isnull=False)]
    assert file_sealed(scene.office) == (1, 1)
    assert not list(unfiled()) and file_sealed(scene.office) == (0, 0)


def test_the_table_changes_only_with_an_approval_and_never_below_the_law(scene):
    line = RetentionLine.objects.get(key="paper-retention")
    core = RetentionLine.objects.get(key="archive-retention-session-core")
    approval = TableApproval(approved_on=date(2026, 5, 1), approved_by="某县档案局", number="档〔2026〕3号")
    same = {"category": core.category, "category_label": core.category_label}
    with pytest.raises(table.TableError, match="不能改短"):
        table.change(scene.office, [(core, {"retention": "D30", **same})], approval)
    with pytest.raises(table.TableError, match="问题代码"):
        table.change(
            scene.office, [(line, {"retention": "Y", "category": "z-h", "category_label": "综合"})], approval
        )
    assert not TableApproval.objects.exists()
    table.change(
        scene.office, [(line, {"retention": "Y", "category": "ZH", "category_label": "综合"})], approval
    )
    assert table.line("paper-retention").retention == "Y" and scene.old_paper().retention == "Y"
    with pytest.raises(PermissionDenied):
        table.change(scene.made.actor("chair"), [], approval)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("关于召开云溪镇第十九届人民代表大会第三次会议的通知", "archive-retention-session-core"),
        ("对代表第12号建议的答复", "archive-retention-suggestions-bills"),
        ("饮水安全执法检查报告", "archive-retention-supervision"),
        ("人大办机关作风若干规定", "paper-retention"),
    ],
)
def test_a_line_is_proposed_by_the_title(scene, title, key):
    assert table.guess(title).key == key
