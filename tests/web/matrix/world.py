"""One of everything a town can hold, so that every address has something to open.

Every text field a person fills is nasty (markup, quotes), every telephone and ID number is one that no page may show.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from renda.foundation import clock
from renda.kernel.access.actors import system
from renda.kernel.access.links import make_link
from renda.kernel.deadlines.models import Deadline
from renda.kernel.documents.models import NumberSeries
from renda.kernel.dossiers.filing import dossier_of, put
from renda.kernel.dossiers.models import DossierItem
from renda.kernel.exchange import staging
from renda.kernel.files.store import keep
from renda.kernel.notices.models import Delivery, Notice
from renda.kernel.people.models import Appointment
from renda.kernel.procedures.execute import execute, open_matter
from renda.kernel.units.scope import acting_in
from renda.modules.suggestions.models import Attachment, Category, Opinion
from tests.harness.clocks import START, ClockHand, SharedClock
from tests.harness.sessions import signed_in
from tests.harness.town import TownSet, make_county, make_person, make_town
from tests.modules.suggestions.story import CONTENT, REPLY, Story
from tests.web.matrix.appraisals import appraisals
from tests.web.matrix.archive import archive
from tests.web.matrix.assessment import assessment
from tests.web.matrix.ballots import ballots
from tests.web.matrix.county_sessions import county_sessions
from tests.web.matrix.deputy_elections import deputy_elections
from tests.web.matrix.elections import elections
from tests.web.matrix.intake import intake
from tests.web.matrix.library import library
from tests.web.matrix.livelihood import livelihood
from tests.web.matrix.papers import papers
from tests.web.matrix.papertypes import papertypes
from tests.web.matrix.presidium import presidium
from tests.web.matrix.proofreading import proofreading
from tests.web.matrix.secret_votes import secret_votes
from tests.web.matrix.session_people import session_people
from tests.web.matrix.sessions import sessions
from tests.web.matrix.sittings import sittings
from tests.web.matrix.supervision import supervision

NASTY = "<script>alert(1)</script>\"><img src=x>'{{7*7}}"
ANONYMOUS = "anonymous"
ROLES = (
    ANONYMOUS, "office", "chair", "presidium", "leader", "deputy", "other_deputy",
    "unit_handler", "other_unit", "keeper", "county",
)  # fmt: skip


@dataclass
class World:
    """``objects``: label → primary key (or secret, or token) of one object of each kind."""

    made: TownSet
    objects: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """A browser of this role; of nobody for ``anonymous``."""
        return Client() if role == ANONYMOUS else signed_in(self.made.accounts[role])


def nasty(text: str, longest: int = 200) -> str:
    return f"{text}{NASTY}"[:longest]


CONTENT_OF_ALL = {
    "title": nasty("关于修复东渠的建议"),
    "facts": nasty(CONTENT["facts"]),
    "place": nasty("上河村"),
    "ask": nasty(CONTENT["ask"]),
}
REPLY_OF_ALL = {key: nasty(value) if key in ("asked", "done") else value for key, value in REPLY.items()}
VERDICT = {"attitude": "satisfied", "outcome": "satisfied", "addressed": "yes", "comment": nasty("评语只给人大办看")}


class NastyStory(Story):
    """A story all of whose texts are nasty."""

    def __init__(self, made: TownSet) -> None:
        super().__init__(made, **CONTENT_OF_ALL)


def give_numbers(world: World) -> None:
    """Everybody gets a telephone, an ID number and nasty facts."""
    for place, (role, person) in enumerate(sorted(world.made.people.items())):
        person.phone, person.id_number = f"1398765{4000 + place}", f"53012719700101{1000 + place}"
        person.employer, person.occupation, person.skills = nasty("某厂"), nasty("农民"), nasty("水利")
        person.save()
        world.secrets[f"{role} phone"], world.secrets[f"{role} id"] = person.phone, person.id_number


def promised() -> list[dict]:
    return [{"text": nasty("下游渠段加固"), "due_on": clock.today() + timedelta(days=200)}]


def in_hand(world: World) -> None:
    """``hand``: written by deputy, being handled by water; with a file, a consultation and an open deadline."""
    story = NastyStory(world.made).consulted()
    suggestion = story.suggestion
    picture = keep(b"scanned", "照片.docx", "docx", town_id=world.made.town.pk)
    Attachment.objects.create(suggestion=suggestion, file=picture)
    dossier = dossier_of(suggestion)
    item = put(dossier, "original", nasty("原件"), file=picture, responsible=nasty("水利站"))
    world.objects.update(
        hand=suggestion.pk,
        file=picture.pk,
        dossier=dossier.pk,
        dossier_item=item.pk,
        transmittal=DossierItem.objects.get(dossier=dossier, role="transmittal").paper_id,
        deadline=Deadline.objects.get(object_id=suggestion.pk, key="reply").pk,
    )
    link, secret = make_link(
        suggestion, ["suggestion.view", "suggestion.sign_for"], expires_at=clock.now() + timedelta(days=9),
        label="水利站", unit=world.made.units["water"], single_use=False,
    )  # fmt: skip
    world.objects.update(link=link.pk, secret=secret)


def done_and_published(world: World) -> None:
    """``done``: closed and on the open column; its verdict sheet, reply and promise."""
    story = NastyStory(world.made)
    story.judged(VERDICT, **{**REPLY_OF_ALL, "result": "planned", "promises": promised()})
    public = {"title": nasty("关于水渠"), "ask": nasty("请修"), "reply": nasty("已修")}
    story.act("office", "publish", public)
    story.act("office", "close")
    dossier = dossier_of(story.suggestion)
    papers = {item.role: item.paper_id for item in DossierItem.objects.filter(dossier=dossier)}
    promise = story.suggestion.promises.get()
    world.objects.update(
        done=story.suggestion.pk, done_dossier=dossier.pk, reply=papers["reply"], verdict=papers["verdict"], promise=promise.pk
    )


def shown_promise(world: World) -> None:
    """``shown``: a promise whose unit says it was kept; ``replied``: its suggestion, open for verdicts."""
    story = NastyStory(world.made).replied(**{**REPLY_OF_ALL, "result": "planned", "promises": promised()})
    promise = story.suggestion.promises.get()
    execute(world.made.actor("unit_handler"), promise, "show", {"proof": nasty("修好了")})
    world.objects.update(replied=story.suggestion.pk, shown=promise.pk)


def kept_secret(world: World) -> None:
    """``secret``: written by other_deputy, not to be public, in the hand of roads, with a promise."""
    content = {**CONTENT_OF_ALL, "kind": "suggestion", "confidential": True}
    made = world.made
    author, office, roads = made.actor("other_deputy"), made.actor("office"), made.actor("other_unit")
    suggestion = open_matter(author, "suggestion", "draft", content).matter
    execute(author, suggestion, "submit", content)
    execute(office, suggestion, "register", {"category": Category.objects.first(), "urgency": "normal", "gate": {}})
    execute(office, suggestion, "assign", {"lead_unit": made.units["roads"], "support_units": []})
    execute(roads, suggestion, "sign_for", {"signed_by": "钱经办"})
    talk = {"held_on": clock.today(), "way": "site", "present": "赵代表", "content": nasty("谈了")}
    execute(roads, suggestion, "consult", talk)
    execute(roads, suggestion, "reply", {**REPLY_OF_ALL, "result": "planned", "promises": promised()})
    dossier = dossier_of(suggestion)
    papers = {item.role: item.paper_id for item in DossierItem.objects.filter(dossier=dossier)}
    stored = keep(b"secret", "内部材料.docx", "docx", town_id=made.town.pk)
    Attachment.objects.create(suggestion=suggestion, file=stored)
    item = put(dossier, "proof", "材料", file=stored)
    world.objects.update(
        secret_one=suggestion.pk, secret_dossier=dossier.pk, secret_paper=papers["reply"], secret_file=stored.pk,
        secret_item=item.pk, secret_promise=suggestion.promises.get().pk,
        secret_deadline=Deadline.objects.filter(object_id=suggestion.pk, key="verdict").first().pk,
    )  # fmt: skip


def at_the_gate(world: World) -> None:
    """A draft of each of two deputies, one handed in, one waiting to be handed over."""
    made = world.made
    world.objects["draft"] = NastyStory(made).drafted().suggestion.pk
    content = {**CONTENT_OF_ALL, "kind": "suggestion"}
    world.objects["other_draft"] = open_matter(made.actor("other_deputy"), "suggestion", "draft", content).matter.pk
    asking = Story(made, **CONTENT_OF_ALL, cosigners=[made.mandates["other_deputy"]])
    world.objects["submitted"] = asking.submitted().suggestion.pk
    world.objects["registered"] = NastyStory(made).registered().suggestion.pk
    world.objects["judged"] = NastyStory(made).judged(VERDICT).suggestion.pk


def everything_else(world: World) -> None:
    """Rows of the registers, notices, opinions, events, staged files."""
    made = world.made
    notice = Notice.objects.create(kind="test", title=nasty("通知"), body=nasty("内容"), url="/")
    inbox = Delivery.objects.create(notice=notice, channel="inbox", account=made.accounts["office"], state="sent")
    nobody = make_person("无号人", phone="13987659999", village=made.units["village"])
    world.secrets["nobody phone"] = nobody.phone
    printed = Delivery.objects.create(notice=notice, channel="print", person=nobody)
    opinion = Opinion.objects.create(
        title=nasty("渠坏了"), body=nasty("请修渠"), received_on=clock.today(), origin=nasty("来信", 30), place=nasty("上河村")
    )
    period = {"kind": "hearing", "period_from": date(2026, 1, 1), "period_to": date(2026, 6, 30), "due_on": date(2026, 6, 30)}
    event = open_matter(system(made.town.pk), "rhythm", "plan", period).matter
    slips = {"slips": [{"person": nasty("王代表"), "role": "代表", "login": "deputy", "password": "1234", "valid_until": "3月12日"}]}
    world.objects.update(
        notice=inbox.pk, printed=printed.pk, opinion=opinion.pk, event=event.pk,
        person=made.people["deputy"].pk, mandate=made.mandates["deputy"].pk, account=made.accounts["deputy"].pk,
        post=Appointment.objects.get(person=made.people["unit_handler"]).pk, unit=made.units["water"].pk,
        group=made.group.pk, constituency=made.constituency.pk, series=NumberSeries.objects.order_by("key").first().pk,
        category=Category.objects.first().pk, town=made.town.pk,
        slips=staging.put(str(made.accounts["office"].pk), slips),
    )  # fmt: skip


def furnish(world: World) -> World:
    """Fill the active town."""
    give_numbers(world)
    for part in (in_hand, done_and_published, shown_promise, kept_secret, at_the_gate, everything_else):
        part(world)
    papers(world, nasty)
    library(world, nasty)
    intake(world, nasty)
    proofreading(world, nasty)
    papertypes(world, nasty)
    sessions(world, nasty)
    ballots(world, nasty)
    secret_votes(world, nasty)
    deputy_elections(world, nasty)
    session_people(world, nasty)
    sittings(world, nasty)
    elections(world, nasty)
    presidium(world, nasty)
    livelihood(world, nasty)
    supervision(world, nasty)
    appraisals(world, nasty)
    county_sessions(world, nasty)
    archive(world, nasty)
    assessment(world, nasty)
    return world


def make_world(*, prefix: str = "", name: str = "云岭镇", county: bool = True) -> World:
    """A furnished town; the caller opens the database and the clock."""
    made = make_town(name, prefix=prefix)
    if county:
        made.accounts["county"] = make_county()
    with acting_in(made.town):
        return furnish(World(made))


@contextmanager
def standing_clock() -> Iterator[ClockHand]:
    """The clock of a whole module."""
    with pytest.MonkeyPatch.context() as patch:
        shared = SharedClock(clock._frozen, START)
        patch.setattr(clock, "_frozen", shared)
        yield ClockHand(shared)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever the block writes is taken back."""
    from django.db import transaction

    block = transaction.atomic()
    block._from_testcase = True  # as in Django's own test case: what has to be durable may be tried inside
    with block:
        yield
        transaction.set_rollback(True)

