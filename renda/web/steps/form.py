"""A form made from what a step needs: one field for each ``Need``, of the kind it names."""

from __future__ import annotations

from django import forms
from django.db.models import Count, Q
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property

from renda.kernel.access.actors import Actor
from renda.kernel.people.models import CongressSession, Mandate, Person
from renda.kernel.procedures.declaration import Need, Transition
from renda.kernel.units.models import Unit, UnitKind
from renda.web.steps import fields as stepfields
from renda.web.ui import fields as shown_fields

CARDS_UP_TO = 8
#: Shorter answers need no counter of characters under them.
COUNTED_FROM = 150
SHORT_TEXT = 2000
PICK, FILES = "steps/fields/pick.html", "steps/fields/files.html"
#: The template that draws a kind; plain fields have none. A module's own form adds its own.
PARTS = {"deputies": PICK, "people": PICK, "groups": PICK, "files": FILES}


class StepForm(forms.Form):
    """``data_of_step`` is what the executor takes. ``version`` is the version the page was showing.

    A module with kinds of its own makes a subclass with ``make_<kind>`` methods and ``parts``.
    """

    parts: dict[str, str] = PARTS

    def __init__(
        self, data=None, files=None, *, actor: Actor, transition: Transition, matter=None, initial=None
    ):
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
        bound, part = self[name], self.parts.get(need.kind, "")
        made = {"bound": bound, "part": part, "example": need.example, "kind": need.kind}
        if part:
            made["shown"] = shown_fields.shown(bound, need.example)
        if part == PICK:
            made["options"] = shown_fields.choices(bound, self.descriptions.get(name))
        return made

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
    def has_inner_buttons(self) -> bool:
        """Are there buttons among the fields, so that Enter must be told which one is meant?"""
        return False

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
        return forms.ModelChoiceField(handling_units(), empty_label="请选择单位")

    def make_units(self, need):
        return forms.ModelMultipleChoiceField(handling_units(), widget=forms.CheckboxSelectMultiple)

    def make_village(self, need):
        villages = Unit.objects.filter(kind=UnitKind.VILLAGE, is_active=True)
        return forms.ModelChoiceField(villages, empty_label="请选择村（社区）")

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

    def make_leader(self, need):
        leading = Q(appointments__role__in=("leader", "chair", "presidium"))
        in_post = Q(appointments__until_on__isnull=True)
        return forms.ModelChoiceField(
            Person.objects.filter(leading & in_post).distinct(), empty_label="请选择领导"
        )

    def make_session(self, need):
        return forms.ModelChoiceField(
            CongressSession.objects.select_related("term"), empty_label="请选择会议"
        )

    def make_files(self, need):
        return stepfields.FilesField(self.actor)


class Seats:
    """Seats shown by the deputy's name; deputies of one name also by their work and the number of their card."""

    @cached_property
    def shared(self) -> set[str]:
        """The names more than one of the seats bears."""
        names = self.queryset.order_by().values("person__name").annotate(times=Count("pk", distinct=True))
        return set(names.filter(times__gt=1).values_list("person__name", flat=True))

    def label_from_instance(self, mandate):
        person = mandate.person
        if person.name not in self.shared:
            return person.name
        card = f"代表证{mandate.card_number}" if mandate.card_number else ""
        facts = [words for words in (person.occupation or person.employer, card) if words]
        return f"{person.name}（{'，'.join(facts)}）" if facts else person.name


class ByName(Seats, forms.ModelChoiceField):
    """One of the seats."""


class ManyByName(Seats, forms.ModelMultipleChoiceField):
    """Some of the seats."""


def handling_units():
    return Unit.objects.filter(handles_suggestions=True, is_active=True)


def seated():
    """The town's deputies whose seat is in force today."""
    return Mandate.objects.on().filter(level="town").select_related("person")
