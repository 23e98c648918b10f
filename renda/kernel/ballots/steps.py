"""What other apps and pages call: one function for each thing that is done with a vote.

Everything raises ``Refused`` (with reasons and articles) or ``MovedMeanwhile``; then nothing has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.ballots import fields, rules, selectors
from renda.kernel.ballots.compare import Difference
from renda.kernel.ballots.models import Ballot, CountSheet, Kind, Method, Option, Place
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import MovedMeanwhile, Refused, execute, open_matter
from renda.law.errors import RulebookError

KEY = "ballot.key"


def prepare(
    actor: Actor,
    *,
    session: CongressSession | None,
    title: str,
    method: str,
    kind: str = Kind.MOTION,
    options: Iterable = (),
    question: str = "",
    seats: int = 1,
    law_kind: str = "resolution",
    rule: str = "",
    base: str = rules.BASE,
    on: date | None = None,
    answers: Sequence[tuple[str, str]] = (),
    write_ins: bool | None = None,
    case: Mapping[str, Any] | None = None,
    subject=None,
    paper_template: str = "",
    previous: Ballot | None = None,
) -> Ballot:
    """Put a vote on the list.

    Args:
        session: the session it belongs to, None for votes outside one.
        method, kind: see ``models.Method`` and ``models.Kind``.
        options: labels, or dicts/rows with label, note, person, subject_id; for a motion the title when left out.
        seats: how many may be chosen. law_kind: for motions, a key of rule ``motion-kinds``.
        rule: the rule with the majority; looked up by kind, post and round when left out.
        base: the rule that says what "all deputies" means.
        on: day of the vote (the session's opening day, else today).
        answers: (key, word) pairs; for/against/abstain when left out (choice: for).
        write_ins: may names be written in; yes for elections when left out.
        case: for elections what ``renda.law.elections.ElectionCase`` wants: post, round, nominated, margin.
        subject: the row it is about (any model), or its (model label, key).
        paper_template: template of the paper that is drafted when it passes.

    Raises Refused: nothing to choose from, the same option twice, an election that is not secret, an unknown kind.
    """
    day = on or (session.opens_on if session else clock.today())
    facts = dict(case or {})
    model, key = about(subject)
    law_kind = "satisfaction" if kind == Kind.APPRAISAL else "" if kind == Kind.ELECTION else law_kind
    majority = rule or majority_of(kind, method, law_kind, facts, day)
    data = {
        "congress_session": session, "title": title.strip()[:200], "question": question.strip(), "method": method, "kind": kind,
        "seats": seats, "law_kind": law_kind, "rule": majority, "base_rule": base,
        "held_on": day, "answers": list(answers), "write_ins": kind == Kind.ELECTION if write_ins is None else write_ins,
        "case": facts, "subject_model": model, "subject_id": key, "paper_template": paper_template,
        "previous": previous, "round": previous.round + 1 if previous else 1,
        "options": [option_row(one) for one in options] or ([(title.strip()[:120], "", None, None)] if kind == Kind.MOTION else []),
    }  # fmt: skip
    return open_matter(actor, "ballot", "prepare", data).matter


def about(subject) -> tuple[str, Any]:
    """Model label and key of what a vote is about; empty for nothing."""
    if isinstance(subject, tuple):
        return subject
    return (subject._meta.label_lower, subject.pk) if subject is not None else ("", None)


def majority_of(kind: str, method: str, law_kind: str, case: Mapping[str, Any], on: date) -> str:
    """The rule with the majority. Raises Refused for a kind, way, post or kind of motion nobody knows."""
    if kind not in Kind.values or method not in Method.values:
        raise Refused("没有这种表决方式。")
    try:
        return rules.rule_of(kind, law_kind, case, on)
    except RulebookError as fault:
        raise Refused(str(fault)) from fault


def option_row(given) -> tuple[str, str, Any, Any]:
    """An option as (label, note, person, subject_id), from a label, a mapping or an Option of an earlier round."""
    if isinstance(given, str):
        return given.strip()[:120], "", None, None
    if isinstance(given, Option):
        return given.label, given.note, given.person, given.subject_id
    return (
        str(given["label"]).strip()[:120],
        given.get("note", "")[:200],
        given.get("person"),
        given.get("subject_id"),
    )


def open_ballot(
    actor: Actor,
    ballot: Ballot,
    *,
    present: int | None = None,
    entitled: int | None = None,
    version: int | None = None,
) -> Ballot:
    """Voting begins, the roll is frozen. ``present``: deputies there; ``entitled``: how many may vote where they are no
    deputies (voters of a constituency, members of the presidium). Refused without the quorum of the session."""
    return execute(actor, ballot, "open", {"present": present, "others": entitled}, version=version).matter


def close_ballot(
    actor: Actor, ballot: Ballot, *, present: int | None = None, version: int | None = None
) -> Ballot:
    """Voting ends and counting begins; ``present`` where it changed since the opening."""
    return execute(actor, ballot, "close", {"present": present}, version=version).matter


def strike(actor: Actor, ballot: Ballot, option: Option, note: str) -> Ballot:
    """A candidate withdraws before the count."""
    return execute(actor, ballot, "strike", {"option": str(option.pk), "note": note}).matter


def sheet_for(actor: Actor, ballot: Ballot, *, second_name: str = "", second_reason: str = "") -> CountSheet:
    """The sheet this account keys: its own unfinished one, else the next free place.

    Of two people who begin at once each gets a place of their own. An account that has keyed the first sheet gets the
    second only with the name of the other person and the reason (an office of one). Raises Refused.
    """
    policies.require(actor, KEY, ballot)
    with transaction.atomic():
        held = held_in(ballot, "counting")
        sheets = rules.valid_sheets(held)
        mine = [sheet for sheet in sheets if sheet.account_id == actor.account_id]
        if unfinished := [sheet for sheet in mine if not sheet.is_finished]:
            return unfinished[0]
        taken = {sheet.place for sheet in sheets}
        free = [place for place in list(Place)[: rules.sheets_wanted(held)] if place not in taken]
        if not free:
            raise Refused([Reason("计票表都有人录了。", "录完以后系统自动核对。")])
        if mine and not (second_name.strip() and second_reason.strip()):
            text = "第一份是您录的，第二份要由另一个人用自己的账号录。"
            raise Refused(
                [Reason(text, "只有一个人的办公室，请写明第二位核对人的姓名和原因，再接着录。", rules.SHEETS)]
            )
        if mine and second_name.strip() == actor.label:
            raise Refused([Reason("第二位核对人不能是您自己。", "请写另一个人的姓名。")])
        return CountSheet.objects.create(
            ballot=held, place=free[0], attempt=attempt_of(held, free[0]), account_id=actor.account_id,
            keyed_by=actor.label[:40], second_name=second_name.strip()[:40] if mine else "",
            second_reason=second_reason.strip()[:200] if mine else "",
        )  # fmt: skip


def attempt_of(ballot: Ballot, place: int) -> int:
    return ballot.sheets.filter(place=place).count() + 1


def held_in(ballot: Ballot, state: str) -> Ballot:
    """The ballot, locked until the transaction ends, when it is in ``state``."""
    held = Ballot.objects.select_for_update(of=("self",)).filter(pk=ballot.pk).first()
    if held is None:
        raise Refused("没有这项表决，或不属于本乡镇。")
    if held.state != state:
        raise MovedMeanwhile(
            [Reason(f"现在的状态是“{held.state_label()}”，不能录入计票表。", "请刷新页面看最新情况。")]
        )
    return held


def save_sheet(
    actor: Actor, sheet: CountSheet, typed: Mapping[str, str], write_ins: Sequence[Mapping] = ()
) -> CountSheet:
    """Keep what stands in the fields, as typed, over what was kept before: it survives a power cut.

    Only fields the sheet has are kept. Raises Refused when the sheet is finished or belongs to somebody else.
    """
    policies.require(actor, KEY, sheet.ballot)
    with transaction.atomic():
        held_in(sheet.ballot, "counting")
        fresh = CountSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
        if fresh.account_id != actor.account_id:
            raise Refused("这份计票表是别人在录。")
        if fresh.is_finished:
            raise Refused([Reason("这份计票表已经录完了。", "要改的，请点“重新录入”。")])
        known = {one.key for one in fields.layout(fresh.ballot).fields}
        fresh.typed = {
            key: str(value).strip()[:20]
            for key, value in typed.items()
            if key in known and str(value).strip()
        }
        fresh.write_ins = [
            {
                "name": str(row.get("name", "")).strip()[: fields.LONGEST_NAME],
                "votes": str(row.get("votes", "")).strip()[:20],
            }
            for row in write_ins[: fields.MOST_WRITE_INS]
            if str(row.get("name", "")).strip() or str(row.get("votes", "")).strip()
        ]
        fresh.saved_at = clock.now()
        fresh.save()
    return fresh


def finish_sheet(actor: Actor, sheet: CountSheet) -> Ballot:
    """The sheet is done: it must add up. When it is the last one wanted and equals the other, the vote moves on to
    ``compared`` by itself; else see ``selectors.differences``. Raises Refused with everything that does not add up."""
    with transaction.atomic():
        held = held_in(sheet.ballot, "counting")
        fresh = CountSheet.objects.get(pk=sheet.pk)
        if fresh.account_id != actor.account_id:
            raise Refused("这份计票表是别人在录。")
        return execute(actor, held, "key", {"sheet": fresh}).matter


def key_sheet(
    actor: Actor,
    ballot: Ballot,
    typed: Mapping[str, Any],
    write_ins: Sequence[Mapping] = (),
    *,
    second_name: str = "",
    second_reason: str = "",
) -> Ballot:
    """Begin, fill and finish a sheet in one go (commands, tests, files)."""
    with transaction.atomic():
        sheet = sheet_for(actor, ballot, second_name=second_name, second_reason=second_reason)
        sheet = save_sheet(actor, sheet, {key: str(value) for key, value in typed.items()}, write_ins)
        return finish_sheet(actor, sheet)


def rekey(actor: Actor, ballot: Ballot, place: int) -> CountSheet:
    """Key one of two sheets that differ again: a new attempt, the differing fields empty."""
    with transaction.atomic():
        held = held_in(ballot, "counting")
        return execute(actor, held, "rekey", {"place": place}).result["sheet"]


def compare(ballot: Ballot) -> list[Difference]:
    """The fields in which the two finished sheets differ; [] when they agree or one is still being keyed."""
    return selectors.differences(ballot)


def recount(actor: Actor, ballot: Ballot, reason: str) -> Ballot:
    """The slips are counted anew."""
    return execute(actor, ballot, "recount", {"reason": reason}).matter


def declare(actor: Actor, ballot: Ballot, *, version: int | None = None) -> selectors.Result:
    """A person confirms the verdict."""
    return selectors.result_of(execute(actor, ballot, "declare", version=version).matter)


def seal(actor: Actor, ballot: Ballot) -> Ballot:
    """The dossier of the vote is sealed."""
    return execute(actor, ballot, "seal").matter


def void(actor: Actor, ballot: Ballot, reason: str, *, version: int | None = None) -> Ballot:
    """This round holds no more."""
    return execute(actor, ballot, "void", {"reason": reason}, version=version).matter


def again(
    actor: Actor,
    ballot: Ballot,
    *,
    options: Iterable | None = None,
    seats: int | None = None,
    case: Mapping[str, Any] | None = None,
    on: date | None = None,
) -> Ballot:
    """The next round of a voided or declared vote, linked to it: the same question unless told otherwise
    (``options`` those who tied, ``seats`` the seats left, ``case`` e.g. round revote or further)."""
    ballot = Ballot.objects.get(pk=ballot.pk)
    if ballot.state not in ("void", "declared", "sealed"):
        raise Refused([Reason("这一轮还没有结束。", "要重新表决的，先作废这一轮。")])
    if Ballot.objects.filter(previous=ballot).exists():
        raise Refused([Reason("已经有下一轮了。", "请到下一轮办理。")])
    facts = {**ballot.case, **(case or {})}
    return prepare(
        actor, session=ballot.congress_session, title=ballot.title, method=ballot.method, kind=ballot.kind,
        options=list(ballot.options.all()) if options is None else options, question=ballot.question,
        seats=ballot.seats if seats is None else seats, law_kind=ballot.law_kind, rule="" if case else ballot.rule,
        base=ballot.base_rule, on=on or ballot.held_on, answers=[tuple(pair) for pair in ballot.answers],
        write_ins=ballot.write_ins, case=facts, paper_template=ballot.paper_template, previous=ballot,
        subject=(ballot.subject_model, ballot.subject_id),
    )  # fmt: skip
