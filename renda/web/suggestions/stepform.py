"""A form made from what a step needs: one field for each ``Need``, of the kind it names."""

from __future__ import annotations

from django import forms
from django.db.models import Q
from django.forms.utils import ErrorDict

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.people.models import CongressSession, Mandate, Person
from renda.kernel.procedures.declaration import Need, Transition
from renda.kernel.units.models import Unit, UnitKind
from renda.modules.suggestions import gate, selectors
from renda.modules.suggestions.models import Category, Opinion, Suggestion
from renda.web.suggestions import stepfields
from renda.web.ui import fields as shown_fields

CARDS_UP_TO = 8
#: Shorter answers need no counter of characters under them.
COUNTED_FROM = 150
SHORT_TEXT = 2000
OPINIONS_SHOWN = 80
MAY_TAKE_MORE = ("submitted", "registered", "assigned", "handling")
PARTS = {
    "deputies": "pick",
    "opinions": "pick",
    "suggestion": "pick",
    "promises": "promises",
    "gate": "gate",
    "files": "files",
}


class StepForm(forms.Form):
    """``data_of_step`` is what the executor takes. ``version`` is the version the page was showing."""

    def __init__(self, data=None, files=None, *, actor: Actor, transition: Transition, matter=None, initial=None):
        self.actor, self.transition, self.matter = actor, transition, matter
        super().__init__(data, files, initial=initial)
        self.descriptions: dict[str, dict[str, str]] = {}
        for need in transition.needs:
            made = self.field_of(need)
            if made is not None:
                self.fields[need.key] = made
        self.kept = self.taken_before()

    def field_of(self, need: Need):
        """The field of one need, or None where the question does not arise for this person."""
        made = getattr(self, f"make_{need.kind}")(need)
        if made is None:
            return None
        made.label, made.help_text = need.label, need.help
        made.required = need.required and need.kind != "boolean"
        made.error_messages.update(
            required=f"请填“{need.label}”。",
            max_length=f"“{need.label}”太长，最多{need.max_length}字。",
            invalid_choice=f"“{need.label}”请从列出来的里面选。",
        )
        made.need = need
        return made

    @property
    def rows(self) -> list[dict]:
        """The fields as the page shows them: bound field, which part draws it, example, lines under choices."""
        return [self.row(name, field.need) for name, field in self.fields.items()]

    def row(self, name: str, need: Need) -> dict:
        bound, part = self[name], PARTS.get(need.kind, "plain")
        made = {"bound": bound, "part": part, "example": need.example, "kind": need.kind}
        if part == "pick":
            made["shown"] = shown_fields.shown(bound, need.example)
            made["options"] = shown_fields.choices(bound, self.descriptions.get(name))
        elif part in ("promises", "gate"):
            made["shown"] = shown_fields.shown(bound, need.example)
        return made

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

    @property
    def data_of_step(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name in self.fields}

    @property
    def version(self) -> int:
        """The version the page showed; -1 when it was tampered with, which never fits."""
        shown = self.data.get("version", "")
        return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 10 else -1

    @property
    def wants_row(self) -> bool:
        """Was 「再加一项」 pressed instead of the step's button?"""
        return self.is_bound and "add_row" in self.data

    @property
    def has_files(self) -> bool:
        return "files" in self.fields

    @property
    def kept_token(self) -> str:
        return stepfields.kept_token(self.actor, self.kept) if self.kept else ""

    def forgive(self) -> None:
        """Show what was typed without complaining yet."""
        self._errors = ErrorDict()

    def taken_before(self) -> list:
        """Files that an earlier, refused try has already handed in."""
        token = self.data.get("kept_files", "") if self.is_bound else ""
        dropped = self.data.getlist("drop_file") if token else []
        return stepfields.kept_files(self.actor, token, dropped) if token else []

    def clean(self):
        cleaned = super().clean()
        if self.has_files:
            taken, refused = cleaned.get("files") or ([], [])
            self.kept = [*self.kept, *taken]
            for words in refused:
                self.add_error("files", words)
            cleaned["files"] = self.kept
        return cleaned

    # The kinds of needs.

    def make_text(self, need):
        made = forms.CharField(max_length=need.max_length)
        if need.max_length < COUNTED_FROM:
            made.widget.attrs.pop("maxlength", None)
        return made

    def make_long(self, need):
        rows = 4 if need.max_length <= SHORT_TEXT else 8
        return forms.CharField(max_length=need.max_length, widget=forms.Textarea(attrs={"rows": rows}))

    def make_date(self, need):
        return stepfields.DayField(widget=forms.DateInput)

    def make_phone(self, need):
        made = stepfields.PhoneField(max_length=need.max_length)
        made.widget.attrs.pop("maxlength", None)
        return made

    def make_number(self, need):
        return forms.IntegerField(min_value=0)

    def make_boolean(self, need):
        return forms.BooleanField()

    def make_choice(self, need):
        choices = need.choices(self.matter) if callable(need.choices) else need.choices
        choices = list(choices)
        widget = forms.RadioSelect if len(choices) <= CARDS_UP_TO else forms.Select
        return forms.ChoiceField(choices=choices, widget=widget)

    def make_unit(self, need):
        if need.key == "unit":
            return self.keyed_for_unit()
        return forms.ModelChoiceField(handling_units(), empty_label="请选择单位")

    def keyed_for_unit(self):
        """The office may key what a unit said; everybody else acts for the own unit and is not asked."""
        shares = selectors.active_assignments(self.matter)
        if not self.actor.is_("office") or shares.count() < 2:
            return None
        units = Unit.objects.filter(pk__in=shares.values("unit_id"))
        return forms.ModelChoiceField(units, empty_label="主办单位")

    def make_units(self, need):
        return forms.ModelMultipleChoiceField(handling_units(), widget=forms.CheckboxSelectMultiple)

    def make_village(self, need):
        villages = Unit.objects.filter(kind=UnitKind.VILLAGE, is_active=True)
        return forms.ModelChoiceField(villages, empty_label="请选择村（社区）")

    def make_category(self, need):
        return forms.ModelChoiceField(Category.objects.all(), empty_label="请选择类别")

    def make_deputy(self, need):
        return ByName(seated(), empty_label="请选择代表")

    def make_deputies(self, need):
        deputies = seated().select_related("group")
        author = getattr(self.matter, "author_id", None)
        if author:
            deputies = deputies.exclude(pk=author)
        deputies = deputies.order_by("group__position", "group__name", "person__name", "id")
        self.descriptions[need.key] = {
            str(mandate.pk): str(mandate.group) if mandate.group else "没有编组的代表" for mandate in deputies
        }
        return ManyByName(deputies, widget=forms.CheckboxSelectMultiple)

    def make_judging_deputy(self, need):
        asked = Mandate.objects.filter(pk__in=selectors.open_verdicts(self.matter).values("mandate_id"))
        return ByName(asked.select_related("person"), empty_label="请选择代表")

    def make_leader(self, need):
        leading = Q(appointments__role__in=("leader", "chair", "presidium"))
        in_post = Q(appointments__until_on__isnull=True)
        return forms.ModelChoiceField(Person.objects.filter(leading & in_post).distinct(), empty_label="请选择领导")

    def make_session(self, need):
        return forms.ModelChoiceField(CongressSession.objects.select_related("term"), empty_label="请选择会议")

    def make_suggestion(self, need):
        others = policies.visible(self.actor, Suggestion).filter(state__in=MAY_TAKE_MORE)
        others = others.exclude(pk=self.matter.pk).select_related("author__person").order_by("-submitted_on", "-id")
        self.descriptions[need.key] = {
            str(one.pk): f"{one.state_label()}，{one.author.person}提出" for one in others
        }
        return forms.ModelChoiceField(others, widget=forms.RadioSelect, empty_label=None)

    def make_opinions(self, need):
        """The newest ones and those already chosen; only these can be ticked."""
        seen = policies.visible(self.actor, Opinion)
        chosen = self.initial.get(need.key) or []
        newest = seen.order_by("-received_on", "-id").values_list("pk", flat=True)[:OPINIONS_SHOWN]
        shown = seen.filter(pk__in=[*newest, *(one.pk for one in chosen)]).order_by("-received_on", "-id")
        return forms.ModelMultipleChoiceField(shown, widget=forms.CheckboxSelectMultiple)

    def make_gate(self, need):
        return stepfields.GateField(gate.advise(self.matter))

    def make_promises(self, need):
        return stepfields.PromisesField()

    def make_files(self, need):
        return stepfields.FilesField(self.actor)


class ByName(forms.ModelChoiceField):
    """Seats shown by the deputy's name."""

    def label_from_instance(self, mandate):
        return mandate.person.name


class ManyByName(forms.ModelMultipleChoiceField):
    def label_from_instance(self, mandate):
        return mandate.person.name


def handling_units():
    return Unit.objects.filter(handles_suggestions=True, is_active=True)


def seated():
    """The town's deputies whose seat is in force today."""
    return Mandate.objects.on().filter(level="town").select_related("person")
