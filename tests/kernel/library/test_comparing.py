"""Two editions beside each other."""

from __future__ import annotations

import pytest

from renda.kernel.library import comparing, laws
from tests.kernel.library import makers

pytestmark = pytest.mark.django_db


def test_every_article_of_both_stands_once(town_set):
    makers.load(town_set.actor("office"), makers.old_docx(), makers.new_docx())
    new, old = laws.editions("风筝法")
    rows = comparing.compare(old, new)
    assert [(row.kind, row.heading) for row in rows] == [
        ("changed", "第一条"),
        ("added", "第二条"),
        ("moved", "第三条（原第二条）"),
        ("changed", "第四条（原第三条）"),
        ("deleted", "原第四条"),
        ("added", "第四条之一"),
        ("changed", "第五条"),
    ]
    assert comparing.counts(rows) == {"changed": 3, "added": 2, "deleted": 1, "moved": 1, "same": 0}
