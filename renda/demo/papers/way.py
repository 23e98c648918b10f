"""One paper through the whole procedure: written, reviewed, signed, numbered, sent, signed for, filed, on its days."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from renda.demo.acting import CHAIR, CLERK, OFFICE, Actors
from renda.demo.furnishing import Rows
from renda.demo.scheduling import workday_finder
from renda.foundation import clock
from renda.kernel.documents.current_values import current_values
from renda.kernel.documents.engine import templates
from renda.kernel.people.models import DeputyGroup
from renda.kernel.procedures.execute import execute
from renda.modules.drafting import dispatching, selectors, texts
from renda.modules.drafting.models import Draft

Later = Callable[[date, Callable[[], None]], None]
#: What the chair writes beside the signature; the same words every time look like a stamp.
NOTES = ("同意印发。", "同意。", "按程序印发。", "同意，请按时送达。")


@dataclass(frozen=True)
class Planned:
    """One paper: when it is signed, from which template, with which words, and where it goes.

    ``reviewers``: keys of persons; without any it goes straight to be signed. ``to``: "groups" (all deputies) or keys
    of units. ``remark``: what the first reviewer wants changed before he agrees; ``mended``: the words that then stand
    there instead. ``extra``: fields that the papers of one occasion share.
    """

    on: date
    template: str
    values: Mapping[str, Any]
    belongs: str = "session"
    reviewers: tuple[str, ...] = ()
    remark: str = ""
    mended: Mapping[str, Any] = field(default_factory=dict)
    series: str = ""
    to: str | Sequence[str] = ()
    copies: int = 0
    days_to_write: int = 4
    extra: Mapping[str, Any] = field(default_factory=dict)


class PaperPlayer:
    """Plays papers; ``later`` puts an act on the agenda of a day, ``before`` gives the working day before one."""

    def __init__(self, rows: Rows, later: Later, is_workday: Callable[[date], bool]) -> None:
        self.rows, self.later, self.workday = rows, later, workday_finder(is_workday, -1)
        self.actors = Actors(rows)
        self.count = 0

    def plan(self, paper: Planned) -> None:
        """Put the whole way of one paper on the agenda, a step bringing up the next."""
        self.later(self.workday(paper.on - timedelta(days=paper.days_to_write)), lambda: self.write(paper))

    def write(self, paper: Planned) -> Draft:
        """The clerk writes it and, on the day, asks for review or hands it up."""
        draft = self.begun(paper)
        if paper.reviewers:
            self.later(
                max(self.workday(paper.on - timedelta(days=2)), clock.today()),
                lambda: self.ask(paper, draft.pk),
            )
        else:
            self.later(paper.on, lambda: self.hand_up(paper, draft.pk))
        return draft

    def begun(self, paper: Planned) -> Draft:
        """The draft itself, with what the data say for the common fields."""
        return texts.start_draft(
            self.actors.staff(CLERK), paper.template, self.values(paper), series=paper.series
        )

    def values(self, paper: Planned) -> dict[str, Any]:
        return {"number": "", **current_values(self.actors.staff(CLERK)), **paper.extra, **paper.values}

    def fresh(self, pk) -> Draft:
        return Draft.objects.get(pk=pk)

    # review

    def ask(self, paper: Planned, pk) -> None:
        people = [self.rows.people[key] for key in paper.reviewers]
        execute(self.actors.staff(CLERK), self.fresh(pk), "ask_review", {"reviewers": people, "note": ""})
        self.later(
            max(self.workday(clock.today() + timedelta(days=1), 1), clock.today()),
            lambda: self.answer(paper, pk),
        )

    def answer(self, paper: Planned, pk) -> None:
        """Everybody answers; a remark sends it back, the clerk mends it and asks again."""
        wants = paper.remark if self.fresh(pk).round == 1 else ""
        for n, key in enumerate(paper.reviewers):
            stance = (
                {"stance": "amend", "text": wants} if wants and n == 0 else {"stance": "agree", "text": ""}
            )
            execute(self.actors.staff(key), self.fresh(pk), "give_opinion", stance)
        if wants:
            self.mend(paper, pk)
            self.ask(paper, pk)
        else:
            self.later(max(paper.on, clock.today()), lambda: self.sign(paper, pk))

    def mend(self, paper: Planned, pk) -> None:
        """The clerk writes the text anew as the reviewer wished."""
        draft, text = self.fresh(pk), templates.fill(paper.template, {**self.values(paper), **paper.mended})
        texts.save_text(self.actors.staff(CLERK), draft, text, draft.text_version, name="按审核意见修改")

    # signature, number, sending

    def hand_up(self, paper: Planned, pk) -> None:
        """What needs no review in this office goes straight to be signed."""
        execute(
            self.actors.staff(CLERK),
            self.fresh(pk),
            "skip_review",
            {"reason": "会议现场用的材料，起草前已经当面商定"},
        )
        self.sign(paper, pk)

    def sign(self, paper: Planned, pk) -> None:
        self.count += 1
        execute(
            self.actors.staff(CHAIR), self.fresh(pk), "sign", {"sign_note": NOTES[self.count % len(NOTES)]}
        )
        draft, office = self.fresh(pk), self.actors.staff(OFFICE)
        if draft.series:
            execute(office, draft, "number", {"series": draft.series})
        else:
            execute(office, draft, "go_unnumbered")
        if paper.to:
            self.send(paper, pk)
        self.later(self.workday(clock.today() + timedelta(days=20), 1), lambda: self.file(paper, pk))

    def send(self, paper: Planned, pk) -> None:
        whom = {"groups": list(DeputyGroup.objects.all())} if paper.to == "groups" else {
            "units": [self.rows.units[key] for key in paper.to]
        }  # fmt: skip
        execute(self.actors.staff(CLERK), self.fresh(pk), "send", {**whom, "copies": paper.copies})
        self.later(self.workday(clock.today() + timedelta(days=3), 1), lambda: self.sign_for(pk))

    def sign_for(self, pk, *, left: int = 0) -> None:
        """Those with an account sign for it there; the clerk notes who signed on paper. ``left``: so many never do."""
        waiting = list(selectors.not_signed_for(self.fresh(pk)))
        for receipt in waiting[: len(waiting) - left]:
            key = self.key_of(receipt)
            actor = self.actors.person(key) if key else None
            if actor is not None and actor.has("receipt.sign") and not actor.is_("office"):
                dispatching.sign_receipt(actor, receipt)
            else:
                dispatching.sign_receipt(self.actors.staff(CLERK), receipt, receipt.name[:20])

    def key_of(self, receipt) -> str | None:
        """The key of the plan behind the addressee of a receipt."""
        if receipt.unit_id:
            unit = next((key for key, row in self.rows.units.items() if row.pk == receipt.unit_id), None)
            known = next((one for one in self.rows.plan.units if one.key == unit), None)
            return known.contact_key if known and known.has_account else None
        return next((key for key, row in self.rows.people.items() if row.pk == receipt.person_id), None)

    def file(self, paper: Planned, pk) -> None:
        execute(self.actors.staff(OFFICE), self.fresh(pk), "file", {"belongs_to": paper.belongs})
