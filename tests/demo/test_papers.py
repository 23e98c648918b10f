"""The papers of the demonstration town: last year's session went the whole way, this year's drafts stand in every state."""

from __future__ import annotations

from datetime import date

import pytest

from renda.demo.build import Built
from renda.demo.papers import session as session_papers
from renda.kernel.documents.engine.model import from_json
from renda.kernel.documents.models import IssuedNumber, Paper
from renda.kernel.documents.papers import as_pdf
from renda.kernel.dossiers.filing import changed_since_sealing
from renda.kernel.dossiers.models import Dossier
from renda.kernel.figures.marks import MARK
from renda.modules.drafting import bindings, selectors
from renda.modules.drafting.models import Draft
from tests.demo.test_build import TODAY, made  # noqa: F401  (one town for the tests of both files)

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(made: Built) -> list[Draft]:  # noqa: F811
    return list(Draft.objects.filter(state="filed").select_related("paper", "number"))


def test_the_whole_set_of_last_years_session_is_filed(made: Built, filed: list[Draft]) -> None:  # noqa: F811
    templates = {draft.template for draft in filed}
    assert len(filed) == 25
    assert {
        "notice_deputies", "agenda", "schedule", "host_opening", "host_closing", "opening_speech", "presidium_report", "resolution_budget",
        "voting_method", "announcement_opening", "minutes_presidium", "groups_list",
    } <= templates  # fmt: skip
    assert sum(draft.template.startswith("resolution") for draft in filed) == 4
    assert all(draft.signed_by == made.rows.plan.deputies[0].person.name for draft in filed)


def test_every_paper_came_to_its_day(filed: list[Draft]) -> None:
    notice = next(draft for draft in filed if draft.template == "notice_deputies")
    assert notice.signed_on < date(2026, 1, 13) and notice.number.text.startswith("云汀镇人主发〔2025〕")
    assert all(draft.opened_at.date() <= draft.signed_on <= draft.filed_on <= TODAY for draft in filed)
    receipts = selectors.receipts(notice)
    assert receipts.count() == 20 and not selectors.not_signed_for(notice).exists()


def test_dossiers_of_papers_are_sealed_and_unchanged(filed: list[Draft]) -> None:
    dossiers = Dossier.objects.filter(object_id__in=[draft.pk for draft in filed])
    assert len(dossiers) == len(filed)
    assert all(one.sealed_at and not changed_since_sealing(one) for one in dossiers)


def test_figures_of_the_report_are_bound_to_rows(filed: list[Draft]) -> None:
    report = next(draft for draft in filed if draft.template == "presidium_report")
    assert "suggestions.received|year:2025" in report.bindings
    assert not MARK.search(report.paper.content)


def test_nothing_is_left_to_fill_and_every_paper_prints(filed: list[Draft]) -> None:
    for draft in filed:
        assert "待填" not in draft.paper.text and "{{" not in draft.paper.text, draft.title
    for draft in filed[::8]:
        assert as_pdf(draft.paper).pages


def test_todays_drafts_stand_in_every_state(made: Built) -> None:  # noqa: F811
    assert {"drafting", "reviewing", "reviewed", "ready", "sent", "filed"} <= set(
        Draft.objects.values_list("state", flat=True)
    )
    assert selectors.not_signed_for(Draft.objects.get(state="sent")).exists()
    watched = next(draft for draft in Draft.objects.filter(state="drafting") if draft.bindings)
    assert all(bindings.text_now(binding) for binding in watched.bindings.values())


def test_numbers_belong_to_signed_papers(made: Built) -> None:  # noqa: F811
    numbers = IssuedNumber.objects.filter(series__key="resolution").order_by("year", "n")
    assert [(one.year, one.n) for one in numbers] == [
        (2025, 1),
        (2026, 1),
        (2026, 2),
        (2026, 3),
        (2026, 4),
        (2026, 5),
    ]
    assert Paper.objects.filter(issued_number__in=numbers).count() == len(numbers)


def test_a_town_too_young_has_no_set(made: Built) -> None:  # noqa: F811
    plan = made.rows.plan
    assert session_papers.annual_session(plan, date(2025, 11, 23)) is not None
    assert session_papers.annual_session(plan, date(2026, 1, 2)) is None


def test_titles_are_one_line_of_names(filed: list[Draft]) -> None:
    assert all(from_json(draft.content).title.strip() for draft in filed)
