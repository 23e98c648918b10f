"""Somebody is proposed: by the presidium, by deputies on paper, or by a deputy who signs first."""

from __future__ import annotations

from renda.foundation import clock
from renda.kernel.people.models import Appointment, Person
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.kernel.units.models import UnitKind
from renda.modules.elections import nominating, offices, selectors
from renda.modules.elections.common import add_signatures, deputies_on, own_mandate
from renda.modules.elections.models import NominatedBy, Nomination, Standing, Way

NO_POST, PLACES = "chair-no-administrative-post", "chair-and-vice-number"


def guard(step: Step) -> list[Reason]:
    election, data = step.matter, step.data
    reasons = [*nominating.in_time(election), *who(step), *fits_the_post(election, data.get("person"))]
    if data.get("person") and selectors.counting_nominations(election).filter(person=data["person"], proposed_by=by(step)).exists():
        reasons.append(Reason(f"{data['person'].name}已经有一份{NominatedBy(by(step)).label}。", "代表要联名的，请在那一份上签名。"))
    if by(step) == NominatedBy.PRESIDIUM:
        return [*reasons, *nominating.presidium_cap(election, more=1)]
    signers = data.get("signers") or ([own_mandate(step)] if not step.actor.is_("office") else [])
    return [*reasons, *nominating.deputies_cap(election, signers)]


def who(step: Step) -> list[Reason]:
    """One of the register, or by name somebody it has not got; a name it has is chosen there, unless the post tells them apart."""
    name = newcomer(step)
    if bool(step.data.get("person")) == bool(name):
        mend = "在名单里选；名单里没有的，写姓名。两样只用一样。"
        return [Reason("被提名人又选了人、又写了姓名。" if name else "还没有写被提名人是谁。", mend)]
    if step.matter.post.must_be_deputy and name:
        return [reason(PLACES, f"{step.matter.post.label}要从代表中选，“{name}”不在代表名单里。", "请在名单里选。")]
    if name and not step.data.get("present_post") and Person.objects.filter(name=name).exists():
        return [Reason(f"系统里已经登记了“{name}”。", "是同一个人的，请在名单里选；是同名的另一个人，请把“现任职务”写上。")]
    return []


def newcomer(step: Step) -> str:
    return (step.data.get("newcomer") or "").strip()


def fits_the_post(election, person) -> list[Reason]:
    """Chair and vice chairs are elected from among the deputies and hold no administrative post (组织法第十八条)."""
    if person is None:
        return []
    reasons = []
    if election.post.must_be_deputy and not deputies_on().filter(person=person).exists():
        text = f"{person.name}不是在任的本级人大代表，不能做{election.post.label}候选人。"
        reasons.append(reason(PLACES, text, "请核对代表资格；同名的请看清是哪一位。"))
    if election.post.no_administrative_post and in_government(person).exists():
        posts = "、".join(str(one.post) for one in in_government(person))
        text = f"{person.name}现在担任行政职务（{posts}），当选以后不能兼任。"
        reasons.append(reason(NO_POST, text, "当选就任以前要先办结行政职务。", blocks=False))
    return reasons


def in_government(person):
    """The posts the person holds today in an organ of state administration."""
    return Appointment.objects.on().filter(person=person, unit__kind=UnitKind.GOVERNMENT, role__in=("leader", "unit_leader"))


def by(step: Step) -> str:
    """A deputy can only propose as a deputy."""
    return step.data.get("proposed_by") or NominatedBy.DEPUTIES if step.actor.is_("office") else NominatedBy.DEPUTIES


def effect(step: Step) -> None:
    data, from_presidium = step.data, by(step) == NominatedBy.PRESIDIUM
    if name := newcomer(step):
        data["person"] = Person.objects.create(name=name, employer=(data.get("present_post") or "")[:80])
    nomination = Nomination.objects.create(
        election=step.matter, person=data["person"], proposed_by=by(step), begun_at=clock.now(),
        present_post=data.get("present_post") or offices.held_by(data["person"])[:80], career=data.get("career") or "",
        reason=data.get("reason") or "", standing=Standing.HANDED_IN if from_presidium else Standing.COLLECTING,
        handed_in_at=clock.now() if from_presidium else None,
    )  # fmt: skip
    if not from_presidium and step.actor.is_("office"):
        add_signatures(step, nomination, data.get("signers") or [], Way.PAPER)
    elif not from_presidium:
        add_signatures(step, nomination, [own_mandate(step)], Way.ACCOUNT)
    step.file_all("nomination", f"提名{nomination.person.name}")
    step.result["nomination"] = nomination
