"""Reading drafts: querysets and small summaries, no writing."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from renda.foundation import clock
from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.documents.models import IssuedNumber, Origin, Paper, PaperState
from renda.kernel.people.models import CongressSession
from renda.modules.drafting.models import Draft, DraftVersion, FilingClass, Opinion, Receipt, ReviewRequest


def open_requests(draft: Draft) -> QuerySet[ReviewRequest]:
    """The reviewers of this round who are still waited for."""
    return draft.review_requests.filter(
        round=draft.round, opinion__isnull=True, waived_on__isnull=True
    ).select_related("reviewer")


def request_of(person_id, draft: Draft) -> ReviewRequest | None:
    """The open request to a person, if there is one."""
    return open_requests(draft).filter(reviewer_id=person_id).first() if person_id else None


def opinions_of_round(draft: Draft) -> QuerySet[Opinion]:
    return Opinion.objects.filter(request__draft=draft, request__round=draft.round, request__waived_on__isnull=True)


def all_requests(draft: Draft) -> QuerySet[ReviewRequest]:
    """Every reviewer of every round with the opinion, the latest round first."""
    return draft.review_requests.select_related("reviewer", "version", "opinion", "opinion__file").order_by(
        "-round", "asked_on", "id"
    )


def latest_version(draft: Draft) -> DraftVersion:
    """The text as it is saved now."""
    return draft.versions.get(n=draft.text_version)


def receipts(draft: Draft) -> QuerySet[Receipt]:
    """Everybody the paper went to."""
    return Receipt.objects.filter(dispatch__draft=draft).select_related("dispatch", "person", "unit").order_by("dispatch", "name", "id")


def not_signed_for(draft: Draft) -> QuerySet[Receipt]:
    return receipts(draft).filter(signed_on__isnull=True)


def reserved_numbers(draft: Draft) -> QuerySet[IssuedNumber]:
    """Numbers kept for later and not used yet, of the year in which ``draft`` was signed (7.2.5)."""
    rows = IssuedNumber.objects.filter(
        origin=Origin.RESERVED, taken_at__isnull=True, voided_at__isnull=True, series__for_papers=True,
        year=(draft.signed_on or clock.today()).year,
    ).select_related("series")  # fmt: skip
    return rows.order_by("series__position", "n")


def papers_of_session(session: CongressSession) -> QuerySet[Paper]:
    """The papers that were issued for a session: filed as such, or naming it, signed nearer to it than to another."""
    name = f"{session.term}人民代表大会第{to_chinese(session.number)}次会议"
    of_it = Q(belongs_to__in=(FilingClass.SESSION, FilingClass.PREPARATION)) | Q(paper__text__contains=name)
    drafts = Draft.objects.filter(of_it, signed_on__range=nearest(session), paper__isnull=False)
    return Paper.objects.filter(pk__in=drafts.values("paper"), state=PaperState.ISSUED)


def nearest(session: CongressSession) -> tuple[date, date]:
    """The days that lie nearer to a session than to the one before or after it; without a neighbour, a year."""
    earlier = CongressSession.objects.filter(closes_on__lt=session.opens_on).order_by("-closes_on").first()
    later = CongressSession.objects.filter(opens_on__gt=session.closes_on).order_by("opens_on").first()
    begins = earlier.closes_on if earlier else years_off(session.opens_on, -1)
    ends = later.opens_on if later else years_off(session.closes_on, 1)
    return begins + (session.opens_on - begins) / 2, session.closes_on + (ends - session.closes_on) / 2


def years_off(day: date, years: int) -> date:
    """The same month so many years off; its first day, which every year has."""
    return day.replace(year=day.year + years, day=1)
