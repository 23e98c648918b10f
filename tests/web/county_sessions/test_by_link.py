"""A county deputy without an account, by link: reads, signs, writes, confirms what the office typed in, answers."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from renda.kernel.people.models import Account
from renda.modules.county_sessions import materials, selectors
from renda.modules.county_sessions.models import Item, Participant
from tests.modules.county_sessions.scene import REPLY, TODAY, WORDS, Scene

ASSIGNED = {"county_number": "86", "handling": "suggestion", "county_unit": "县交通局", "assigned_on": TODAY}


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(TODAY)
    made = Scene(town_set)
    made.recorded()
    return made


@pytest.fixture
def here(scene) -> str:
    return link_of(scene, 2)


def link_of(scene: Scene, number: int) -> str:
    """The address of the link of a deputy."""
    place = Participant.objects.get(mandate=scene.deputies[number])
    return reverse("link", args=[materials.make_own_link(scene.actor(), place)[1]])


def words(answer) -> str:
    return answer.content.decode()


def test_written_and_handed_in(scene, here):
    phone = Client()
    assert "提议案、建议" in words(phone.get(here))
    data = {**WORDS, "session": scene.session.pk, "others": ""}
    shown = phone.post(f"{here}write/", data, follow=True)
    item = Item.objects.get()
    assert (
        item.author == scene.deputies[2] and WORDS["facts"] in words(shown) and "交给人大办" in words(shown)
    )
    phone.post(f"{here}edit-{item.pk}/", {**data, "version": item.version, "place": "龙口弯道"})
    phone.post(f"{here}hand_in-{item.pk}/", {"version": scene.fresh(item).version})
    assert scene.fresh(item).state == "collected" and scene.fresh(item).place == "龙口弯道"
    assert "待把关" in words(phone.get(here))


def test_what_the_office_typed_in_is_confirmed_or_mended(scene, here, client_as):
    item, phone = scene.entered(author=2), Client()
    assert "请看看对不对" in words(phone.get(here))
    wrong = {"version": item.version, "right": "no"}
    assert "还没有写要改哪里" in words(phone.post(f"{here}confirm-{item.pk}/", wrong))
    phone.post(f"{here}confirm-{item.pk}/", wrong | {"note": "路宽是4.5米"})
    office = client_as("office")
    assert "路宽是4.5米" in words(office.get(item.get_absolute_url()))
    with pytest.raises(Exception, match="有要改的地方：路宽是4.5米"):
        scene.act(item, "check")
    scene.act(item, "correct", {**WORDS, "facts": "路宽4.5米，每天过车1200多辆。", "reason": "代表核对"})
    phone.post(f"{here}confirm-{item.pk}/", {"version": scene.fresh(item).version, "right": "yes"})
    assert scene.fresh(item).confirmed_on == TODAY and "请看看对不对" not in words(phone.get(here))
    assert "本人核对过" in words(office.get(item.get_absolute_url()))
    assert phone.get(f"{here}confirm-{item.pk}/").context["obstacle"]


def test_asked_to_sign_and_to_judge(scene, here):
    phone = Client()
    draft = scene.act_open("draft", {**WORDS, "session": scene.session, "cosigners": [scene.deputies[2]]})
    assert "请您联名" in words(phone.get(here))
    phone.post(f"{here}answer_cosign-{draft.pk}/", {"version": draft.version, "agrees": "yes"})
    assert selectors.valid_cosigners(draft) == [scene.deputies[2]]
    mine = scene.submitted(2)[1]
    scene.act(mine, "register", ASSIGNED)
    scene.act(mine, "reply", {**REPLY, "done_on": TODAY})
    assert "去评价" in words(phone.get(here)) and REPLY["reply"] in words(
        phone.get(f"{here}judge-{mine.pk}/")
    )
    phone.post(f"{here}judge-{mine.pk}/", {"version": scene.fresh(mine).version, "verdict": "satisfied"})
    assert scene.fresh(mine).verdict == "satisfied"


def test_nothing_else_is_in_reach(scene, here):
    phone, other = Client(), scene.entered(author=0)
    for word in ("see", "confirm", "edit", "withdraw", "check"):
        assert phone.get(f"{here}{word}-{other.pk}/").status_code == 404
    own = scene.entered("关于另一件事的建议", author=2)
    assert phone.get(f"{here}see-{own.pk}/").status_code == 200
    assert phone.get(f"{here}check-{own.pk}/").status_code in (403, 404)  # the office's step
    assert phone.post(f"{here}see-{own.pk}/").status_code == 404
    assert phone.get(f"{here}see-nonsense/").status_code == 404


def test_an_earlier_session_is_not_opened_by_the_link_of_this_one(scene):
    old = scene.entered(author=2)
    scene.recorded(number=6)
    assert Client().get(f"{link_of_latest(scene)}see-{old.pk}/").status_code == 404


def link_of_latest(scene: Scene) -> str:
    place = Participant.objects.filter(mandate=scene.deputies[2]).order_by("-session__number").first()
    return reverse("link", args=[materials.make_own_link(scene.actor(), place)[1]])


def test_the_office_sees_whom_to_send_one_and_may_open_accounts(scene, client_as):
    office = client_as("office")
    page = words(office.get(scene.session.get_absolute_url()))
    assert "给彭县代发链接" in page and "给沈县代发链接" not in page
    assert "为县人大代表开通（1人）" in words(office.get(reverse("accounts")))
    office.post(f"{reverse('accounts-open-all')}?group=county")
    assert Account.objects.get(person=scene.deputies[2].person).person.name == "彭县代"
