"""Law texts of the county and of the whole installation, read by every town below; town-own texts beside them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from renda.kernel.access import actors
from renda.kernel.access.policies import require, visible
from renda.kernel.library import importing, laws, shelves, withdrawing
from renda.kernel.library.models import LawEdition, LawWork
from renda.kernel.library.policy import KEEP_LAWS
from renda.kernel.search import api as search
from renda.kernel.units.founding import found_town
from renda.kernel.units.models import Unit, UnitKind
from renda.kernel.units.scope import acting_in
from tests.kernel.library import makers

pytestmark = pytest.mark.django_db


def put_on(root: Unit, *files: tuple[str, bytes]) -> None:
    """Import onto the shelf of ``root``."""
    with acting_in(root):
        makers.load(actors.system(root), *files)


def labels(town: Unit) -> list[str]:
    with acting_in(town):
        return [one.label for one in laws.editions("风筝法")]


@pytest.fixture
def towns(town_set):
    """A town under a county, a second town under another one."""
    ours, other = town_set.town, found_town("石桥镇")
    for town, name in ((ours, "青禾县"), (other, "云峰县")):
        town.parent = Unit.everywhere.create(name=name, kind=UnitKind.COUNTY)
        town.save()
    return ours, other


def test_one_import_serves_every_town(towns):
    put_on(shelves.common(), makers.old_docx(), makers.new_docx())
    for town in towns:
        assert labels(town) == ["2020年修正", "2010年"]
        with acting_in(town):
            found = laws.article("风筝法", 2, date(2021, 1, 1))
            assert found.text == "风筝不得靠近电线。"
            assert found.edition.owner == "公共资料库"
            assert not LawEdition.objects.exists()


def test_what_the_county_imports_serves_its_towns_and_no_others(towns):
    put_on(towns[0].parent, makers.old_docx())
    assert (labels(towns[0]), labels(towns[1])) == (["2010年"], [])
    with acting_in(towns[0]):
        assert laws.editions("风筝法")[0].owner == "青禾县"


def test_an_edition_on_another_shelf_ends_the_older_one(towns):
    ours, other = towns
    put_on(ours, makers.old_docx())
    put_on(shelves.common(), makers.new_docx())
    with acting_in(ours):
        old = next(one for one in laws.editions("风筝法") if one.label == "2010年")
        assert old.superseded_on == date(2014, 5, 2)
        assert laws.edition_in_force("风筝法", date(2021, 1, 1)).label == "2020年修正"
        assert laws.edition_in_force("风筝法", date(2016, 1, 1)) is None
        assert laws.moved_article("风筝法", 3, date(2012, 1, 1), date(2021, 1, 1)).number == 4
        hits = search.search(
            [ours.pk], "风筝 天气", actor=actors.system(ours), kinds=["library.article"]
        ).hits
        assert ["".join(part.text for part in hit.title) for hit in hits] == ["风筝法 第三条"]
    assert labels(other) == ["2020年修正"]


def test_two_copies_are_one_text_the_own_one(towns):
    ours = towns[0]
    put_on(ours, makers.old_docx())
    put_on(ours.parent, makers.old_docx())
    put_on(shelves.common(), makers.old_docx())
    with acting_in(ours):
        office = actors.console(ours)
        assert [one.owner for one in laws.editions("风筝法")] == [""]
        assert [work.town_id for work in visible(office, LawWork)] == [ours.pk]
        assert search.search([ours.pk], "线轴 保管", actor=office).total == 1


def test_a_town_is_told_that_a_text_is_there_already(towns):
    put_on(shelves.common(), makers.old_docx())
    with acting_in(towns[0]):
        item = importing.preview([makers.old_docx()]).items[0]
    assert item.standing == importing.SAME and "公共资料库的《风筝法" in item.reasons[0]


def test_a_town_takes_out_its_own_texts_only(towns, town_set):
    put_on(shelves.common(), makers.old_docx())
    put_on(towns[0], makers.new_docx())
    with acting_in(towns[0]):
        office = town_set.actor("office")
        shared, own = (visible(office, LawEdition).get(label=label) for label in ("2010年", "2020年修正"))
        with pytest.raises(PermissionDenied):
            require(office, KEEP_LAWS, shared)
        require(office, KEEP_LAWS, own)
        withdrawing.withdraw(own, "错了", office)
        assert [one.label for one in laws.editions("风筝法")] == ["2010年"]


def test_a_law_that_is_repealed_by_one_on_another_shelf(towns):
    put_on(shelves.common(), makers.old_docx())
    old = "中华人民共和国纸鸢暂行条例\n（2001年2月3日公布）\n第一条 甲。\n第二条 本条例自公布之日起施行。"
    put_on(towns[0], ("纸鸢.txt", old.encode()))
    with acting_in(towns[0]):
        assert laws.edition_in_force("纸鸢暂行条例", date(2021, 1, 1)) is None
    with acting_in(shelves.COMMON):
        wrong = LawEdition.objects.get()
        withdrawing.withdraw(wrong, "不是正式文本", actors.console(shelves.COMMON))
    with acting_in(towns[0]):
        assert laws.edition_in_force("纸鸢暂行条例", date(2021, 1, 1)) is not None


def test_entries_beside_the_town_are_of_the_kinds_that_are_shared(towns):
    county = towns[0].parent
    put_on(county, makers.old_docx())
    search.index("suggestion.suggestion", county.pk, county.pk, "线轴的建议")
    with acting_in(towns[0]):
        found = search.search([towns[0].pk], "线轴", actor=search.EVERYTHING)
    assert {hit.kind for hit in found.hits} == {"library.article"}
