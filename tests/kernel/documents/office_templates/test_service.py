"""Templates of the office: kept with versions, ruled on, replaced, withdrawn; values come from the data."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from renda.kernel.audit.models import AuditEntry
from renda.kernel.documents.current_values import current_values, share_words
from renda.kernel.documents.office_templates import service
from renda.kernel.documents.office_templates.models import OfficeTemplate
from renda.kernel.documents.office_templates.service import NotPossible
from renda.kernel.units.scope import acting_in
from tests.kernel.documents.office_templates import makers


@pytest.fixture
def office(town_set):
    return town_set.actor("office")


def added(office, data=None, name="在任证明"):
    return service.add(office, data or makers.broken_over_runs(), "证明.docx", name=name, group="代表")


def test_a_template_is_kept_with_its_fields(office):
    data = makers.broken_over_runs()
    version = added(office, data)
    assert (version.number, version.ready, version.uploaded_by) == (1, True, office.label)
    assert [row.name for row in service.rulings(version)] == ["代表姓名", "届"]
    assert service.file_of(version) == data
    assert AuditEntry.objects.filter(verb="paper.add_type").count() == 1


def test_it_is_not_used_before_every_mark_is_known(office):
    version = added(office, makers.simple("【代表姓铭】和【车牌】"))
    assert not version.ready and service.latest(version.template, ready=True) is None
    with pytest.raises(NotPossible, match="认不出"):
        service.use(office, version, {})
    service.rule(office, version, {"代表姓铭": "deputy"})
    assert not version.ready
    service.rule(office, version, {"车牌": "own"})
    assert version.ready
    assert service.use(office, version, {"deputy": "李秀兰", "车牌": "甲"}).without_value == ()
    with pytest.raises(NotPossible, match="不存在"):
        service.rule(office, version, {"车牌": "nothing"})


def test_versions_stay_and_rulings_carry_over(office):
    first = added(office, makers.simple("【车牌】【代表姓名】"))
    service.rule(office, first, {"车牌": "own"})
    second = service.replace(office, first.template, makers.simple("【车牌】【颜色】"), "新.docx", "加了颜色")
    assert (second.number, second.ready, second.note) == (2, False, "加了颜色")
    assert [(r.name, r.kind) for r in service.rulings(second)] == [("车牌", "own"), ("颜色", "unknown")]
    assert service.latest(first.template).pk == second.pk
    assert service.latest(first.template, ready=True).pk == first.pk
    assert service.rulings(first)[0].kind == "own"


def test_names_are_used_once_and_freed_by_withdrawing(office):
    version = added(office)
    with pytest.raises(NotPossible, match="已经有一个叫"):
        added(office)
    service.withdraw(office, version.template, "格式旧了")
    assert OfficeTemplate.objects.get().withdrawn_why == "格式旧了"
    added(office)
    with pytest.raises(NotPossible, match="另有一个"):
        service.bring_back(office, version.template)


def test_only_the_office_keeps_templates(town_set, office):
    version = added(office)
    for role in ("chair", "deputy", "unit_handler"):
        with pytest.raises(PermissionDenied):
            service.add(
                town_set.actor(role), makers.broken_over_runs(), "证明.docx", name="别的", group="代表"
            )
        with pytest.raises((PermissionDenied, Http404)):
            service.withdraw(town_set.actor(role), version.template, "x")
    assert OfficeTemplate.objects.get().withdrawn_at is None


def test_another_town_does_not_see_it(office, other_town):
    added(office)
    with acting_in(other_town.town):
        assert OfficeTemplate.objects.count() == 0


def test_values_come_from_the_data(town_set, office):
    values = current_values(office)
    assert values["town"] == "云岭镇" and values["term"] == "第十九届" and values["contact"] == office.label
    assert values["session"] == "云岭镇第十九届人民代表大会第五次会议" and values["days"] == "两天"
    assert values["deputies_total"] == str(len(town_set.mandates))
    assert values["quorum"] == "全体代表的三分之二以上" and values["majority"] == "全体代表的过半数"
    assert share_words(Fraction(1, 5), more=False) == "全体代表的五分之一以上"


def test_a_list_of_deputies_is_offered_where_the_file_asks_for_it(town_set, office):
    version = added(office, makers.with_table(), "签到表")
    rows = service.offered(office, version)["deputies"]
    assert len(rows) == len(town_set.mandates) and {"name", "group"} <= set(rows[0])
    assert "deputies" not in service.offered(office, added(office))
