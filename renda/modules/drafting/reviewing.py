"""Review: asking, seeing, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.drafting import bindings as figures
from renda.modules.drafting import contents, selectors
from renda.modules.drafting.models import Draft, DraftVersion, Opinion, ReviewRequest


@dataclass(frozen=True)
class ReviewerStanding:
    """One reviewer of one round: asked, seen, answered or no longer waited for."""

    request: ReviewRequest
    opinion: Opinion | None

    @property
    def words(self) -> str:
        if self.request.waived_on:
            return "不再等待"
        if self.opinion is not None:
            return self.opinion.get_stance_display()
        return "已打开，还没有给意见" if self.request.seen_at else "还没有打开"


def standing(draft: Draft) -> list[ReviewerStanding]:
    """Every reviewer of every round, the latest round first."""
    return [ReviewerStanding(request, getattr(request, "opinion", None)) for request in selectors.all_requests(draft)]


def request_of(actor: Actor, draft: Draft) -> ReviewRequest | None:
    """The request this actor has not answered yet."""
    return selectors.request_of(actor.person_id, draft)


def mark_seen(actor: Actor, request: ReviewRequest) -> None:
    """The reviewer opened the draft; the first time counts."""
    if request.reviewer_id == actor.person_id:
        ReviewRequest.objects.filter(pk=request.pk, seen_at__isnull=True).update(seen_at=clock.now())
        request.refresh_from_db()


def known_before(request: ReviewRequest) -> DraftVersion | None:
    """The text this reviewer was asked about the last time, else the text of the round before: what the present one
    is compared with. None in the first round."""
    earlier = request.draft.review_requests.filter(round__lt=request.round).select_related("version").order_by("-round", "id")
    found = earlier.filter(reviewer_id=request.reviewer_id).first() or earlier.first()
    return found.version if found else None


def ask(step: Step) -> None:
    """Ask every person of the step about the present text, those already asked in this round left out."""
    draft = step.matter
    asked = set(draft.review_requests.filter(round=draft.round).values_list("reviewer_id", flat=True))
    fresh = [person for person in unique(step.data["reviewers"]) if person.pk not in asked]
    if not fresh:
        raise Refused([Reason("选的人都已经送审了。", "请另选审核人。")])
    version = selectors.latest_version(draft)
    for person in fresh:
        ReviewRequest.objects.create(
            draft=draft, version=version, round=draft.round, reviewer=person,
            note=(step.data.get("note") or "")[:300], asked_by=step.actor.label[:40],
        )  # fmt: skip
    step.result["asked"] = fresh


def unique(people) -> list:
    return list({person.pk: person for person in people}.values())


def unfinished(draft: Draft) -> list[Reason]:
    """What must be done about the text before anybody reviews or signs it."""
    paper = contents.resolved(draft)
    written = contents.written(paper)
    reasons = []
    if contents.is_empty(paper):
        reasons.append(Reason("正文还是空的。", "请先写正文。"))
    if contents.UNFILLED in written:
        reasons.append(Reason("文中还有“待填”的地方。", "请把〔待填：…〕都填上。"))
    if contents.LACKING in written:
        reasons.append(Reason("文中有取不到的数据。", "请删掉这个数据，或另选一个。"))
    return reasons


def stale_figures(draft: Draft) -> list[Reason]:
    """Figures whose rows have changed: to be thought over before the step."""
    return [
        Reason(f"“{change.label}（{change.scope_label}）”{change.words}。", "请更新，或写理由保留原来的数字。", blocks=False)
        for change in figures.figure_changes(draft)
    ]
