"""One-time links: only the digest is kept; used once, ended, revoked, each with its own word."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import Http404

from renda.foundation import clock
from renda.kernel.access import links
from renda.kernel.procedures.execute import Refused, execute
from tests.modules.suggestions.story import GOOD, Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(town_set):
    with clock.set_to(date(2026, 3, 2)):
        yield Story(town_set).replied()


def make(story, **kwargs):
    given = {"expires_at": clock.now() + timedelta(days=30), "label": "王代表", "person": story.made.people["deputy"], **kwargs}
    return links.make_link(story.suggestion, ["suggestion.view", "suggestion.judge"], **given)


def test_the_secret_is_not_in_the_database(story):
    link, secret = make(story)
    assert secret not in str(links.OneTimeLink.objects.filter(pk=link.pk).values())
    assert links.open_link(secret).link == link
    assert links.open_link(secret + "x") is None


def test_a_link_judges_for_its_deputy_and_nothing_else(story):
    _, secret = make(story)
    actor = links.open_link(secret).actor
    execute(actor, story.suggestion, "judge", GOOD)
    story.suggestion.refresh_from_db()
    assert story.suggestion.state == "judged"
    with pytest.raises(Http404):
        execute(actor, Story(story.made).replied().suggestion, "judge", GOOD)


def test_a_link_gives_no_other_verb(story):
    _, secret = make(story)
    with pytest.raises(Exception) as refusal:
        execute(links.open_link(secret).actor, story.suggestion, "take_back_reply", {"reason": "不行"})
    assert not isinstance(refusal.value, Refused)


def test_used_ended_and_revoked_links_say_so(story):
    link, secret = make(story)
    assert links.open_link(secret).problem == ""
    assert links.use_up(link) and not links.use_up(link)
    assert "用过" in links.open_link(secret).problem
    _, ended = make(story, expires_at=clock.now() - timedelta(minutes=1))
    assert "过期" in links.open_link(ended).problem
    _, withdrawn = make(story)
    links.revoke_links("suggestions.suggestion", story.suggestion.pk)
    assert "作废" in links.open_link(withdrawn).problem


def test_a_working_link_serves_more_than_once(story):
    link, secret = make(story, single_use=False)
    assert links.use_up(link) and links.use_up(link)
    assert links.open_link(secret).problem == ""
