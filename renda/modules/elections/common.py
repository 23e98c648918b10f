"""What the steps of this app share: rules as reasons, the roll of the day, the method of the session, signatures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from renda.foundation import clock
from renda.kernel.ballots.rolls import seated
from renda.kernel.people.models import CongressSession, Mandate
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.kernel.procedures.reasons import reason
from renda.kernel.units.models import TownProfile
from renda.law import majorities
from renda.modules.elections.models import ElectionMethod, Way
from renda.modules.elections.models.signing import Signature


def here() -> dict:
    """Place and settings of the active town, as the law functions take them."""
    profile = TownProfile.current()
    return {"place": profile.place_code or None, "settings": profile.rule_settings}


def deputies_on(day: date | None = None) -> QuerySet[Mandate]:
    """The deputies of the town in office on a day, today when left out."""
    return seated(day or clock.today())


def method_of(session: CongressSession) -> ElectionMethod | None:
    """The election method of a session: the adopted one, else the latest being prepared."""
    found = ElectionMethod.objects.filter(congress_session=session).exclude(state="dropped")
    return found.filter(adopted_on__isnull=False).first() or found.first()


def in_session(session: CongressSession) -> bool:
    return session.opens_on <= clock.today() <= session.closes_on


def valid_signatures(of, day: date | None = None) -> QuerySet:
    """The signatures that count: not taken back, by deputies in office on the day."""
    in_office = deputies_on(day).order_by().values("pk")
    return of.signatures.filter(taken_back_on__isnull=True, mandate__in=in_office).select_related("mandate__person")


def enough_signers(of, rule_id: str, day: date | None = None) -> majorities.Verdict:
    """Whether the signatures reach the fixed number of a rule."""
    return majorities.signers(rule_id, valid_signatures(of, day).count(), on=day, **here())


def share_of_deputies(of, rule_id: str, day: date | None = None) -> majorities.Verdict:
    """Whether the signatures reach the rule's share of all deputies in office."""
    count, base = valid_signatures(of, day).count(), deputies_on(day).count()
    return majorities.check(rule_id, count, base, on=day, **here())


def too_few(verdict: majorities.Verdict, what: str) -> Reason:
    """The reason for a number of signers that is not reached."""
    text = f"{what}现有有效签名{verdict.count}名，需要{verdict.needed}名，还差{verdict.needed - verdict.count}名。"
    mend = "再请代表签名；已经终止代表资格的和撤回的签名不算。"
    return reason(verdict.rule.id, text, mend)


def own_mandate(step: Step) -> Mandate:
    """The seat of the deputy who acts. Raises Refused for whoever is no deputy today."""
    found = deputies_on().filter(pk__in=step.actor.mandate_ids).first()
    if found is None:
        raise Refused("只有在任的本级人大代表才能签名。")
    return found


def add_signatures(step: Step, of, mandates: Iterable[Mandate], way: str) -> list[Signature]:
    """Sign (again, after taking back); whoever has signed already is left as is. Gives the new signatures."""
    kind = of.signatures.model
    parent = of.signatures.field.name
    entered_by = step.actor.label if way == Way.PAPER else ""
    present = {row.mandate_id: row for row in of.signatures.all()}
    made = []
    for mandate in mandates:
        row = present.get(mandate.pk)
        if row is not None and row.taken_back_on is None:
            continue
        row = row or kind(mandate=mandate, **{parent: of})
        row.way, row.signed_at, row.entered_by, row.taken_back_on = way, clock.now(), entered_by, None
        row.save()
        made.append(row)
    return made


def take_back_signatures(step: Step, of, mandates: Iterable[Mandate]) -> int:
    """Take signatures back with today's date. Raises Refused when none of them stands."""
    rows = of.signatures.filter(mandate__in=[one.pk for one in mandates], taken_back_on__isnull=True)
    changed = rows.update(taken_back_on=step.today)
    if not changed:
        raise Refused("没有可以撤回的签名，可能已经撤回过了。")
    return changed
