"""Two papers of last year, and a town in which some things have changed since."""

from __future__ import annotations

from datetime import date

from renda.kernel.people.models import Appointment, CongressSession
from renda.kernel.units.models import Unit
from tests.harness.town import TownSet, make_person

TODAY = date(2026, 1, 5)
LAST_YEAR = """关于召开云岭镇第十九届人民代表大会第四次会议的通知

各代表小组：
　　定于2025年1月15日至16日召开云岭镇第十九届人民代表大会第四次会议。请于1月14日报到。
　　镇长李镇长作报告，副镇长胡文斌列席，由老农技站负责会务，联系人：周文书，电话：0000-6600110。
　　去年收到代表建议9件。

　　　　　　　　　　云岭镇人民代表大会主席团
　　　　　　　　　　　　2025年1月3日
"""
SECOND = "云岭镇第十九届人民代表大会第四次会议主持词\n\n　　请副镇长胡文斌发言。\n　　2025年1月15日\n"


def furnish(made: TownSet) -> None:
    """Last year's session, a vice head who left and one who followed, a station out of use."""
    CongressSession.objects.create(term=made.term, number=4, opens_on=date(2025, 1, 15), closes_on=date(2025, 1, 16))
    gone, came = make_person("胡文斌"), make_person("秦小川")
    seat = {"unit": made.units["government"], "post": "副镇长", "role": "leader"}
    Appointment.objects.create(person=gone, from_on=date(2021, 12, 1), until_on=date(2025, 6, 30), **seat)
    Appointment.objects.create(person=came, from_on=date(2025, 7, 1), **seat)
    Unit.objects.create(name="老农技站", kind="station", is_active=False)
