"""The step form with the kinds that only suggestions have."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.db.models import Case, When

from renda.kernel.access import policies
from renda.kernel.people.models import Mandate
from renda.kernel.units.models import Unit
from renda.modules.suggestions import gate, selectors
from renda.modules.suggestions.models import Category, Opinion, Suggestion
from renda.modules.suggestions.similar import Kin, opinions_like, similar_to
from renda.web.steps import form as steps
from renda.web.suggestions import stepfields

OPINIONS_SHOWN = 80
MAY_TAKE_MORE = ("submitted", "registered", "assigned", "handling")


def first(keys: Iterable[UUID]) -> list[Case]:
    """The order in which rows with these keys come before all others; none where there are no keys."""
    places = [When(pk=key, then=place) for place, key in enumerate(dict.fromkeys(keys))]
    return [Case(*places, default=len(places))] if places else []


def why(kin: Kin | None) -> list[str]:
    """Why it looks alike, in words; nothing where it does not."""
    return [f"内容相近：{'、'.join(kin.why)}"] if kin else []


class StepForm(steps.StepForm):
    parts = {
        **steps.PARTS,
        "opinions": steps.PICK,
        "suggestion": steps.PICK,
        "promises": "suggestions/fields/promises.html",
        "gate": "suggestions/fields/gate.html",
    }

    @property
    def has_inner_buttons(self) -> bool:
        return "promises" in self.fields

    def make_unit(self, need):
        if need.key == "unit":
            return self.keyed_for_unit()
        field = super().make_unit(need)
        if need.key == "better_unit":  # whoever hands it back does not mean itself
            field.queryset = field.queryset.exclude(pk__in=self.actor.unit_ids)
        return field

    @property
    def promise_rows(self) -> list[dict]:
        """The rows typed so far, at least one, and one more when it was asked for."""
        typed = [row for row in self["promises"].value() or [] if row["text"] or row["due"]]
        return [*typed, {"text": "", "due": ""}] if self.wants_row or not typed else typed

    @property
    def gate_lines(self) -> list[dict]:
        """The gate's questions with what was ticked so far."""
        chosen = self["gate"].value() or {}
        return [{"advice": one, "chosen": chosen.get(one.key, "")} for one in self.fields["gate"].advice]

    def keyed_for_unit(self):
        """The office may key what a unit said; everybody else acts for the own unit and is not asked."""
        shares = selectors.active_assignments(self.matter)
        if not self.actor.is_("office") or shares.count() < 2:
            return None
        units = Unit.objects.filter(pk__in=shares.values("unit_id"))
        return forms.ModelChoiceField(units, empty_label="主办单位")

    def make_category(self, need):
        return forms.ModelChoiceField(Category.objects.all(), empty_label="请选择类别")

    def make_judging_deputy(self, need):
        asked = Mandate.objects.filter(pk__in=selectors.open_verdicts(self.matter).values("mandate_id"))
        return steps.ByName(asked.select_related("person"), empty_label="请选择代表")

    def make_suggestion(self, need):
        """Those still being handled; what looks alike comes first and says why."""
        matter = self.matter
        alike = {kin.suggestion.pk: kin for kin in similar_to(matter.title, matter.ask, matter.pk, actor=self.actor)}
        others = (
            policies.visible(self.actor, Suggestion)
            .filter(state__in=MAY_TAKE_MORE)
            .exclude(pk=matter.pk)
            .select_related("author__person")
            .order_by(*first(alike), "-submitted_on", "-id")
        )
        self.descriptions[need.key] = {
            str(one.pk): "，".join([f"{one.state_label()}，{one.author.person}提出", *why(alike.get(one.pk))]) for one in others
        }
        return forms.ModelChoiceField(others, widget=forms.RadioSelect, empty_label=None)

    def make_opinions(self, need):
        """Those already chosen, those that say the same in other words and why, then the newest; only these can be ticked."""
        seen = policies.visible(self.actor, Opinion)
        chosen = [one.pk for one in self.initial.get(need.key) or []]
        written = [self.data.get(name) or getattr(self.matter, name, "") for name in ("title", "ask")]
        alike = opinions_like(*written)
        newest = seen.order_by("-received_on", "-id").values_list("pk", flat=True)[:OPINIONS_SHOWN]
        shown = seen.filter(pk__in=[*newest, *chosen, *alike]).order_by(
            *first([*chosen, *alike]), "-received_on", "-id"
        )
        self.descriptions[need.key] = {str(key): f"内容相近：{'、'.join(words)}" for key, words in alike.items()}
        return forms.ModelMultipleChoiceField(shown, widget=forms.CheckboxSelectMultiple)

    def make_gate(self, need):
        return stepfields.GateField(gate.advise(self.matter))

    def make_promises(self, need):
        return stepfields.PromisesField()
