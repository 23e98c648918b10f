"""A presidium of five and the steps of one of its meetings."""

from __future__ import annotations

from datetime import date

from renda.kernel.people.models import Appointment
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.presidium.models import Meeting
from tests.harness.town import SINCE, TownSet, make_person

MORE = ("孙团员", "梁团员", "韩团员")
DAY = date(2026, 6, 3)
PLAN = {
    "held_on": DAY,
    "starts": "上午9时",
    "venue": "镇人大会议室",
    "topics": "一、听取饮水安全专项工作报告\n2. 研究执法检查方案\n\n",
    "observers": "镇长李镇长",
}


class Scene:
    """The office's way through a meeting."""

    def __init__(self, made: TownSet):
        self.made = made
        self.people = [made.people["chair"], made.people["presidium"]]
        for name in MORE:
            person = make_person(name)
            post = {"post": "主席团成员", "role": "presidium", "from_on": SINCE}
            Appointment.objects.create(person=person, unit=made.units["congress"], **post)
            self.people.append(person)

    def act(self, verb: str, data: dict | None = None, role: str = "office"):
        return execute(self.made.actor(role), self.meeting, verb, data or {})

    @property
    def meeting(self) -> Meeting:
        return Meeting.objects.order_by("-number").first()

    def planned(self, **more) -> Scene:
        open_matter(self.made.actor("office"), "presidium", "plan", {**PLAN, **more})
        return self

    def opened(self, present: int = 4, excused: int = 0, **more) -> Scene:
        self.planned(**more)
        data = {"host": self.people[0], "present": self.people[:present], "excused": self.people[present : present + excused]}
        self.act("open", data)
        return self

    def record(self, position: int = 0, **data):
        topic = self.meeting.topics.all()[position]
        return self.act("record", {"topic": str(topic.pk), "discussion": "会议认为进度偏慢。", **data})
