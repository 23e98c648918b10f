"""What a sitting leaves behind when it ends, and what still holds the session up."""

from __future__ import annotations

import pytest

from renda.kernel.documents.models import Paper
from renda.modules.sessions.sittings.actions import course
from renda.reports import hall_facts

pytestmark = pytest.mark.django_db


def test_the_sign_in_list_is_a_paper_with_every_deputys_moment(hall):
    course.close_sitting(hall.office, hall.opened(present=8))
    text = Paper.objects.get(template="sign_in_book").text
    assert "应到9名，实到8名，请假0名，缺席1名" in text and "欧阳建国" in text and "8:30" in text


def test_a_session_cannot_close_over_a_sitting_that_is_on(hall):
    held = hall.opened()
    [left] = hall_facts.still_going_on(hall.session)
    assert left.must and "第一次全体会议" in left.text
    course.close_sitting(hall.office, held)
    assert hall_facts.still_going_on(hall.session) == []
