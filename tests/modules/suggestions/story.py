"""Takes a suggestion along its way through the executor, as far as a test needs it."""

from __future__ import annotations

from datetime import date, timedelta

from renda.foundation import clock
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.suggestions.models import Category, Suggestion
from tests.harness.town import TownSet

CONTENT = {
    "kind": "suggestion",
    "title": "关于修复上河村东渠的建议",
    "facts": "上河村东渠去年7月塌方二十余米，三组、四组一百二十户三百多亩稻田无法灌溉，已有八个月。",
    "place": "上河村三组",
    "ask": "请水利站在春灌前修复塌方渠段。",
}
REPLY = {
    "asked": "您反映东渠塌方，影响三百多亩稻田灌溉。",
    "done": "3月18日到现场查看，4月8日修复完成，已通水。",
    "result": "solved",
    "contact": "吴经办",
    "contact_phone": "0000-6600123",
    "signer": "郑站长",
}
GOOD = {"attitude": "satisfied", "outcome": "satisfied", "addressed": "yes", "comment": "办得好"}
POOR = {"attitude": "mostly", "outcome": "dissatisfied", "addressed": "no", "comment": "渠还是漏水"}


class Story:
    """One suggestion of the test town; each method takes one step as the person who would."""

    def __init__(self, made: TownSet, **content):
        self.made = made
        self.content = {**CONTENT, **content}
        self.suggestion: Suggestion | None = None

    def act(self, role: str, verb: str, data: dict | None = None, matter=None):
        """Take a step; afterwards ``self.suggestion`` is fresh from the database."""
        outcome = execute(self.made.actor(role), matter or self.suggestion, verb, data)
        self.suggestion.refresh_from_db()
        return outcome

    def drafted(self) -> Story:
        self.suggestion = open_matter(self.made.actor("deputy"), "suggestion", "draft", self.content).matter
        return self

    def submitted(self) -> Story:
        self.drafted().act("deputy", "submit", self.content)
        return self

    def registered(self) -> Story:
        category = Category.objects.get(name="农田水利")
        self.submitted().act("office", "register", {"category": category, "urgency": "normal", "gate": {}})
        return self

    def assigned(self, support=(), **data) -> Story:
        lead = self.made.units["water"]
        self.registered().act("office", "assign", {"lead_unit": lead, "support_units": list(support), **data})
        return self

    def handling(self, **given) -> Story:
        self.assigned(**given).act("unit_handler", "sign_for", {"signed_by": "吴经办"})
        return self

    def consulted(self, **given) -> Story:
        if self.suggestion is None:
            self.handling(**given)
        record = {"held_on": clock.today(), "way": "site", "present": "王代表、吴经办", "content": "一同查看现场"}
        self.act("unit_handler", "consult", record)
        return self

    def replied(self, **data) -> Story:
        self.consulted().act("unit_handler", "reply", {**REPLY, **data})
        return self

    def judged(self, verdict=GOOD, **data) -> Story:
        self.replied(**data).act("deputy", "judge", verdict)
        return self

    def closed(self, **data) -> Story:
        self.judged(**data).act("office", "withhold", {"reason": "涉及村民个人信息"})
        self.act("office", "close")
        return self


def days_later(days: int) -> date:
    return clock.today() + timedelta(days=days)
