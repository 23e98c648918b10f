"""Questionnaires: a slip serves once, nothing tells who answered, few are not told apart, paper and telephone stand alike."""

from __future__ import annotations

import pytest

from renda.kernel.audit.models import AuditEntry
from renda.kernel.procedures.execute import Refused
from renda.modules.appraisals import questionnaires, selectors
from renda.modules.appraisals.models import QuestionSlip, Sheet
from renda.modules.appraisals.questionnaires import Given

pytestmark = pytest.mark.django_db


def test_a_slip_serves_once_and_leaves_nothing(scene):
    scene.published()
    secrets = questionnaires.print_slips(scene.made.actor("office"), scene.part, 3)
    before, version = AuditEntry.objects.count(), scene.part.version
    found = questionnaires.find(secrets[0])
    assert questionnaires.answer(found, scene.answered(opinion="窗口没有人。"))
    assert not questionnaires.answer(found, scene.answered()) and questionnaires.find(secrets[0]) is None
    sheet = Sheet.objects.get()
    assert (
        AuditEntry.objects.count() == before
        and scene.part.version == version
        and QuestionSlip.objects.count() == 2
    )
    told = {field.name for field in Sheet._meta.get_fields()}
    assert (
        told == {"id", "town", "appraised", "way", "served", "answers", "opinion"} and sheet.pk.version == 4
    )
    assert all(secret not in str(QuestionSlip.objects.values_list()) for secret in secrets)


def test_few_answers_are_not_told_and_the_words_never_in_order(scene):
    scene.published().keyed(4, choice="bad", opinion="态度差")
    told = selectors.asked(scene.part)
    assert told.hidden and not told.rows and not told.opinions
    scene.keyed(1)
    told = selectors.asked(scene.part)
    assert (
        told.sheets == 5 and told.rows[0] == ("依法办事", (1, 0, 4, 0)) and told.opinions == ("态度差",) * 4
    )


def test_what_is_left_open_is_asked_again(scene):
    scene.published()
    deputy = scene.made.actor("deputy")
    with pytest.raises(Refused, match="第2题还没有选"):
        questionnaires.key(deputy, scene.part, Given("villager", {"1": "good"}))
    with pytest.raises(Refused, match="哪一类|您是谁"):
        questionnaires.key(deputy, scene.part, Given("", {"1": "good", "2": "bad"}))
    assert not Sheet.objects.exists()


def test_after_the_vote_nothing_is_taken_any_more(scene):
    scene.prepared()
    secret = questionnaires.print_slips(scene.made.actor("office"), scene.part, 1)[0]
    found = questionnaires.find(secret)
    scene.act(
        "vote",
        held_on=scene.appraisal.visit_from,
        monitors="钱监票\n孙监票",
        others="\n".join(f"群众{n}" for n in range(9)),
    )
    scene.cast(10)
    assert not questionnaires.answer(found, scene.answered()) and questionnaires.find(secret) is None
    with pytest.raises(Refused, match="走访调查已经结束"):
        scene.keyed(1)
