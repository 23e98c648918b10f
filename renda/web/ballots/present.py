"""How a vote looks on its pages: steps, buttons, sheets, results."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse

from renda.kernel.access import policies
from renda.kernel.ballots import arithmetic, fields, rules, selectors
from renda.kernel.ballots.models import Ballot, CountSheet
from renda.kernel.ballots.words import question_of
from renda.kernel.procedures.offers import offers
from renda.web import ui

MAIN = ("open", "close", "declare")
DANGERS = ("void",)
#: Steps of the bar, in order; the agreed count is the time before the declaration.
BAR = ("prepared", "open", "counting", "compared", "declared", "sealed")
OVER = ("void", "declared", "sealed")
SPARE_ROWS = 3


def step_bar(ballot: Ballot) -> list[dict]:
    """准备 → 表决 → 计票 → 宣布 → 封存."""
    procedure = ballot.procedure
    if ballot.state not in BAR:
        return [{"label": "准备", "state": "done"}, {"label": ballot.state_label(), "state": "current"}]
    here = BAR.index(ballot.state)
    return [
        {
            "label": procedure.state(key).label,
            "state": "done" if n < here else "current" if n == here else "todo",
        }
        for n, key in enumerate(BAR)
    ]


def actions(request: HttpRequest, ballot: Ballot) -> list[ui.Action]:
    """The buttons of the page; the step that carries on is the main one."""
    found = (
        [ui.Action("录计票表", reverse("ballots:sheet", args=[ballot.pk]), "primary", icon="pen")]
        if waits(request, ballot)
        else []
    )
    for offer in offers(request.actor, ballot):
        verb = offer.transition.verb
        kind = "primary" if verb in MAIN else "danger" if verb in DANGERS else "plain"
        reasons = (offer.problem,) if offer.problem else ()
        found.append(
            ui.Action(
                offer.transition.label, reverse("ballots:step", args=[ballot.pk, verb]), kind, reasons=reasons
            )
        )
    may = ballot.state in OVER and request.actor.has("ballot.prepare") and not has_own_way(ballot)
    if may and not Ballot.objects.filter(previous=ballot).exists():
        found.append(ui.Action(again_label(ballot), reverse("ballots:again", args=[ballot.pk])))
    return found


#: What these lines of work vote on has its own way to the next round.
WITH_ROUNDS = ("elections", "deputy_elections", "livelihood")


def has_own_way(ballot: Ballot) -> bool:
    """Is it a round of an election, a recall, a vote on projects? Then the next round begins there, not here."""
    return ballot.subject_model.partition(".")[0] in WITH_ROUNDS


def subject_of(request: HttpRequest, ballot: Ballot):
    """The matter this vote is about, as far as whoever asks sees it; None where there is none with a page."""
    if not has_own_way(ballot):
        return None
    found = apps.get_model(ballot.subject_model).objects.filter(pk=ballot.subject_id).first()
    found = getattr(found, "election", found)
    if found is None or not policies.visible(request.actor, type(found)).filter(pk=found.pk).exists():
        return None
    return found


def waits(request: HttpRequest, ballot: Ballot) -> bool:
    """Is there a sheet for this person to key: one begun, or a place that is free?"""
    if ballot.state != "counting" or not request.actor.has("ballot.key"):
        return False
    sheets = rules.valid_sheets(ballot)
    begun = any(sheet.account_id == request.actor.account_id and not sheet.is_finished for sheet in sheets)
    return begun or len({sheet.place for sheet in sheets}) < rules.sheets_wanted(ballot)


def again_label(ballot: Ballot) -> str:
    """What the next round is called."""
    key = (ballot.outcome or {}).get("next", {}).get("key", "")
    return {"revote": "就票数相等的再次投票", "further": "另行选举"}.get(key, "重新表决")


@dataclass(frozen=True)
class Place:
    """One of the sheets wanted: who keys it and how far."""

    label: str
    who: str
    state: str
    light: str
    note: str = ""
    mine: bool = False
    number: int = 0


def places(request: HttpRequest, ballot: Ballot) -> list[Place]:
    """The sheets of the present count, without a number of them: nobody sees the other's while keying."""
    newest: dict[int, CountSheet] = {}
    for sheet in sorted(rules.valid_sheets(ballot), key=lambda one: one.attempt):
        newest[sheet.place] = sheet
    return [
        place(number, newest.get(number), request) for number in range(1, rules.sheets_wanted(ballot) + 1)
    ]


def place(number: int, sheet: CountSheet | None, request: HttpRequest) -> Place:
    label = CountSheet(place=number).get_place_display()
    if sheet is None:
        return Place(label, "", "还没有人录", "waiting", number=number)
    who = f"{sheet.keyed_by}（核对人{sheet.second_name}）" if sheet.second_name else sheet.keyed_by
    mine = sheet.account_id == request.actor.account_id
    note = f"第{sheet.attempt}次录入" if sheet.attempt > 1 else ""
    state, light = ("录完了", "done") if sheet.is_finished else ("正在录", "later")
    return Place(label, who, state, light, note, mine, number)


@dataclass(frozen=True)
class Cell:
    """A field of the sheet as it is shown."""

    key: str
    label: str
    value: str
    wrong: bool
    choices: tuple = ()


@dataclass(frozen=True)
class Row:
    """What is counted on one line, with its sum in words."""

    label: str
    note: str
    cells: tuple[Cell, ...]
    key: str


def sheet_page(ballot: Ballot, sheet: CountSheet, *, finishing: bool = False) -> dict:
    """The context of the sheet page and of the part that is told while typing."""
    plan = fields.layout(ballot)
    typed = fields.read(plan, sheet.typed, sheet.write_ins)
    found = arithmetic.findings(plan, typed, finishing=finishing)
    wrong = {key for finding in found if finding.blocks for key in finding.keys}

    def cell(one: fields.SheetField) -> Cell:
        return Cell(
            one.key, plan.labels[one.key], sheet.typed.get(one.key, ""), one.key in wrong, one.choices
        )

    rows = [
        Row(line.label, line.note, tuple(cell(one) for one in plan.of_line(line)), line.key)
        for line in plan.lines
    ]
    blank = [{"name": "", "votes": ""}] * SPARE_ROWS
    return {
        "ballot": ballot,
        "sheet": sheet,
        "box": [cell(one) for one in plan.box],
        "rows": rows,
        "heads": [word for _, word in plan.answers],
        "answers": plan.answers,
        "entries": list(zip(plan.entries, rows[0].cells, strict=True)) if ballot.is_named else [],
        "write_ins": list(enumerate([*sheet.write_ins, *blank])) if ballot.write_ins else [],
        "findings": found,
        "sums": sums(plan, typed),
        "whole": not found and not arithmetic.findings(plan, typed, finishing=True),
        "question": question_of(ballot),
    }


def sums(plan: fields.Layout, typed: fields.Typed) -> list[str]:
    """The additions as one would do them on paper: 赞成50＋反对4＋弃权3＝57."""
    if plan.ballot.is_named:
        told = fields.figures_of(plan, typed)
        return ["　".join(f"{word}{told[f'{plan.lines[0].key}.{key}']}人" for key, word in plan.answers)]
    found = []
    if {"valid", "invalid"} <= typed.numbers.keys():
        valid, invalid = typed.numbers["valid"], typed.numbers["invalid"]
        found.append(f"有效{valid}＋无效{invalid}＝{valid + invalid}")
    for line in plan.lines:
        got = [(word, typed.numbers.get(f"{line.key}.{key}")) for key, word in plan.answers]
        if len(got) > 1 and all(number is not None for _, number in got):
            found.append(
                f"{line.label}：{'＋'.join(f'{word}{number}' for word, number in got)}＝{sum(n for _, n in got)}"
            )
    return found


def result_rows(result: selectors.Result | None, ballot: Ballot) -> list[dict]:
    """The lines of the result with the numbers in the order of the answers."""
    if result is None:
        return []
    return [
        {
            "label": line["label"], "word": line["word"], "passed": line["passed"],
            "numbers": [(word, line["votes"].get(key, 0)) for key, word in ballot.answers],
        }
        for line in result.lines
    ]  # fmt: skip


#: How many lines fit on the big screen at which size of type.
CROWDS = ((4, "few"), (8, "some"), (14, "many"))


def crowd(lines: int) -> str:
    """The class of the table on the big screen: the more lines, the smaller the type."""
    return next((name for most, name in CROWDS if lines <= most), "full")
