"""Election methods: last time's taken over, checked against the law, told as the step's data."""

from __future__ import annotations

from datetime import datetime

from renda.foundation import clock
from renda.kernel.deadlines import timing
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.elections import posts
from renda.modules.elections.models import AfterPrinting, ElectionMethod

VICE_RULE, TELLERS, DEFAULTS, WITHDRAWAL = (
    "officials-candidates-deputy", "officials-scrutineers", "election-method-defaults", "officials-withdrawal",
)  # fmt: skip
FIELDS = ("margins", "write_in_abstain", "after_printing", "shortfall", "scrutineers", "booth", "other")


def last_method(session: CongressSession) -> ElectionMethod | None:
    """The adopted method of the latest earlier session."""
    earlier = ElectionMethod.objects.filter(adopted_on__isnull=False, congress_session__opens_on__lt=session.opens_on)
    return earlier.order_by("-congress_session__opens_on", "-id").first()


def first_draft(session: CongressSession) -> dict:
    """What the form of a new method begins with: last time's parameters, else the usual ones."""
    usual = timing.practice(DEFAULTS)
    found = last_method(session)
    if found is not None:
        facts = {name: getattr(found, name) for name in FIELDS}
    else:
        facts = {
            "margins": {one.key: usual["margin"] for one in posts.posts() if not one.is_principal},
            "write_in_abstain": usual["write_in_abstain"], "shortfall": usual["shortfall"], "booth": usual["booth"], "other": "",
            "after_printing": timing.practice(WITHDRAWAL).get("after_printing", AfterPrinting.REPRINT),
            "scrutineers": timing.practice(TELLERS)["min_scrutineers"],
        }  # fmt: skip
    until = usual["nominate_at" if session.closes_on > session.opens_on else "nominate_at_in_one_day"]
    return {**facts, "nominate_on": session.opens_on, "nominate_at": until, "copied_from": found}


def faults(step: Step) -> list[Reason]:
    """What the law forbids the method to say."""
    margins, reasons = step.data.get("margins") or {}, []
    rule = timing.rule(VICE_RULE)
    least, most = rule.value("extra_min"), rule.value("extra_max")
    for post in posts.posts():
        margin = margins.get(post.key)
        if margin is None or post.is_principal:
            continue
        if not least <= margin <= most:
            text = f"{post.label}的差额定为{margin}名，法律要求多{least}至{most}名。"
            reasons.append(reason(VICE_RULE, text, "请改差额数。"))
    fewest = timing.practice(TELLERS)["min_scrutineers"]
    if (step.data.get("scrutineers") or 0) < fewest:
        text = f"监票人至少{fewest}名（不含总监票人）。"
        reasons.append(reason(TELLERS, text, "请改监票人数。", blocks=False))
    return reasons


def fill(step: Step) -> None:
    """The data of the step into the method."""
    method, data = step.matter, step.data
    for name in FIELDS:
        setattr(method, name, data.get(name) or ({} if name == "margins" else ""))
    method.scrutineers = data["scrutineers"]
    method.nominate_by = datetime.combine(data["nominate_on"], data["nominate_at"], tzinfo=clock.ZONE)
