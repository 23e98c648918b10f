"""Nothing leaves a rehearsal: no channel, no link, no login, no clock, no index of another town, no public page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from renda.config import background
from renda.demo.rehearsal import PREFIX
from renda.foundation import clock
from renda.kernel.access.links import make_link, open_link
from renda.kernel.deadlines.loop import run_clock
from renda.kernel.notices import channels, outbox
from renda.kernel.notices.models import ChannelSetting, Delivery, DeliveryState, Notice
from renda.kernel.people import login
from renda.kernel.people.models import Account, CongressSession, Person
from renda.kernel.rehearsal import spaces
from renda.kernel.search import api as search
from renda.kernel.units.scope import acting_in
from renda.web.public import column
from tests.kernel.rehearsal import play

pytestmark = pytest.mark.django_db
NOWHERE = "http://127.0.0.1:9/"


@pytest.fixture
def space(town_set, frozen_clock):
    return spaces.begin(town_set.actor("office"))


@pytest.fixture
def sent(monkeypatch) -> list:
    """What any channel was asked to send."""
    asked: list = []
    for module in channels.CHANNELS.values():
        monkeypatch.setattr(module, "send", lambda delivery, setting: asked.append(delivery) or "")
    return asked


@pytest.mark.parametrize("channel", sorted(channels.CHANNELS))
def test_no_channel_sends_even_where_it_is_set_up(town_set, space, sent, channel):
    with acting_in(space):
        ChannelSetting.objects.create(channel=channel, address=NOWHERE, is_on=True)
        play_urgent(space)
        notice = Notice.objects.first()
        Delivery.objects.create(notice=notice, channel=channel, next_try_at=clock.now())
        with clock.shifted(timedelta(days=1)):
            assert outbox.send_due() == 0
        assert not sent
        assert Delivery.objects.get(channel=channel).problem == "演练里什么都不往外发"


def play_urgent(space) -> None:
    """A session called: everybody with a part hears of it in the inbox, nobody over a channel."""
    play.whole_session(space)
    told = Delivery.objects.filter(notice__kind="attendance.invited")
    assert told.filter(channel="inbox").exists()
    assert not Delivery.objects.exclude(channel__in=("inbox", "print")).exists()


def test_the_same_channel_of_the_real_town_does_send(town_set, space, sent):
    ChannelSetting.objects.create(channel="webhook", address=NOWHERE, is_on=True)
    notice = Notice.objects.create(kind="x", title="真的")
    Delivery.objects.create(notice=notice, channel="webhook", next_try_at=clock.now())
    assert background.send_messages(clock.now()) == 1 and len(sent) == 1


def test_the_queue_and_the_clock_of_the_installation_pass_it_by(town_set, space, sent):
    with acting_in(space):
        ChannelSetting.objects.create(channel="sms", address=NOWHERE, is_on=True)
        notice = Notice.objects.create(kind="x", title="假的")
        Delivery.objects.create(
            notice=notice, channel="sms", state=DeliveryState.QUEUED, next_try_at=clock.now()
        )
        before = Notice.objects.count()
    assert background.send_messages(clock.now()) == 0
    with clock.shifted(timedelta(days=200)):
        run_clock()
    with acting_in(space):
        assert Notice.objects.count() == before
        assert Delivery.objects.get(channel="sms").tries == 0


def test_a_link_made_in_it_opens_nothing(space):
    with acting_in(space):
        session = CongressSession.objects.get()
        _, secret = make_link(
            session, ["session.view"], expires_at=clock.now() + timedelta(days=9), label="代表"
        )
    assert "演练" in open_link(secret).problem


def test_no_part_can_log_in(space):
    part = Account.objects.get(username=f"{PREFIX}banzhuren")
    part.set_password("a password set behind its back")
    part.save()
    with pytest.raises(login.LoginRefused):
        login.authenticate(part.username, "a password set behind its back", None)


def test_the_search_of_the_real_town_does_not_find_it(town_set, space):
    play.whole_session(space)
    words = str(town_set.term)
    inside = search.search([space.pk], words, actor=search.EVERYTHING)
    outside = search.search([town_set.town.pk], words, actor=search.EVERYTHING)
    assert inside.total and all(hit.town_id == town_set.town.pk for hit in outside.hits)


def test_it_is_not_on_the_open_column(space, rf):
    assert space.pk not in [town.pk for town in column.towns()]
    with pytest.raises(Http404):
        column.open_town(rf.get("/"), town=space.pk)


def test_papers_have_the_word_across_and_a_series_of_their_own(town_set, space):
    from renda.kernel.documents.engine import overprint

    assert overprint.word() == ""
    with acting_in(space):
        assert overprint.word() == "演练"
        assert space.profile.number_word == spaces.NUMBER_WORD != town_set.profile.number_word


def test_what_reaches_beyond_is_withheld_from_every_part(space):
    office = play.actors(space, "人大办主任")[0]
    assert office.has("session.prepare")
    assert not any(
        office.has(verb) for verb in ("backup.make", "account.open", "link.make", "settings.channels")
    )


def test_there_is_one_at_a_time(town_set, space):
    with pytest.raises(spaces.AlreadyRehearsing):
        spaces.begin(town_set.actor("office"))
    spaces.end(town_set.actor("office"))
    with pytest.raises(spaces.NoRehearsal):
        spaces.end(town_set.actor("office"))


def test_only_a_rehearsal_can_be_emptied(town_set):
    from renda.kernel.rehearsal import emptying

    with pytest.raises(ValueError, match="not a rehearsal"):
        emptying.empty(town_set.town)
    assert Person.objects.exists()


def test_on_another_day_its_own_clock_has_gone_on(town_set, space):
    with acting_in(space):
        opens_on = CongressSession.objects.get().opens_on
    spaces.turn_to(space, opens_on)
    with acting_in(space):
        assert spaces.now(type(space.profile).objects.get(town=space)).date() == opens_on
        assert Notice.objects.filter(made_at__gte=clock.at(opens_on, 0)).exists()
    assert clock.today() < opens_on
