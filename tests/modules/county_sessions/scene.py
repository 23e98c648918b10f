"""Three county deputies of the town and the office's way through a county session."""

from __future__ import annotations

from datetime import date

from renda.kernel.people.models import Mandate
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.county_sessions.models import CountySession, Item
from tests.harness.town import SINCE, TownSet, make_account, make_mandate, make_person

TODAY = date(2026, 3, 5)
SESSION = {
    "county": "云川县", "county_term": 18, "number": 5, "opens_on": date(2026, 3, 10), "closes_on": date(2026, 3, 13), "venue": "县会议中心",
    "receiver": "县人大常委会选任联工委", "hand_in_on": date(2026, 3, 12), "hand_in_why": "县人大常委会办公室2月25日通知",
}  # fmt: skip
WORDS = {
    "kind": "suggestion", "title": "关于拓宽县道龙口至云岭段的建议", "facts": "这段路长4.6公里，路面宽不足5米，每天过车1200多辆，去年碰擦21起。",
    "place": "县道龙口至云岭段", "ask": "把路面拓宽到7米，先修龙口弯道500米。",
}  # fmt: skip
REGISTER = {
    "county_number": "第86号",
    "handling": "suggestion",
    "county_unit": "县交通运输局",
    "assigned_on": date(2026, 3, 20),
}
REPLY = {"done_on": date(2026, 5, 20), "result": "planned", "reply": "已列入明年县道改造计划。"}


class Scene:
    """``deputies``: seats at the county; the first two have accounts (county_deputy, county_other)."""

    def __init__(self, made: TownSet):
        self.made = made
        self.deputies: list[Mandate] = []
        for name, key in (("沈县代", "county_deputy"), ("吕县代", "county_other"), ("彭县代", "")):
            person = make_person(name, employer="云岭镇企业")
            self.deputies.append(self.seat(person))
            if key:
                made.people[key], made.accounts[key] = person, make_account(person, key)

    def seat(self, person, **more) -> Mandate:
        return make_mandate(
            person, self.made, level="county", constituency=None, group=None, from_on=SINCE, **more
        )

    def actor(self, role: str = "office"):
        return self.made.actor(role)

    @property
    def session(self) -> CountySession:
        return CountySession.objects.order_by("-opens_on").first()

    def recorded(self, **more) -> CountySession:
        return open_matter(self.actor(), "county_session", "record", {**SESSION, **more}).matter

    def act(self, matter, verb: str, data: dict | None = None, role: str = "office"):
        fresh = type(matter).objects.get(pk=matter.pk)
        return execute(self.actor(role), fresh, verb, data or {})

    def act_open(self, verb: str, data: dict, role: str = "county_deputy") -> Item:
        """A deputy begins an item."""
        return open_matter(self.actor(role), "county_item", verb, data).matter

    def entered(self, title: str = WORDS["title"], author: int = 0, **more) -> Item:
        data = {**WORDS, "title": title, "session": self.session, "author": self.deputies[author], **more}
        return open_matter(self.actor(), "county_item", "enter", data).matter

    def checked(self, *args, **more) -> Item:
        item = self.entered(*args, **more)
        self.act(item, "check")
        return item

    def submitted(self, count: int = 1) -> list[Item]:
        items = [self.checked(f"关于第{n}件事的建议", author=n % 3) for n in range(1, count + 1)]
        self.act(self.session, "number")
        self.act(self.session, "submit", {"done_on": TODAY, "submitted_how": "by_hand"})
        return items

    def fresh(self, item: Item) -> Item:
        return Item.objects.get(pk=item.pk)
