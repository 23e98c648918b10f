"""The executor: the only function that moves a matter.

In one transaction, always in this order: load within the active town, sealed?, policy, claim the row by
compare-and-set on (state, version), required data, legal guard, the module's effect, deadlines, dossier,
audit, notices to the outbox, listeners. A refusal rolls everything back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.access.actors import Actor, system
from renda.kernel.archive import filing as archive
from renda.kernel.archive import table
from renda.kernel.audit.record import record
from renda.kernel.deadlines import service as deadlines
from renda.kernel.documents.papers import make_paper
from renda.kernel.dossiers import filing
from renda.kernel.dossiers.models import Dossier
from renda.kernel.notices import outbox
from renda.kernel.procedures import registry
from renda.kernel.procedures.declaration import NEW, Procedure, Reason, StartsDeadline, Transition


class Refused(Exception):
    """The step was not taken; ``reasons`` say why, in words for the user. Nothing was changed."""

    def __init__(self, reasons: list[Reason] | str):
        self.reasons = [Reason(reasons)] if isinstance(reasons, str) else reasons
        super().__init__("；".join(reason.text for reason in self.reasons))


class MovedMeanwhile(Refused):
    """Somebody else acted on the same matter first."""


@dataclass
class Step:
    """What an effect gets: who, which matter, with which data, and the means to make papers and notices."""

    actor: Actor
    procedure: Procedure
    transition: Transition
    matter: Any
    data: dict
    dossier: Dossier | None = None
    warnings: list[Reason] = field(default_factory=list)
    papers: list = field(default_factory=list)
    result: dict = field(default_factory=dict)

    @property
    def today(self) -> date:
        return clock.today()

    def paper(self, template: str, fields: Mapping, *, role: str, series: str = "", signer: str = "", responsible=""):
        """Make a paper from a template, number it when a register is named, and file it under ``role``."""
        made = make_paper(template, fields, matter=self.matter, series=series, signer=signer)
        self.papers.append(made)
        filing.put(
            self.dossier, role, made.title, paper=made, dated_on=made.dated_on, responsible=responsible or made.organ
        )
        return made

    def file(self, stored, *, role: str, title: str) -> None:
        """File an uploaded file under ``role``."""
        filing.put(self.dossier, role, title, file=stored, pages=stored.pages, responsible=self.actor.label)

    def file_all(self, role: str, title: str) -> None:
        """File whatever was uploaded with the step (``data["files"]``) under ``role``, each named after ``title``."""
        for stored in self.data.get("files") or []:
            self.file(stored, role=role, title=f"{title}：{stored.original_name}")

    def notify(self, key: str, **context) -> None:
        """Post a notice about the matter; it leaves after commit."""
        outbox.post(key, self.matter, context, url=self.matter.get_absolute_url())


#: Called with every step that was taken, inside its transaction: what keeps copies of a matter brings them up to date.
after_step: list[Callable[[Step], None]] = []


@dataclass(frozen=True)
class Outcome:
    """What a step did."""

    matter: Any
    verb: str
    papers: tuple = ()
    warnings: tuple[Reason, ...] = ()
    result: dict = field(default_factory=dict)


def open_matter(actor: Actor, key: str, verb: str, data: Mapping | None = None) -> Outcome:
    """Begin a new matter of procedure ``key`` with its opening step ``verb``."""
    procedure = registry.procedure(key)
    transition = procedure.transition(verb)
    if NEW not in transition.source:
        raise Refused(f"“{transition.label}”不是一个开头的步骤")
    with transaction.atomic():
        if not actor.has(transition.who):
            raise Refused("您没有办理这一步的权限，请与人大办联系。")
        model = registry.model_of(procedure)
        matter = model(state=transition.target, state_since=clock.now())
        step = Step(actor, procedure, transition, matter, dict(data or {}))
        run(step, before=NEW)
        return outcome(step)


def execute(
    actor: Actor, matter, verb: str, data: Mapping | None = None, *, version: int | None = None
) -> Outcome:
    """Take one step of ``matter``.

    ``version``: the version the page was showing; when the matter has moved since, MovedMeanwhile is raised.
    Raises Refused with reasons; then nothing has changed.
    """
    procedure = registry.procedure_of(matter)
    transition = procedure.transition(verb)
    with transaction.atomic():
        fresh = type(matter).objects.filter(pk=matter.pk).first()
        if fresh is None:
            raise Refused("这件事项不存在，或不属于本乡镇。")
        dossier = filing.dossier_of(fresh)
        if dossier.sealed_at:
            raise Refused("案卷已经封存，不能再办理。需要更正的，请另行登记。")
        policies.require(actor, transition.who, fresh)
        claim(fresh, transition, version)
        still_applies(fresh, transition)
        step = Step(actor, procedure, transition, fresh, dict(data or {}), dossier=dossier)
        run(step, before=fresh.state)
        return outcome(step)


def claim(matter, transition: Transition, version: int | None) -> None:
    """Take the row by compare-and-set on (state, version); whoever comes second is told so."""
    seen = matter.version if version is None else version
    if matter.state not in transition.source:
        raise MovedMeanwhile(
            [Reason(f"现在的状态是“{matter.state_label()}”，不能“{transition.label}”。", "请刷新页面看最新情况。")]
        )
    claimed = (
        type(matter)
        .objects.filter(pk=matter.pk, state=matter.state, version=seen)
        .update(version=seen + 1)
    )
    if not claimed:
        raise MovedMeanwhile([Reason("刚才有别人办理了这件事项。", "请刷新页面看最新情况，再决定怎么办。")])
    matter.version = seen + 1


def still_applies(matter, transition: Transition) -> None:
    """The condition that shows or greys the button holds for whoever sends the step by other ways too."""
    answer = transition.when(matter) if transition.when is not None else True
    if answer is not True:
        raise Refused(answer or f"这件事项现在不需要“{transition.label}”。")


def run(step: Step, before: str) -> None:
    """Steps five to last: data, guard, effect, state, deadlines, seal, audit, notices, follow-ups."""
    transition, matter = step.transition, step.matter
    action = registry.action(step.procedure, transition.verb)
    reasons = [*missing_data(step), *getattr(action, "guard", no_reasons)(step)]
    if blocking := [reason for reason in reasons if reason.blocks]:
        raise Refused(blocking)
    step.warnings += reasons
    if before == NEW:
        action.prepare(step)
        matter.save(force_insert=True)
        step.dossier = filing.open_dossier(matter, step.procedure.label, str(matter))
    action.effect(step)
    write_state(step)
    move_deadlines(step)
    if transition.seals:
        seal(step)
    record(step.actor, f"{step.procedure.key}.{transition.verb}", matter, log_data(step))
    for notice in transition.notices:
        step.notify(notice, **step.result)
    for listener in after_step:
        listener(step)
    follow_up(step)


def no_reasons(step: Step) -> list[Reason]:
    return []


def missing_data(step: Step) -> list[Reason]:
    """A reason for every piece of required data that was not given."""
    return [
        Reason(f"还没有填“{need.label}”。", need.help)
        for need in step.transition.needs
        if need.required and step.data.get(need.key) in (None, "", [], ())
    ]


def write_state(step: Step) -> None:
    """Write the new state (with whatever the effect set on the matter)."""
    matter, target = step.matter, step.transition.target
    if target is not None and target != matter.state:
        matter.state, matter.state_since = target, clock.now()
        matter.closed_at = clock.now() if step.procedure.state(target).closed else None
    matter.save()


def move_deadlines(step: Step) -> None:
    """Meet, cancel and start what the transition declares."""
    for key in step.transition.meets:
        deadlines.meet(step.matter, key, step.data.get("done_on"))
    for key in step.transition.cancels:
        deadlines.cancel(step.matter, "" if key == "*" else key)
    for starting in step.transition.starts:
        if starting.when is None or starting.when(step):
            start_deadline(step, starting)


def start_deadline(step: Step, starting: StartsDeadline) -> None:
    """Start one declared deadline; where it is for units or persons, one for each of them (or none)."""

    def ask(question, unasked=None):
        return question(step) if question else unasked

    for unit in ask(starting.unit, [None]):
        for person in ask(starting.person, [None]):
            deadlines.start(
                step.matter,
                starting.key,
                starting.rule,
                label=starting.label,
                waits_for=starting.waits_for,
                start_on=ask(starting.start),
                day=ask(starting.day),
                case=ask(starting.case),
                name=ask(starting.name),
                unit=unit,
                person=person,
                internal=starting.internal,
            )


def seal(step: Step) -> None:
    """Close the dossier, complete or not at all; its papers become items of the archive."""
    lacking = filing.missing(step.dossier, step.procedure.contents, step.matter)
    if lacking:
        names = "、".join(line.label for line in lacking)
        raise Refused([Reason(f"案卷还缺：{names}。", "补齐以后再结案归档。")])
    line = table.line(step.procedure.retention(step.matter))
    filing.seal(step.dossier, retention=line.retention, source=line.source)
    archive.file_dossier(step.actor, step.dossier, step.procedure, step.matter)


def log_data(step: Step) -> dict:
    """The data of the step as the log keeps it (masking happens there)."""
    known = {need.key: step.data.get(need.key) for need in step.transition.needs if need.kind != "files"}
    return {key: value for key, value in known.items() if value not in (None, "", [], ())}


def follow_up(step: Step) -> None:
    """Run the first follow-up transition whose condition holds, as the system, in the same transaction."""
    for verb in step.transition.then:
        following = step.procedure.transition(verb)
        if step.matter.state in following.source and (following.when is None or following.when(step.matter)):
            claim(step.matter, following, None)
            inner = Step(
                system(step.matter.town_id), step.procedure, following, step.matter, {}, dossier=step.dossier
            )
            run(inner, before=step.matter.state)
            step.papers += inner.papers
            return


def outcome(step: Step) -> Outcome:
    return Outcome(step.matter, step.transition.verb, tuple(step.papers), tuple(step.warnings), step.result)
