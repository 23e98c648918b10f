"""Old papers in: read, proposed, confirmed, found."""

from __future__ import annotations

from datetime import date

import pytest

from renda.kernel.search import api
from renda.modules.intake import confirming
from renda.modules.intake.confirming import Facts
from renda.modules.intake.taking import NotYet
from tests.modules.intake import made
from tests.modules.intake.conftest import only

pytestmark = pytest.mark.django_db


def test_a_paper_is_read_proposed_confirmed_and_found(take, office, town_set):
    intake, said = take({"2015年/通知.docx": made.docx()})
    assert said.message_zh == "收进1个文件。"
    paper = only(intake)
    assert (paper.title, paper.kind, paper.number) == (made.TITLE, "通知", made.NUMBER)
    assert (paper.organ, paper.dated_on) == ("云岭镇人民代表大会主席团", date(2015, 3, 5))
    assert (
        paper.reasons["number"] == "标题上面的文号"
        and paper.reasons["dated_on"] == "落款的日期"
        and paper.line
    )
    done = confirming.confirm(
        office, paper, Facts(paper.title, paper.dated_on, paper.kind, paper.number, paper.organ, paper.line)
    )
    assert done.item.year == 2015 and done.item.parts.get().file == paper.files.get().stored
    (hit,) = api.search([town_set.town.pk], "视察东渠 午饭", actor=office).hits
    assert hit.object_id == done.item.pk
    with pytest.raises(NotYet, match="已经定了"):
        confirming.confirm(office, done, Facts("x", date(2015, 1, 1)))


def test_a_scan_keeps_the_places_of_its_words(take, sheets, office):
    intake, _ = take({"决定.pdf": made.scan()})
    paper = only(intake)
    assert (
        paper.is_scan
        and paper.read_at
        and paper.title == made.WORDS[1]
        and paper.dated_on == date(2016, 4, 6)
    )
    assert sum(file.pages.count() for file in paper.files.all()) == 2 and "水利站承办" in paper.text
