"""The office's and the monitors' pages, from preparing to the list for counting."""

from __future__ import annotations

import re

from django.urls import reverse

from renda.kernel.secret_votes import casting, steps
from renda.kernel.secret_votes.models import SealedBallot, SecretVote, Slip
from tests.kernel.secret_votes.room import MONITORS, wrong

NEW = {
    "version": "0", "title": "评议站所测评", "purpose": "appraisal", "objects": "水利站\n公路站", "grades": "trust", "held_on": "2026-03-05",
    "others": "张三\n李四", "monitors": "\n".join(MONITORS),
}  # fmt: skip


def at(name: str, vote, *more) -> str:
    return reverse(f"secret_votes:{name}", args=[vote.pk, *more])


def text(answer) -> str:
    return answer.content.decode()


def test_prepared_in_the_browser(town_set, client_as, frozen_clock):
    office = client_as("office")
    answer = office.post(reverse("secret_votes:new"), NEW)
    vote = SecretVote.objects.get()
    assert answer["Location"] == vote.get_absolute_url() and len(vote.roll) == 5
    page = text(office.get(vote.get_absolute_url()))
    assert "信任、基本信任合计应为有效票的" in page and "领封口码" in page and "孙监票" in page


def test_VOTE_17_statutory_votes_are_refused_beside_the_form(town_set, client_as):
    answer = client_as("office").post(reverse("secret_votes:new"), {**NEW, "purpose": "statutory"})
    assert (
        answer.status_code == 422
        and "纸票" in text(answer)
        and "第28条" in text(answer)
        and "水利站" in text(answer)
    )


def test_two_objects_of_one_name_and_one_monitor_are_told(town_set, client_as):
    answer = client_as("office").post(
        reverse("secret_votes:new"), {**NEW, "objects": "水利站\n水利站", "monitors": "孙监票"}
    )
    assert "写了两次" in text(answer) and "至少要两名" in text(answer)


def test_slips_are_shown_once_and_not_kept(room, client_as):
    office = client_as("office")
    assert "票只显示这一次" in text(office.get(at("slips", room.vote)))
    answer = office.post(at("slips", room.vote), {"count": "65", "address": "http://192.168.1.8:8000/"})
    page = text(answer)
    secrets = re.findall(r"http://192\.168\.1\.8:8000/v/(\w{27})/", page)
    assert len(set(secrets)) == 65 == Slip.objects.count() and "no-store" in answer["Cache-Control"]
    assert all(casting.by_secret(secret) for secret in secrets[:3])
    assert secrets[0] not in text(office.get(at("slips", room.vote)))
    refused = office.post(at("slips", room.vote), {"count": "59", "address": "ftp://x"})
    assert "以 http 开头" in text(refused)
    assert "不能只印59张" in text(
        office.post(at("slips", room.vote), {"count": "59", "address": "http://10.0.0.2"})
    )


def test_a_code_is_shown_once_to_the_monitor(room, client_as):
    office = client_as("office")
    assert "别人都走开" in text(office.get(at("code", room.vote, 1)))
    answer = office.post(at("code", room.vote, 1))
    assert re.search(r"\w{4} \w{4} \w{4}", text(answer)) and "no-store" in answer["Cache-Control"]
    assert "从此不能用" in text(office.get(at("code", room.vote, 1)))


def test_opened_cast_and_closed_by_two_monitors(room, client_as):
    office = client_as("office")
    room.printed(more=2).handed()
    spare = "\n".join(code for _, code in room.slips[60:])
    assert "没有票号" in text(office.post(at("left", room.vote), {"typed": "AAAA AAAA"}))
    assert office.post(at("left", room.vote), {"typed": spare}).status_code == 302
    given = {"present": "60", "drawn": "60", "first_code": room.two[0], "second_code": wrong(room.two[1])}
    refused = office.post(at("open", room.vote), given)
    assert (
        refused.status_code == 422 and "第2个封口码不对" in text(refused) and room.two[0] not in text(refused)
    )
    assert office.post(at("open", room.vote), {**given, "second_code": room.two[1]}).status_code == 302
    for place in range(40):
        room.cast(place, "satisfied")
    page = text(office.get(room.vote.get_absolute_url()))
    assert "<b>40</b>" in page and "合格比例" not in page
    assert "65%" in text(office.get(at("screen-now", room.vote)))
    exchanged = office.post(at("exchange", room.vote), {"typed": room.slips[0][1]})
    assert "已经投出" in text(exchanged)
    assert (
        office.post(
            at("close", room.vote), {"first_code": room.two[1], "second_code": room.codes["李候补"]}
        ).status_code
        == 302
    )
    page = text(office.get(room.vote.get_absolute_url()))
    assert "合格比例" in page and "100%" in page and "不符" not in page
    assert "正在合计" in text(office.get(at("screen-now", room.vote))), "not before it is declared"
    assert text(office.get(at("recount", room.vote))).count("满意") >= 80
    answer = office.post(at("step", room.vote, "declare"), {"version": str(room.fresh().version)})
    assert answer.status_code == 302 and room.fresh().state == "declared"
    assert "合格线" in text(office.get(at("screen-now", room.vote)))
    assert "摄像头" in text(office.get(room.vote.get_absolute_url()))


def test_the_network_fails_at_thirty_of_sixty_and_the_rest_votes_on_paper(room, client_as):
    office, chair = client_as("office"), client_as("chair")
    room.opened()
    for place in range(30):
        room.cast(place, "mostly")
    typed = "\n".join(code for _, code in room.slips[30:])
    assert office.post(at("exchange", room.vote), {"typed": typed}).status_code == 302
    office.post(at("close", room.vote), {"first_code": room.two[0], "second_code": room.two[1]})
    page = text(office.get(room.vote.get_absolute_url()))
    assert "还差纸票" in page and "合格比例" not in page
    keyed = {"returned": "29"} | {
        f"o{place}-{key}": "0" for place in (1, 2) for key in ("satisfied", "mostly", "abstain", "invalid")
    }
    keyed |= {"o1-not": "29", "o2-not": "28"}
    assert "加起来是28张" in text(office.post(at("paper", room.vote), keyed))
    keyed["o2-invalid"] = "1"
    assert office.post(at("paper", room.vote), keyed).status_code == 302
    assert "要由另一个人录" in text(office.post(at("paper", room.vote), keyed))
    assert chair.post(at("paper", room.vote), keyed).status_code == 302
    page = text(office.get(room.vote.get_absolute_url()))
    assert "投出59张" in page and "51%" in page and "不符" not in page


def test_VOTE_15_stopped_in_the_middle(room, client_as):
    room.opened()
    room.cast(0, "not")
    office = client_as("office")
    page = text(office.get(at("step", room.vote, "void")))
    assert "全部销毁" in page
    office.post(
        at("step", room.vote, "void"), {"version": str(room.fresh().version), "reason": "断网，改用纸票"}
    )
    assert not SealedBallot.objects.exists()
    assert "1张电子票全部销毁" in text(office.get(room.vote.get_absolute_url()))


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    room, client_as, django_assert_max_num_queries
):
    from tests.kernel.secret_votes.room import room_of

    office = client_as("office")
    office.get(reverse("secret_votes:list"))
    for number in range(6):
        room_of(room.made, objects=(f"对象{number}",))
    with django_assert_max_num_queries(12):
        assert "对象5" in text(office.get(reverse("secret_votes:list")))


def test_VOTE_08_few_votes_show_no_numbers_anywhere(room, client_as):
    room.opened()
    for place in range(9):
        room.cast(place, "not")
    steps.declare(room.office, room.closed().vote)
    office = client_as("office")
    for name in ("one", "screen-now", "recount"):
        page = text(office.get(at(name, room.vote)))
        assert (
            "投票不满10张" in page
            and "合格比例" not in page
            and ">9<" not in page.replace("<b>9</b><span>投出", "")
        )
