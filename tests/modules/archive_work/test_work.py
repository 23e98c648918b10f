"""Handing over, appraisal and destruction by two, loans: the whole way and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from renda.kernel.archive import opening
from renda.kernel.archive.models import ArchiveItem, CheckRun
from renda.kernel.procedures.execute import Refused, execute, open_matter
from renda.kernel.search import api
from renda.modules.archive_work import selectors
from renda.modules.archive_work.models import Destruction, Loan, Transfer
from tests.kernel.archive.scene import Scene

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 3)


class Work(Scene):
    def begin(self, key: str, verb: str, **data):
        return open_matter(self.office, key, verb, data).matter

    def act(self, matter, verb: str, role: str = "office", **data):
        return execute(self.made.actor(role), type(matter).objects.get(pk=matter.pk), verb, data).matter

    def signed(self, mark: str) -> list:
        return [self.stored(mark)]

    def lasting(self, mark: str, dated_on: date) -> ArchiveItem:
        return self.old_paper(f"决议{mark}", mark, line="archive-retention-session-core", dated_on=dated_on)


@pytest.fixture
def scene(town_set, frozen_clock) -> Work:
    frozen_clock.to(DAY)
    return Work(town_set).name_fonds()


def refused(call, *args, **data) -> str:
    with pytest.raises(Refused) as told:
        call(*args, **data)
    return str(told.value)


def test_ten_years_old_it_goes_to_the_county(scene):
    assert "没有到期" in refused(scene.begin, "archive_transfer", "list", repository="某县档案馆")
    old, young = scene.lasting("一", date(2016, 6, 3)), scene.lasting("二", date(2016, 6, 4))
    scene.old_paper("十年的", "三", line="archive-routine")
    transfer = scene.begin("archive_transfer", "list", repository="某县档案馆")
    assert [line.item for line in transfer.lines.all()] == [old]
    assert not selectors.due_for_transfer(DAY).exists()
    data = {
        "handed_on": DAY,
        "handed_by": "陈",
        "received_by": "吴",
        "supervised_by": "何",
        "files": scene.signed("清单"),
    }
    assert "开放审核" in refused(scene.act, transfer, "hand_over", **data)
    opening.review(scene.office, old, "restricted", "涉及个人隐私")
    transfer = scene.act(transfer, "hand_over", **data)
    old.refresh_from_db()
    young.refresh_from_db()
    assert old.transferred_on == DAY and young.transferred_on is None
    listed = transfer_items(transfer)
    assert listed["dossier"].is_sealed and "控制使用1件" in listed["paper"].text
    assert CheckRun.objects.filter(stage="handover").exists()
    assert "Y-DA-" in ArchiveItem.objects.get(dossier=listed["dossier"]).code


def transfer_items(transfer) -> dict:
    from renda.kernel.dossiers.filing import dossier_of

    dossier = dossier_of(transfer)
    return {"dossier": dossier, "paper": dossier.items.get(role="list").paper}


def test_kept_back_without_a_reason_is_refused(scene):
    from renda.kernel.archive.errors import CannotFile

    with pytest.raises(CannotFile, match="理由"):
        opening.review(scene.office, scene.old_paper(), "restricted", " ")


def test_a_list_given_up_frees_its_items(scene):
    scene.lasting("一", date(2010, 1, 1))
    transfer = scene.begin("archive_transfer", "list", repository="某县档案馆")
    scene.act(transfer, "drop", reason="县里暂不接收")
    assert scene.begin("archive_transfer", "list", repository="某县档案馆").number == 2
    assert Transfer.objects.filter(state="dropped").count() == 1


def test_nothing_is_destroyed_without_two_and_the_chair(scene):
    assert "没有保管期满" in refused(scene.begin, "archive_destruction", "list")
    first = scene.old_paper("值班表", "一", line="archive-routine", text="烟花爆竹")
    second = scene.old_paper("签到册", "二", line="archive-routine")
    scene.lasting("三", date(1990, 1, 1))
    made = scene.begin("archive_destruction", "list")
    assert {line.item for line in made.lines.all()} == {first, second}
    keep = made.lines.get(item=second)
    scene.act(made, "keep", line=str(keep.pk), retention="Y", reason="有查考价值")
    second.refresh_from_db()
    assert second.retention == "Y" and second.former.count() == 1
    data = {"appraised_on": DAY, "opinion": "逐件看过", "files": scene.signed("鉴定")}
    assert "两个人" in refused(scene.act, made, "appraise", appraisers="陈淑芬、陈淑芬", **data)
    scene.act(made, "appraise", appraisers="陈淑芬、吴建民", **data)
    with pytest.raises(PermissionDenied):
        scene.act(made, "approve")
    scene.act(made, "return", role="chair", reason="再看一遍")
    scene.act(made, "appraise", appraisers="陈淑芬、吴建民", **data)
    scene.act(made, "approve", role="chair")
    gone = {"destroyed_on": DAY, "files": scene.signed("清册")}
    assert "两个人" in refused(
        scene.act, made, "destroy", first_witness="何丽", second_witness="何丽 ", **gone
    )
    assert api.search([scene.made.town.pk], "烟花爆竹", actor=scene.office).hits
    done = scene.act(made, "destroy", first_witness="何丽", second_witness="吴建民", **gone)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.destroyed_on == DAY and second.destroyed_on is None and done.witnesses == "何丽、吴建民"
    assert not api.search([scene.made.town.pk], "烟花爆竹", actor=scene.office).hits
    listed = transfer_items(done)["paper"].text
    assert first.code in listed and second.title not in listed
    assert Destruction.objects.get().state == "destroyed"


def test_a_loan_comes_back(scene):
    item = scene.old_paper()
    data = {"borrower": "何丽", "organ": "镇党政办", "purpose": "编史", "way": "out", "approved_by": "张主席"}
    assert "没有“Z109" in refused(scene.begin, "archive_loan", "lend", item="Z109-WS·2015-Y-ZH-0009", **data)
    loan = scene.begin("archive_loan", "lend", item=f" {item.code} ", **data)
    assert loan.due_on == date(2026, 6, 18)
    assert "已经借出去" in refused(scene.begin, "archive_loan", "lend", item=item.code, **data)
    assert scene.begin("archive_loan", "lend", item=item.code, **{**data, "way": "read"}).state == "lent"
    assert "以后" in refused(scene.act, loan, "give_back", done_on=date(2026, 6, 1), condition="完好")
    back = scene.act(loan, "give_back", done_on=DAY, condition="完好，页数对")
    assert back.state == "returned" and back.returned_on == DAY
    assert Loan.objects.filter(state="lent").count() == 1


def test_what_is_lent_out_is_not_handed_over(scene):
    item = scene.lasting("一", date(2010, 1, 1))
    opening.review(scene.office, item, "open", "")
    data = {"borrower": "何丽", "organ": "镇党政办", "purpose": "编史", "way": "out", "approved_by": "张主席"}
    scene.begin("archive_loan", "lend", item=item.code, **data)
    transfer = scene.begin("archive_transfer", "list", repository="某县档案馆")
    hand = {
        "handed_on": DAY,
        "handed_by": "陈",
        "received_by": "吴",
        "supervised_by": "何",
        "files": scene.signed("清单"),
    }
    assert "没有归还" in refused(scene.act, transfer, "hand_over", **hand)
