"""Notices leave after commit, reach everybody once, and keep trying over a real local HTTP server."""

from __future__ import annotations

import json
import threading
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from renda.foundation import clock
from renda.kernel.notices import outbox
from renda.kernel.notices.models import ChannelSetting, Delivery, DeliveryState, Notice
from renda.kernel.people.models import Account
from tests.modules.suggestions.story import Story

pytestmark = pytest.mark.django_db


class Gateway(BaseHTTPRequestHandler):
    """Answers with the codes it was given, then 200; keeps what it got."""

    answers: list[int] = []
    got: list[dict] = []

    def do_POST(self):
        self.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.answers.pop(0) if self.answers else 200)
        self.end_headers()

    def log_message(self, *args):
        """Silence."""


@pytest.fixture
def gateway():
    Gateway.answers, Gateway.got = [], []
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def story(town_set):
    with clock.set_to(date(2026, 3, 2)):
        yield Story(town_set)


def test_those_with_an_account_get_it_in_the_inbox(story):
    story.submitted()
    delivery = Delivery.objects.get(notice__kind="suggestion.submitted")
    assert (delivery.channel, delivery.account) == ("inbox", story.made.accounts["office"])


def test_a_unit_without_an_account_is_on_the_print_list(story):
    Account.objects.filter(username__in=["unit_handler", "unit_leader"]).update(is_active=False)
    story.assigned()
    delivery = Delivery.objects.get(notice__kind="suggestion.assigned")
    assert (delivery.channel, delivery.unit) == ("print", story.made.units["water"])


def test_a_refused_step_posts_nothing(story):
    story.handling()
    before = Notice.objects.count()
    with pytest.raises(Exception, match="面商"):
        story.act("unit_handler", "reply", {"asked": "a", "done": "b", "result": "solved", "contact": "c", "contact_phone": "1", "signer": "d"})
    assert Notice.objects.count() == before


def test_the_group_robot_gets_urgent_notices(story, gateway):
    ChannelSetting.objects.create(channel="webhook", address=gateway, is_on=True)
    story.assigned()
    assert outbox.send_due() >= 1
    assert any(story.suggestion.number in body["text"]["content"] for body in Gateway.got)
    assert Delivery.objects.filter(channel="webhook", state=DeliveryState.QUEUED).count() == 0


def test_a_failing_gateway_is_tried_again_later(story, gateway):
    ChannelSetting.objects.create(channel="webhook", address=gateway, is_on=True)
    story.assigned()
    queued = Delivery.objects.filter(channel="webhook")
    Gateway.answers = [500] * queued.count()
    assert outbox.send_due() == 0
    delivery = queued.first()
    assert delivery.problem == "对方返回 500" and delivery.next_try_at > clock.now()
    assert outbox.send_due() == 0
    with clock.shifted(timedelta(minutes=2)):
        assert outbox.send_due() == queued.count()


def test_it_gives_up_after_enough_tries(story):
    ChannelSetting.objects.create(channel="webhook", address="http://127.0.0.1:9/", is_on=True)
    story.assigned()
    for hours in range(outbox.MAX_TRIES):
        with clock.shifted(timedelta(hours=5 * hours)):
            outbox.send_due()
    delivery = Delivery.objects.filter(channel="webhook").first()
    assert (delivery.state, delivery.tries) == (DeliveryState.FAILED, outbox.MAX_TRIES)


def test_a_short_message_without_a_number_says_so(story, gateway):
    ChannelSetting.objects.create(channel="sms", address=gateway, is_on=True)
    story.assigned()
    outbox.send_due()
    assert Delivery.objects.filter(channel="sms").first().problem == "没有登记手机号"


def test_an_unset_channel_sends_nothing(story):
    story.assigned()
    assert not Delivery.objects.exclude(channel__in=["inbox", "print"]).exists()
