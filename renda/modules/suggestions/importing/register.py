"""Importing a register of suggestions: every row goes through the same steps as by hand."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from renda.kernel.access.actors import Actor
from renda.kernel.audit.record import record
from renda.kernel.exchange import registry
from renda.kernel.exchange.importing import ImportReport
from renda.kernel.exchange.preview import RowResult
from renda.kernel.notices.models import Notice
from renda.kernel.procedures.execute import Refused, execute, open_matter
from renda.modules.suggestions.importing.columns import REGISTER
from renda.modules.suggestions.importing.plan import Plan, Planner
from renda.modules.suggestions.models import Suggestion

LISTS = ("author", "cosigners", "lead_unit", "support_units")


@registry.register
class SuggestionImporter:
    """Same suggestion: same author, title and day. A known one is left as it is.

    A row is entered, registered when it has a category of the town, handed over when it names a lead unit. Dates of
    registering and handing over are today's: what the log says happened today happened today.
    """

    key = "suggestions"
    title = "代表建议登记簿"
    verb = "suggestion.import"
    fields = REGISTER

    def duplicate_key(self, row: RowResult, context: Actor) -> Hashable | None:
        """Author as written, title and day."""
        values = row.values
        return values["author"], values["title"], values["submitted_on"]

    def check(self, rows: Sequence[RowResult], context: Actor) -> list[RowResult]:
        """Who and which unit every row means, and how far it will be taken."""
        planner = Planner()
        return [self._check(row, planner.plan(as_written(row))) for row in rows]

    def _check(self, row: RowResult, plan: Plan) -> RowResult:
        for field, problem in plan.problems:
            row = row.with_error(problem, field)
        if plan.problems:
            return row
        if plan.existing is not None:
            return row.resolved("same", target=str(plan.existing.pk))
        for field, remark in plan.remarks:
            row = row.with_warning(remark, field)
        return row.resolved("new", changes={"state": ("", plan.steps)})

    def apply(self, rows: Sequence[RowResult], context: Actor) -> ImportReport:
        """Take the steps of every row; the first that is refused takes everything back."""
        planner = Planner()
        for row in rows:
            try:
                self._carry_out(planner.plan(as_written(row)), context)
            except Refused as refused:
                raise Refused(f"第 {row.number} 行没有办成，整个表都没有导入：{refused}") from refused
        record(context, "data.import", None, {"what": self.title, "created": len(rows), "changed": 0})
        return ImportReport(created=len(rows))

    @staticmethod
    def _carry_out(plan: Plan, actor: Actor) -> None:
        matter = open_matter(actor, "suggestion", "enter", plan.enter).matter
        confirm_on_paper(matter, plan, actor)
        if plan.register is not None:
            matter = execute(actor, matter, "register", plan.register).matter
        elif plan.old_number:
            Suggestion.objects.filter(pk=matter.pk).update(gate={"paper_number": plan.old_number})
        if plan.assign is not None:
            execute(actor, matter, "assign", plan.assign)


def as_written(row: RowResult) -> dict[str, Any]:
    """The values of a row, with lists of names as written: spaces between names part them."""
    return {**row.values, **{key: row.shown[key] for key in LISTS if row.shown.get(key)}}


def confirm_on_paper(matter: Suggestion, plan: Plan, actor: Actor) -> None:
    """Whoever stands in the register has signed on paper; the request to confirm, not sent yet, is taken back."""
    for mandate in plan.enter["cosigners"]:
        execute(actor, matter, "confirm_cosign", {"agrees": True, "cosigner": mandate})
    Notice.objects.filter(kind="suggestion.cosign_asked", object_id=matter.pk).delete()
