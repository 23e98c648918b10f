"""The step form with rows that speak for a topic, articles of a law, the team, units and findings."""

from __future__ import annotations

from django import forms

from renda.foundation import clock
from renda.foundation.ids import as_id
from renda.kernel.access import policies
from renda.kernel.library import laws
from renda.kernel.units.models import ROOTS, Unit, UnitKind
from renda.modules.suggestions.models import Opinion, Suggestion
from renda.modules.supervision import selectors
from renda.modules.supervision.models import Finding, Problem, Result
from renda.web.steps import form as steps
from renda.web.steps.engine import StepPage

LATEST = 60
"""How many suggestions, opinions and findings of the last time are offered."""
WORDS = 80


class SupervisionForm(steps.StepForm):
    """``evidence``: suggestions and opinions; ``articles``: of the inspection's law; ``team``: deputies with skills, village and
    turns; ``any_unit`` and ``any_units``; ``findings``: what the field gave and no problem has yet; ``finding``: the one that was
    named, else one of the latest."""

    parts = {
        **steps.PARTS,
        "evidence": steps.PICK,
        "articles": steps.PICK,
        "team": steps.PICK,
        "any_units": steps.PICK,
        "findings": steps.PICK,
    }

    def make_evidence(self, need):
        offered = {**chosen(self.matter), **evidence_rows(self.actor)}
        self.offered = offered
        self.descriptions[need.key] = {key: row["line"] for key, row in offered.items()}
        return forms.MultipleChoiceField(
            choices=[(key, row["label"]) for key, row in offered.items()], widget=forms.CheckboxSelectMultiple
        )

    def make_articles(self, need):
        edition = laws.edition_in_force(self.matter.law)
        rows = laws.articles(edition) if edition is not None else []
        self.descriptions[need.key] = {row.anchor: " ".join(row.text.split())[:WORDS] for row in rows}
        return forms.MultipleChoiceField(
            choices=[(row.anchor, row.label) for row in rows], widget=forms.CheckboxSelectMultiple
        )

    def make_team(self, need):
        rows = selectors.turns(steps.seated().select_related("person__village"))
        self.descriptions[need.key] = {str(row.pk): known_of(row) for row in rows}
        return steps.ManyByName(rows, widget=forms.CheckboxSelectMultiple)

    def make_any_unit(self, need):
        return forms.ModelChoiceField(units(), empty_label="请选择单位")

    def make_any_units(self, need):
        return forms.ModelMultipleChoiceField(units(), widget=forms.CheckboxSelectMultiple)

    def make_finding(self, need):
        named = as_id(str(self.data.get(need.key) or self.initial.get(need.key) or ""))
        rows = selectors.standing_findings(self.matter).order_by("-at", "-id")
        latest = (
            rows.filter(pk=named)
            if named
            else rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:LATEST]))
        )
        return OneFinding(latest, empty_label="请选择记录")

    def make_findings(self, need):
        is_problem = isinstance(self.matter, Problem)
        inspection = self.matter.inspection if is_problem else self.matter
        rows = selectors.standing_findings(inspection)
        free = rows.filter(problem=None).exclude(result=Result.FINE)
        rows = (free | rows.filter(problem=self.matter)) if is_problem else free
        rows = rows.order_by("-at", "-id")
        self.descriptions[need.key] = {str(row.pk): f"{row.site_name}　{row.item_text}" for row in rows}
        return forms.ModelMultipleChoiceField(rows, widget=forms.CheckboxSelectMultiple)

    @property
    def data_of_step(self) -> dict:
        data = super().data_of_step
        if "evidence" in data:
            data["evidence"] = [self.offered[key]["row"] for key in data["evidence"]]
        return data


class OneFinding(forms.ModelChoiceField):
    def label_from_instance(self, obj: Finding) -> str:
        told = (
            obj.site_name,
            obj.get_result_display() or obj.get_kind_display(),
            obj.item_text,
            obj.text,
            obj.who,
        )
        return "　".join(filter(None, told))


def units():
    """Whoever may be checked or may have to put something right."""
    rows = Unit.objects.filter(is_active=True).exclude(kind__in=(*ROOTS, UnitKind.CONGRESS))
    return rows.order_by("position", "name", "id")


def known_of(mandate) -> str:
    """What helps to choose: what the deputy knows, where the deputy lives, how often it was the deputy's turn."""
    person = mandate.person
    turns = f"去过{mandate.turns}次" if mandate.turns else "还没有去过"
    return "　".join(
        part for part in (person.skills or person.occupation, str(person.village or ""), turns) if part
    )


def evidence_rows(actor) -> dict[str, dict]:
    """The latest suggestions and opinions the actor sees, by key."""
    suggestions = (
        policies.visible(actor, Suggestion).exclude(state="draft").order_by("-submitted_on", "-id")[:LATEST]
    )
    opinions = policies.visible(actor, Opinion).order_by("-received_on", "-id")[:LATEST]
    found = [evidence_of(row, row.submitted_on, "代表建议") for row in suggestions]
    found += [evidence_of(row, row.received_on, "群众意见") for row in opinions]
    return dict(found)


def evidence_of(row, on, word: str) -> tuple[str, dict]:
    label = row._meta.label_lower
    line = f"{word}　{on.isoformat()}" if on else word
    return f"{label}:{row.pk}", {
        "label": row.title, "line": line, "row": {"model": label, "object_id": row.pk, "label": row.title[:200], "on": on},
    }  # fmt: skip


def chosen(matter) -> dict[str, dict]:
    """What the topic names already, so that it stays on the list when it is old."""
    if matter is None:
        return {}
    return {
        f"{one.model}:{one.object_id}": {
            "label": one.label, "line": "已经选上",
            "row": {"model": one.model, "object_id": one.object_id, "label": one.label, "on": one.on},
        }
        for one in matter.evidence.all()
    }  # fmt: skip


class SupervisionPage(StepPage):
    form_class = SupervisionForm
    dangers = (
        "cancel",
        "decline",
        "strike_site",
        "strike_item",
        "strike_finding",
        "send_back",
        "press",
        "drop",
    )


def filled(matter, verb: str) -> dict:
    """What the form of a step of an inspection shows at first."""
    today = clock.today()
    if verb == "amend":
        return {
            **{key: getattr(matter, key) for key in ("form", "topic", "law", "source", "why")},
            "evidence": list(chosen(matter)),
        }
    if verb == "plan":
        keys = (
            "leader",
            "experts",
            "starts_on",
            "ends_on",
            "materials_by",
            "draft_by",
            "hearing_at",
            "venue",
        )
        return {
            **{key: getattr(matter, key) for key in keys},
            "team": matter.team.all(),
            "units": matter.units.all(),
        }
    return {
        "decide": {"decided_on": today},
        "probe": {"on": today},
        "add_sites": {"on": matter.starts_on},
        "finish": {"ends_on": min(today, matter.ends_on or today)},
        "feedback": {"on": today},
        "list_problem": {"article": f"《{matter.law}》" if matter.law else ""},
    }.get(verb, {})
