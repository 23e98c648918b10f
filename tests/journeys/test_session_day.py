"""One day of the congress as an office plays it: prepared at the desk, answered and signed in on the phone, held, closed, sealed."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta
from typing import Any

import pypdf
import pytest

from renda.foundation import clock
from renda.foundation.ids import new_id
from renda.kernel.dossiers.models import Dossier
from renda.kernel.people.changes import end_mandate
from renda.kernel.procedures.execute import open_matter
from renda.kernel.units.scope import acting_in
from renda.modules.sessions.attendance import invitations, roll
from renda.modules.sessions.attendance.models import Attendee
from renda.modules.sessions.models import SessionWork
from renda.modules.sessions.sittings.actions import course, planning, signing
from renda.modules.sessions.sittings.actions.signing import Scan
from renda.modules.sessions.sittings.models import SignIn, Sitting
from renda.modules.suggestions.models import Suggestion
from tests.harness.town import make_mandate, make_person, make_town
from tests.journeys import hands
from tests.journeys.test_election import BOX, count
from tests.kernel.ballots.hall import MORE, fill_hall
from tests.modules.elections.story import Story
from tests.modules.sessions.prepared import filled, fresh, prepared, step
from tests.modules.suggestions.story import CONTENT

DAY = date(2026, 1, 20)
PATIENCE = 30_000  # ms; the first page of all may take long on a busy computer
QUORUM = "《地方各级人民代表大会和地方各级人民政府组织法》（2022年修正）第14条第4款"


@pytest.fixture
def town(transactional_db, frozen_clock):
    """Six weeks before the day; sixty-one deputies, one of whom will be none on the day."""
    frozen_clock.to(date(2025, 12, 10))
    made = make_town()
    with acting_in(made.town):
        fill_hall(made, MORE)
        leaving = make_mandate(make_person("孙辞职"), made)
        yield made, leaving


def begun(office: Any) -> None:
    """From the menu to the checklist, and the day made public."""
    office.goto("/")
    office.get_by_role("link", name="大会会议", exact=True).first.click()
    hands.follow(office, "开始筹备一次大会")
    office.fill("#id_opens_on", DAY.isoformat())
    office.fill("#id_closes_on", DAY.isoformat())
    hands.press(office, "先看看日程")
    hands.press(office, "就定这一天，开始筹备")
    hands.follow(office, "总览")
    for _ in range(2):
        (hands.follow if _ == 0 else hands.press)(office, "登记日期已公布")


def people_told(office: Any) -> None:
    """The roll, the notice."""
    hands.follow(office, "人员")
    hands.follow(office, "按名册核对代表")
    hands.press(office, "照这样改名单")
    hands.follow(office, "通知和回执")
    hands.follow(office, "发会议通知")
    hands.press(office, "发出通知")
    hands.notice(office, "“报到时间和地点”后面还空着")
    text = office.input_value("#id_text")
    office.fill("#id_text", text.replace("报到时间和地点：", "报到时间和地点：8时，镇政府一楼大厅"))
    hands.press(office, "发出通知")
    hands.notice(office, "通知已发给61人")


def answered(phone: Any, other: Any, chair: Any) -> None:
    """One comes, one asks for leave and gets it; each begins on the own desk."""
    phone.goto("/")
    hands.follow(phone, "去答复")
    hands.press(phone, "我参加")
    other.goto("/")
    hands.follow(other, "去答复")
    hands.follow(other, "我要请假")
    other.fill("#id_reason", "住院手术")
    hands.press(other, "交上去，等批准")
    chair.goto("/")
    hands.follow(chair, "赵代表请假")
    chair.check("[name=granted][value='1']")
    hands.press(chair, "决定")
    hands.notice(chair, "准假1人")


def folders(office: Any) -> None:
    hands.follow(office, "材料和装袋")
    hands.follow(office, "列入一份材料")
    office.fill("#id_title", "政府工作报告")
    hands.press(office, "保存")
    hands.follow(office, "装袋")
    hands.press(office, "全部装好了")
    hands.press(office, "都送到了")


def printed(office: Any) -> dict[str, str]:
    """Everybody seated, everything for the hall printed in one run: the text of each file."""
    hands.follow(office, "座次与证件")
    hands.press(office, "按名单排座")
    hands.follow(office, "打印")
    with office.expect_download() as waiting:
        office.get_by_role("link", name="全部做好，下载").click()
    hands.press(office, "都印好了")
    with zipfile.ZipFile(waiting.value.path()) as archive:
        return {name: text_of(archive.read(name)) for name in archive.namelist()}


def text_of(data: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).replace("\n", "")


def test_the_preparation(town, visitors, frozen_clock, axe_violations):
    made, leaving = town
    office, chair = visitors.page(made.accounts["office"]), visitors.page(made.accounts["chair"])
    phone, other = (visitors.page(made.accounts[role], phone=True) for role in ("deputy", "other_deputy"))
    for page in (office, chair, phone, other):
        page.set_default_timeout(PATIENCE)
    begun(office)
    people_told(office)
    answered(phone, other, chair)
    office.reload()
    folders(office)
    texts = printed(office)
    assert sorted(name[1:] for name in texts) == sorted(
        ["桌签.pdf", "证件（胸牌）.pdf", "签到册.pdf", "装袋单.pdf", "文件袋标签.pdf", "座次图.pdf"]
    )
    book = texts["3签到册.pdf"]
    assert "王代表" in book and "赵代表" not in book and "孙辞职" in book
    assert "政府工作报告" in texts["4装袋单.pdf"] and texts["1桌签.pdf"].count("欧阳建国") == 4
    hands.follow(office, "筹备")
    office.locator("summary", has_text="办好了").click()
    hands.notice(office, "系统看到：证件、桌签和签到册印好了")
    hands.notice(office, "系统看到：每位代表的材料都送到了")
    assert not axe_violations(office)
    phone.reload()
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth") and not axe_violations(
        phone
    )


@pytest.fixture
def morning(town, frozen_clock):
    """Half past eight on the day: told, seated in the plan, the usual sittings arranged; one seat ended the day before."""
    made, leaving = town
    office = made.actor("office")
    work = prepared(made, kind="regular", opens_on=DAY, closes_on=DAY)
    step(made, work, "publish", published_on=clock.today())
    session = fresh(work).session
    roll.sync(office, session, roll.compare(session).digest)
    invitations.send(office, session, {"title": "开会通知", "text": "请参加。", "capacities": ["deputy"]})
    end_mandate(leaving, DAY - timedelta(days=1), "辞职被接受", office)
    frozen_clock.to(clock.at(DAY, 8, 30))
    planning.plan_usual(office, session, "三楼会议室")
    return made, fresh(work)


def sign_in(office: Any, code: str, words: str) -> None:
    """A number typed at the table, and what the table says."""
    office.fill("[name=code]", code)
    office.press("[name=code]", "Enter")
    office.get_by_text(words).first.wait_for()


def rest_come(made: Any, sitting: Sitting, until: int) -> None:
    """One after the other holds the badge under the scanner, until so many are there."""
    here = SignIn.objects.filter(sitting=sitting).values("attendee")
    people = Attendee.objects.of(sitting.session_id).exclude(pk__in=here)[: until - here.count()]
    scans = [Scan(str(new_id()), one.token, "code", clock.now()) for one in people]
    assert {told.outcome for told in signing.sign_in(made.actor("office"), sitting, scans, "甲台")} == {
        "signed"
    }


def to_sitting(office: Any, session: Any, title: str) -> None:
    office.goto(session_url(session))
    hands.follow(office, title)


def session_url(session: Any) -> str:
    return f"/sessions/{session.pk}/"


def opened(made: Any, office: Any, phone: Any, session: Any) -> None:
    """Refused with the article while too few are there; then by number, twice the same, by phone, by badge."""
    office.goto(session_url(session))
    hands.follow(office, "人员")
    hands.follow(office, "看变化，改名单")
    hands.press(office, "照这样改名单")
    to_sitting(office, session, "第一次全体会议")
    hands.press(office, "开始签到")
    hands.press(office, "宣布开会")
    hands.notice(office, "还差 40 人才达到三分之二")
    hands.notice(office, QUORUM)
    hands.follow(office, "签到台")
    sign_in(office, "2", "8:30 签到")
    sign_in(office, "2", "已经签到")
    sign_in(office, Attendee.objects.get(name="孙辞职").token, "不在名单上")
    phone.goto("/")
    hands.follow(phone, "通知、材料、签到")
    hands.follow(phone, "我到了，去签到")
    sitting = Sitting.objects.get(title="第一次全体会议")
    phone.fill("#id_code", sitting.hall_code)
    hands.press(phone, "我到了，签到")
    rest_come(made, sitting, 58)
    to_sitting(office, session, "第一次全体会议")
    hands.press(office, "宣布开会")
    office.goto(session_url(session))
    hands.follow(office, "开幕")
    office.fill("#id_present", "39")
    hands.press(office, "开幕")
    hands.notice(office, QUORUM)


def taken_in(made: Any, office: Any, session: Any) -> None:
    """A suggestion and a bill typed in at the sitting, one after the other; nine more come the same way."""
    to_sitting(office, session, "第一次全体会议")
    hands.press(office, "开始这一项")
    hands.press(office, "结束这一项")
    hands.follow(office, "登记会上收到的建议")
    for kind, title in (("suggestion", CONTENT["title"]), ("bill", "关于三年治理上河的议案")):
        hands.choose(office, "author", "王代表")
        hands.choose(office, "kind", {"suggestion": "建议、批评和意见", "bill": "议案"}[kind])
        hands.fill(office, {"title": title, "facts": CONTENT["facts"], "ask": CONTENT["ask"]})
        hands.press(office, "代录建议")
        if kind == "suggestion":
            office.get_by_role("link", name="再录一件").click()
            office.wait_for_url(re.compile("enter"))
    for number in range(2, 11):
        data = {**CONTENT, "title": f"第{number}件建议", "author": made.mandates["deputy"], "channel": "in_session",
                "session": session, "submitted_on": DAY}  # fmt: skip
        open_matter(made.actor("office"), "suggestion", "enter", data)
    rows = Suggestion.objects.filter(session=session, channel="in_session", state="submitted")
    assert sorted(rows.values_list("kind", flat=True)) == ["bill"] + ["suggestion"] * 10
    to_sitting(office, session, "第一次全体会议")
    hands.press(office, "散会")


def budget_voted(office: Any, session: Any) -> None:
    """Its base stands there; the count is cut off in the middle and goes on; what does not add up is told."""
    to_sitting(office, session, "第二次全体会议")
    office.locator("li", has_text="表决关于预算的决议").get_by_role("button", name="准备表决").click()
    hands.notice(office, "全体代表60人的过半数，至少31票")
    for words in ("开始表决", "表决结束，开始计票"):
        hands.follow(office, words)
        hands.press(office, words)
    hands.follow(office, "录计票表")
    hands.press(office, "开始录")
    boxes = office.locator("main input[name^='o1.']:visible")
    boxes.nth(0).fill("50")
    sheet = office.url
    hands.press(office, "先存着")
    office.goto(sheet)
    assert boxes.nth(0).input_value() == "50"
    boxes.nth(1).fill("5")
    boxes.nth(2).fill("30")
    office.get_by_text("多于到会人数").first.wait_for()
    boxes.nth(2).fill("3")
    office.get_by_text("都对得上").wait_for()
    hands.press(office, "录完了")
    hands.follow(office, "确认并宣布结果")
    hands.press(office, "确认并宣布结果")


def elected(made: Any, office: Any, chair: Any, session: Any) -> None:
    """Two places, three candidates, two with the same votes; another round, the announcement with its number."""
    story = Story(made)
    story.adopted()
    story.printed()
    to_sitting(office, session, "第二次全体会议")
    hands.follow(office, "到“选举”里办")
    hands.follow(office, "云岭镇人民政府副镇长")
    hands.follow(office, "开始投票")
    hands.press(office, "开始投票")
    count(office, chair, (*BOX, "50", "5", "3", "33", "20", "5", "33", "20", "5"))
    office.goto(story.election.get_absolute_url())
    hands.notice(office, "何丽、沈国平都是33票")
    hands.follow(office, "就票数相等的人再次投票")
    hands.press(office, "就票数相等的人再次投票")
    count(office, chair, (*BOX, "30", "26", "2", "28", "28", "2"))
    office.goto(story.election.get_absolute_url())
    hands.follow(office, "发公告和当选通知书")
    hands.press(office, "发公告和当选通知书")


def closed(made: Any, office: Any, session: Any, sitting: Sitting) -> None:
    """Not while a sitting is on; what was decided stands in the form."""
    office.goto(session_url(session))
    hands.follow(office, "闭幕")
    assert "关于预算的决议：通过" in office.input_value("#id_outcome")
    hands.press(office, "闭幕")
    hands.notice(office, "“第二次全体会议”还没有散会")
    course.close_sitting(made.actor("office"), Sitting.objects.get(pk=sitting.pk))
    hands.press(office, "闭幕")


def sealed(made: Any, office: Any) -> str:
    """What is on paper goes into the dossier, then it is shut; gives the text of the sign-in book kept in it."""
    hands.follow(office, "会后")
    hands.notice(office, "共11件，")
    filled(made, SessionWork.objects.get())
    office.reload()
    book = office.get_by_role("link", name=re.compile("第二次全体会议签到册")).get_attribute("href")
    hands.follow(office, "归档")
    hands.press(office, "归档")
    assert Dossier.objects.get(model="congress_sessions.sessionwork").sealed_at
    return text_of(office.request.get(f"{book}pdf/").body())


def test_the_day(morning, visitors, frozen_clock):
    made, work = morning
    session = work.session
    office, chair = visitors.page(made.accounts["office"]), visitors.page(made.accounts["chair"])
    phone = visitors.page(made.accounts["deputy"], phone=True)
    for page in (office, chair, phone):
        page.set_default_timeout(PATIENCE)
    opened(made, office, phone, session)
    office.fill("#id_present", "58")
    hands.press(office, "开幕")
    taken_in(made, office, session)
    frozen_clock.to(clock.at(DAY, 16, 30))
    second = course.open_sign_in(made.actor("office"), Sitting.objects.get(title="第二次全体会议"))
    rest_come(made, second, 58)
    course.open_sitting(made.actor("office"), second)
    budget_voted(office, session)
    elected(made, office, chair, session)
    frozen_clock.to(clock.at(DAY, 18))
    closed(made, office, session, second)
    book = sealed(made, office)
    assert "应到60名，实到58名" in book and "王代表" in book and "孙辞职" not in book
