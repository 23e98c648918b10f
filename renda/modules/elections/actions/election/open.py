"""Which post is filled, why and how many places; the margin comes from the session's method."""

from __future__ import annotations

from renda.kernel.deadlines import timing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.elections import posts
from renda.modules.elections.models import Election, Occasion

PLACES = "chair-and-vice-number"
VICE, CHAIR = "congress_vice_chair", "congress_chair"


def guard(step: Step) -> list[Reason]:
    data, reasons = step.data, []
    seats = data.get("seats") or 0
    if seats < 1:
        reasons.append(Reason("应选名额至少是1名。", "请改“应选名额”。"))
    if (most := most_places(data.get("post", ""))) is not None and seats > most:
        reasons.append(reason(PLACES, f"这个职务最多{most}名，不能选{seats}名。", "请核对名额。"))
    same = Election.objects.filter(congress_session=data["congress_session"], post_key=data.get("post", ""))
    if same.exclude(state="closed").exists():
        reasons.append(Reason("这次会议已经在选这个职务。", "请到那一项里接着办；要改名额的，先点“不选了”再重新确定。"))
    if data.get("occasion") == Occasion.FURTHER and not data.get("follows"):
        reasons.append(Reason("另行选举要说明接着哪一次选。", "请在“上次没有选足的选举”里选。"))
    if (earlier := data.get("follows")) and seats > earlier.vacant:
        reasons.append(Reason(f"上次留下的名额是{earlier.vacant}名，这次不能选{seats}名。", "请核对名额。"))
    return reasons


def most_places(post_key: str) -> int | None:
    """The largest number of places the law gives the post; None where it gives none."""
    rule = timing.rule(PLACES)
    return {CHAIR: rule.value("chair"), VICE: rule.value("vice_max")}.get(post_key)


def prepare(step: Step) -> None:
    election, data = step.matter, step.data
    post = posts.post(data["post"])
    election.congress_session = data["congress_session"]
    election.post_key, election.post_title = post.key, post.title
    election.occasion, election.seats, election.follows = data["occasion"], data["seats"], data.get("follows")


def effect(step: Step) -> None:
    """Nothing but opening."""
