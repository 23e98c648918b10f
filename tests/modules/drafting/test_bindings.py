"""Figures in a draft: taken once, watched, renewed or kept, and never changed by themselves."""

from __future__ import annotations

from datetime import date

import pytest

from renda.foundation import clock
from renda.kernel.documents.engine.model import plain_text
from renda.kernel.documents.papers import official
from renda.kernel.figures.marks import MARK, mark, marks_in
from renda.kernel.people.models import Mandate
from renda.kernel.procedures.execute import Refused, execute
from renda.modules.drafting import bindings, contents, texts
from tests.harness.town import make_mandate, make_person
from tests.modules.drafting.way import begun, paper, sent, signed, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_clock")]
DEPUTIES = mark("people.deputies")


def one_more(town_set) -> None:
    make_mandate(make_person("新代表"), town_set, from_on=clock.today())


def words(draft) -> str:
    return plain_text(contents.resolved(draft))


def test_a_figure_is_written_out_and_its_binding_kept(town_set):
    draft = begun(town_set, f"现有代表{DEPUTIES}名，其中再说一次{DEPUTIES}名。")
    assert "现有代表3名，其中再说一次3名。" in words(draft)
    assert list(draft.bindings) == ["people.deputies|"]
    binding = draft.bindings["people.deputies|"]
    assert (binding["value"], binding["text"], binding["label"], binding["unit"]) == (3, "3", "在任代表", "名")
    assert "{{figure" in draft.content


def test_the_rows_change_and_the_text_does_not_but_the_draft_says_so(town_set):
    draft = begun(town_set, f"现有代表{DEPUTIES}名。")
    assert bindings.figure_changes(draft) == []
    one_more(town_set)
    change = bindings.figure_changes(draft)[0]
    assert change.words == "数据已变：3 → 4" and "代表3名" in words(draft)
    warnings = execute(town_set.actor("office"), draft, "ask_review", {"reviewers": [town_set.people["leader"]]}).warnings
    assert any("数据已变：3 → 4" in reason.text for reason in warnings)


def test_the_new_figure_is_accepted_as_a_version(town_set):
    draft = begun(town_set, f"现有代表{DEPUTIES}名。")
    one_more(town_set)
    version = bindings.accept_figure(town_set.actor("office"), draft, "people.deputies", "")
    assert version.n == 2 and version.name == "更新数据：在任代表" and "代表4名" in words(draft)
    assert "代表3名" in plain_text(contents.resolved_version(draft.versions.get(n=1)))
    assert bindings.figure_changes(draft) == []


def test_the_old_figure_is_kept_with_a_reason_until_the_rows_change_again(town_set):
    office, draft = town_set.actor("office"), begun(town_set, f"现有代表{DEPUTIES}名。")
    one_more(town_set)
    with pytest.raises(Refused, match="写理由"):
        bindings.keep_figure(office, draft, "people.deputies", "", " ")
    bindings.keep_figure(office, draft, "people.deputies", "", "按大会闭幕当天")
    assert bindings.figure_changes(draft) == [] and "代表3名" in words(draft)
    one_more(town_set)
    assert bindings.figure_changes(draft)[0].new == "5"


def test_after_signing_an_accepted_figure_goes_back_to_review(town_set):
    draft = signed(town_set, begun(town_set, f"现有代表{DEPUTIES}名。"))
    one_more(town_set)
    office = town_set.actor("office")
    with pytest.raises(Refused, match="写理由"):
        bindings.accept_figure(office, draft, "people.deputies", "")
    bindings.accept_figure(office, draft, "people.deputies", "", reason="补选了代表")
    assert draft.state == "drafting" and "代表4名" in words(draft)


def test_a_mark_written_out_by_hand_is_no_change_of_substance(town_set):
    draft = signed(town_set, begun(town_set, f"现有代表{DEPUTIES}名。"))
    texts.save_text(town_set.actor("office"), draft, paper("现有代表3名。"), draft.text_version)
    assert draft.state == "signed" and draft.bindings == {}


def test_what_was_sent_says_what_it_said(town_set):
    draft = sent(town_set, begun(town_set, f"现有代表{DEPUTIES}名。"))
    one_more(town_set)
    assert bindings.figure_changes(draft) == []
    assert "代表3名" in plain_text(official(draft.paper)) and "{{" not in draft.paper.content


def test_a_figure_taken_out_of_the_text_is_bound_no_more(town_set):
    draft = begun(town_set, f"现有代表{DEPUTIES}名。")
    texts.save_text(town_set.actor("office"), draft, paper("不写了。"), 1)
    assert draft.bindings == {}
    with pytest.raises(Refused, match="没有这个数据"):
        bindings.accept_figure(town_set.actor("office"), draft, "people.deputies", "")


@pytest.mark.parametrize(
    ("key", "scope", "told"),
    [
        ("people.nothing", "", "没有叫"),
        ("people.deputies", "year:2026", "不能按“年度”统计"),
        ("suggestions.received", "year:26", "不是年份"),
        ("suggestions.received", "session:1", "会次写得不对"),
        ("suggestions.received", "session:0197c5ab-0000-7000-8000-000000000000", "没有这次会议"),
        ("suggestions.received", "period:2026-05-01", "起止日期"),
        ("suggestions.received", "period:2026-05-01..2026-04-01", "结束日期在开始日期以前"),
        ("suggestions.received", "period:2026-05-01..x", "不是日期"),
        ("suggestions.received", "moon", "不是时间范围"),
    ],
)
def test_a_figure_that_does_not_exist_is_told(town_set, key, scope, told):
    draft = begun(town_set)
    with pytest.raises(Refused, match=told):
        texts.save_text(town_set.actor("office"), draft, paper(f"共{mark(key, scope)}件。"), 1)
    assert draft.text_version == 1


def test_a_click_shows_the_rows(town_set):
    rows = bindings.rows_behind(town_set.actor("office"), "people.deputies", "")
    assert {row.label for row in rows.shown} == {"王代表", "赵代表", "刘代表"} and rows.total == 3 and rows.hidden == 0
    assert all(row.url.startswith("/people/deputies/") for row in rows.shown)
    hidden = bindings.rows_behind(town_set.actor("deputy"), "people.deputies", "")
    assert (len(hidden.shown), hidden.hidden) == (1, 2), "a deputy may not read the others' entries"


def test_a_figure_of_a_deleted_session_is_told_apart(town_set):
    scope = f"session:{town_set.session.pk}"
    draft = begun(town_set, f"收到建议{mark('suggestions.received', scope)}件。")
    assert "收到建议0件" in words(draft)
    town_set.session.delete()
    assert bindings.figure_changes(draft)[0].new == "（没有了）"


def test_marks_are_found_in_reading_order_once():
    text = f"{mark('b.two', 'year:2026')}和{mark('a.one')}和{mark('b.two', 'year:2026')}{{{{other}}}}"
    assert marks_in(text) == [("b.two", "year:2026"), ("a.one", "")]
    assert MARK.sub("数", text) == "数和数和数{{other}}"


def test_figures_follow_the_dates_of_mandates(town_set):
    draft = begun(town_set, f"当天{mark('people.deputies', 'day:2021-11-30')}名，后来{mark('people.deputies', 'day:2021-12-01')}名。")
    assert "当天0名，后来3名" in words(draft)
    Mandate.objects.filter(person__name="王代表").update(until_on=date(2026, 2, 1))
    assert [change.new for change in bindings.figure_changes(draft)] == []


def test_review_waits_for_lost_figures(town_set):
    draft = begun(town_set, f"现有代表{DEPUTIES}名。")
    type(draft).objects.filter(pk=draft.pk).update(bindings={})
    with pytest.raises(Refused, match="取不到的数据"):
        step(town_set, "office", draft, "skip_review", reason="急")
