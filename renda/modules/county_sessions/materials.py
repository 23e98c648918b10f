"""The papers the county sends for its deputies: listed, handed out, signed for on the phone, by link or on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from renda.foundation import clock
from renda.foundation.chinese.text import one_line
from renda.kernel.access.actors import Actor
from renda.kernel.access.links import OneTimeLink, make_link
from renda.kernel.access.policies import require, require_verb
from renda.kernel.audit.record import record
from renda.kernel.deadlines import timing
from renda.kernel.notices import outbox
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.modules.county_sessions import policy, selectors
from renda.modules.county_sessions.models import CountySession, Handout, Material, Participant, Way

LINK_RULE = "paper-link-validity"
FIELDS = ("title", "copies", "collect_back", "file")


def still_open(session: CountySession) -> None:
    """A filed session has its receipts in the dossier already."""
    if session.state not in selectors.OPEN_SESSIONS:
        raise Refused([Reason(f"{session}{session.state_label()}，材料不能再动。")])


def save(actor: Actor, session: CountySession, data: Mapping, material: Material | None = None) -> Material:
    """List a paper or change it. Raises Refused for an empty or doubled title."""
    require(actor, policy.KEEP, session)
    still_open(session)
    row = material or Material(session=session, position=session.materials.count() + 1)
    for key in FIELDS:
        if key in data:
            setattr(row, key, data[key])
    row.title = one_line(row.title)
    if not row.title:
        raise Refused([Reason("还没有写材料名称。")])
    if session.materials.filter(title=row.title).exclude(pk=row.pk).exists():
        raise Refused([Reason(f"已经有一份“{row.title}”。", "请换个名称，或者改那一份。")])
    with transaction.atomic():
        row.save()
        record(
            actor,
            "county_session.material",
            session,
            {"what": f"{'列入' if material is None else '修改'}{row.title}"},
        )
    return row


def save_all(actor: Actor, session: CountySession, data: Mapping, others: Iterable[str]) -> list[Material]:
    """A paper, and others by their titles with as many copies; all of them, or none."""
    alike = {**data, "file": None}
    with transaction.atomic():
        made = [save(actor, session, data)]
        return made + [save(actor, session, {**alike, "title": title}) for title in others if title.strip()]


def remove(actor: Actor, material: Material) -> None:
    """Take a paper off the list while nobody has it. Raises Refused afterwards."""
    session = material.session
    require(actor, policy.KEEP, session)
    still_open(session)
    if material.handouts.exists():
        raise Refused(
            [Reason("已经发给代表了，不能撤下。", "发错了的，请收回以后在备注里说明，再列一份正确的。")]
        )
    with transaction.atomic():
        record(actor, "county_session.material", session, {"what": f"撤下{material.title}"})
        material.delete()


def hand_out(
    actor: Actor, session: CountySession, people: Iterable[Participant], papers: Iterable[Material]
) -> int:
    """Give papers to deputies; who has one already does not get it twice. Tells them to sign; returns how many were given."""
    require(actor, policy.KEEP, session)
    still_open(session)
    people, papers = list(people), list(papers)
    if not people or not papers:
        raise Refused([Reason("还没有勾选代表或者材料。", "两边都至少勾一个。")])
    with transaction.atomic():
        given = {one: new_for(one, papers) for one in people}
        count = sum(given.values())
        if not count:
            raise Refused([Reason("勾选的材料都已经发给这些代表了。")])
        record(actor, "county_session.hand_out", session, {"count": count})
        told = [one for one, new in given.items() if new]
        outbox.post(
            "county_session.materials", session, {"people": told}, url=reverse("county_sessions:mine")
        )
    return count


def new_for(participant: Participant, papers: Iterable[Material]) -> int:
    """Give one deputy the papers; returns how many are new to this deputy."""
    return sum(Handout.objects.get_or_create(material=paper, participant=participant)[1] for paper in papers)


def sign(actor: Actor, participant: Participant) -> int:
    """The deputy signs for everything received and not signed for; returns how many papers."""
    require(actor, policy.MINE, participant)
    rows = selectors.unsigned(participant)
    titles = [row.material.title for row in rows]
    way = Way.LINK if actor.kind == "link" else Way.ACCOUNT
    with transaction.atomic():
        count = rows.filter(signed_on__isnull=True).update(signed_on=clock.today(), way=way)
        if not count:
            raise Refused([Reason("没有等您签收的材料。")])
        record(actor, "county_session.sign", participant, {"what": "、".join(titles)[:200]})
    return count


def tick(actor: Actor, session: CountySession, handouts: Iterable) -> int:
    """The office notes who signed on paper; what was signed for already stays as it is."""
    require(actor, policy.KEEP, session)
    still_open(session)
    rows = Handout.objects.filter(material__session=session, pk__in=list(handouts), signed_on__isnull=True)
    with transaction.atomic():
        count = rows.update(signed_on=clock.today(), way=Way.PAPER, keyed_by=actor.label[:40])
        if not count:
            raise Refused([Reason("勾选的都已经签收了。", "请刷新页面看最新情况。")])
        record(actor, "county_session.tick", session, {"count": count})
    return count


def make_own_link(actor: Actor, participant: Participant) -> tuple[OneTimeLink, str]:
    """A link for a deputy without an account: read, sign, write, answer. Older ones serve no more. Its secret is shown once."""
    require_verb(actor, "link.make")
    require(actor, policy.KEEP, participant.session)
    days = timing.practice(LINK_RULE)["person_days"]
    last = max(clock.today() + timedelta(days=days), participant.session.closes_on)
    label = participant.mandate.person.name
    with transaction.atomic():
        older = OneTimeLink.objects.filter(
            model=participant._meta.label_lower, object_id=participant.pk, revoked_at__isnull=True
        )
        older.update(revoked_at=clock.now())
        link, secret = make_link(
            participant, list(policy.BY_LINK), expires_at=clock.at(last + timedelta(days=1), 0), label=label,
            person=participant.mandate.person, single_use=False,
        )  # fmt: skip
        record(actor, "link.make", participant, {"who": label, "purpose": "看县人大会议材料、签收、提议案和建议"})
    return link, secret
