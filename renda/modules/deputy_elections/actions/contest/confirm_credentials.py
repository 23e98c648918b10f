"""The credentials of those elected were reviewed and confirmed; whoever is valid gets a certificate."""

from __future__ import annotations

from renda.foundation import clock
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.deputy_elections import selectors
from renda.modules.deputy_elections.documents import elected_notice
from renda.modules.deputy_elections.models.contest import Credentials

RULE = "credentials-review"


def guard(step: Step) -> list[Reason]:
    contest, data = step.matter, step.data
    day, valid = data.get("reviewed_on"), {one.pk for one in data.get("valid") or []}
    if day and day > clock.today():
        return [Reason("审查确认日期不能在今天以后。")]
    refused = [one for one in contest.elected.all() if one.pk not in valid]
    reasons = []
    if refused and not (data.get("note") or "").strip():
        names = "、".join(one.name for one in refused)
        reasons.append(reason(RULE, f"{names}没有列为资格有效。", "当选无效的，请在审查情况里写明原因。"))
    short = contest.seats - len(valid)
    if short > 0 and not (data.get("vacancy_reason") or "").strip():
        key = selectors.next_key(contest)
        words = "可以先再次投票或者另行选举" if key in ("revote", "further", "repeat") else "可以留待补选"
        reasons.append(
            reason(
                "deputy-election-shortfall",
                f"应选{contest.seats}名，还缺{short}名。",
                f"{words}；不再选的，请写明怎样办。",
            )
        )
    return reasons


def effect(step: Step) -> None:
    contest, data = step.matter, step.data
    valid = {one.pk for one in data.get("valid") or []}
    for one in contest.elected.select_related("candidate"):
        one.credentials = Credentials.VALID if one.pk in valid else Credentials.INVALID
        one.reviewed_on, one.review_note = data["reviewed_on"], (data.get("note") or "")[:300]
        if one.pk in valid:
            one.certificate = elected_notice(step, one).number
        one.save()
    contest.vacancy_reason = (data.get("vacancy_reason") or "")[:300]
