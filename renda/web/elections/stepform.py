"""The step form with the kinds that only elections and motions have. Deputies are not asked what only the office knows."""

from __future__ import annotations

from collections import Counter

from django import forms

from renda.kernel.people.models import Appointment, Person
from renda.kernel.units.models import Unit, UnitKind
from renda.modules.elections import offices, posts, selectors
from renda.modules.elections.common import deputies_on, valid_signatures
from renda.modules.elections.models import Election, Nomination, Standing
from renda.web.elections import fields
from renda.web.steps import form as steps

SEVERAL = "elections/fields/several.html"
#: What the office enters for others; a deputy acts for himself.
FOR_OTHERS = ("proposed_by", "movers", "signers", "session")
#: In which standing a nomination can be chosen for a step.
CHOSEN_IN = {
    "sign": (Standing.COLLECTING,),
    "enter_signatures": (Standing.COLLECTING,),
    "unsign": (Standing.COLLECTING, Standing.HANDED_IN),
    "hand_in": (Standing.COLLECTING,),
    "consent": (Standing.COLLECTING, Standing.HANDED_IN, Standing.ACCEPTED),
    "accept": (Standing.HANDED_IN,),
    "refuse": (Standing.HANDED_IN,),
    "take_back": (Standing.COLLECTING, Standing.HANDED_IN, Standing.ACCEPTED),
}


class Named(forms.ModelChoiceField):
    """Rows shown by the words ``label`` gives."""

    def __init__(self, queryset, *, label_of, **kwargs):
        self.label_of = label_of
        super().__init__(queryset, **kwargs)

    def label_from_instance(self, obj):
        return self.label_of(obj)


class ManyNamed(forms.ModelMultipleChoiceField):
    def __init__(self, queryset, *, label_of, **kwargs):
        self.label_of = label_of
        super().__init__(queryset, widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, obj):
        return self.label_of(obj)


class StepForm(steps.StepForm):
    parts = {
        **steps.PARTS, "person": steps.PICK, "candidates": steps.PICK, "sworn": steps.PICK, "movers": steps.PICK, "signed": steps.PICK,
        "margins": SEVERAL, "told_apart": SEVERAL,
    }  # fmt: skip

    def field_of(self, need):
        if need.key in FOR_OTHERS and not self.actor.is_("office"):
            return None
        made = super().field_of(need)
        if need.kind == "person":
            made.required = self.matter.post.must_be_deputy
        return made

    def row(self, name, need):
        made = super().row(name, need)
        if self.parts.get(need.kind) == SEVERAL:
            made["inputs"] = self.inputs(name)
        return made

    def inputs(self, name: str) -> list[dict]:
        """The inputs of a field of several: name, label and what stands in it."""
        widget, value = self.fields[name].widget, self[name].value() or {}
        return [
            {"name": f"{name}-{key}", "label": label, "value": value.get(key, ""), "numeric": widget.numeric}
            for key, label in widget.parts
        ]

    def make_time(self, need):
        return fields.ClockField()

    def make_margins(self, need):
        return fields.MarginsField([(post.key, post.label) for post in posts.posts() if not post.is_principal])

    def make_told_apart(self, need):
        """Asked only where two on the list have one name."""
        people = list(selectors.standing_candidates(self.matter))
        names = Counter(one.person.name for one in people)
        doubled = [(str(one.pk), f"{one.person.name}　{facts_of(one.person)}") for one in people if names[one.person.name] > 1]
        return fields.WordsField(doubled) if doubled else None

    def make_person(self, need):
        """Everybody of the town, or the deputies where only they can be elected; two of one name say who is who."""
        people = Person.objects.select_related("village").order_by("name", "id")
        if self.matter.post.must_be_deputy:
            people = people.filter(pk__in=deputies_on().order_by().values("person_id"))
        held = offices.held_by_all()
        self.descriptions[need.key] = {str(person.pk): facts_of(person, held.get(person.pk, "")) for person in people}
        return Named(people, label_of=lambda person: person.name, widget=forms.RadioSelect, empty_label=None)

    def make_newcomer(self, need):
        """Asked where somebody who is no deputy can be elected."""
        return None if self.matter.post.must_be_deputy else self.make_text(need)

    def make_unfinished_election(self, need):
        left = Election.objects.filter(state="closed", vacant__gt=0, followed_by__isnull=True).select_related("congress_session__term")
        if not left.exists():
            return None
        return Named(left, label_of=lambda one: f"{one.congress_session}{one.post_title}（还缺{one.vacant}名）", empty_label="不是接着选")

    def make_nomination(self, need):
        rows = self.matter.nominations.filter(standing__in=CHOSEN_IN[self.transition.verb]).select_related("person")
        if self.actor.is_("deputy") and not self.actor.is_("office") and self.transition.verb == "unsign":
            rows = rows.filter(signatures__mandate_id__in=self.actor.mandate_ids, signatures__taken_back_on__isnull=True)
        return Named(rows, label_of=nomination_words, widget=forms.RadioSelect, empty_label=None)

    def make_candidates(self, need):
        rows = selectors.standing_candidates(self.matter).order_by("person__name", "id")
        self.descriptions[need.key] = {str(one.pk): self.standing_words(one) for one in rows}
        return ManyNamed(rows, label_of=lambda one: one.name)

    def standing_words(self, candidate) -> str:
        """How many votes in the primary, or who the person is."""
        primary = selectors.primary_of(self.matter)
        row = primary.standing_in.filter(candidate=candidate).first() if primary else None
        return f"预选得{row.votes}票" if row and row.votes is not None else facts_of(candidate.person)

    def make_candidate(self, need):
        rows = selectors.standing_candidates(self.matter)
        return Named(rows, label_of=lambda one: one.name, widget=forms.RadioSelect, empty_label=None)

    def make_elected(self, need):
        rows = self.matter.elected.filter(appointment__isnull=True).select_related("person", "round")
        return Named(rows, label_of=lambda one: f"{one.person.name}（{one.votes}票）", widget=forms.RadioSelect, empty_label=None)

    def make_sworn(self, need):
        rows = self.matter.elected.filter(sworn_on__isnull=True).select_related("person", "round")
        return ManyNamed(rows, label_of=lambda one: one.person.name)

    def make_former(self, need):
        rows = offices.holders_of(self.matter.post)
        return Named(rows, label_of=lambda one: f"{one.person.name}（{one.post}，{one.from_on}起）", empty_label="没有接替，或者原来空缺")

    def make_appointment(self, need):
        found = Appointment.objects.filter(pk__in=[row.pk for row in offices.holders()]).select_related("person", "unit")
        return Named(found, label_of=lambda one: f"{one.person.name}（{one.unit}{one.post}）", empty_label="请选择")

    def make_defence(self, need):
        return Named(selectors.undistributed(self.matter), label_of=str, widget=forms.RadioSelect, empty_label=None)

    def make_target(self, need):
        found = Unit.objects.filter(kind=UnitKind.GOVERNMENT, is_active=True).order_by("position", "name")
        return forms.ModelChoiceField(found, empty_label=None)

    def make_movers(self, need):
        """The movers who have not said what they think; the office ticks them."""
        rows = selectors.movers_without_opinion(self.matter).values("mandate_id")
        return ManyNamed(deputies_on().filter(pk__in=rows), label_of=lambda one: one.person.name)

    def make_signed(self, need):
        """Whose signatures stand, for the office to take back."""
        chosen = self.nomination_chosen() if isinstance(self.matter, Election) else self.matter
        if chosen is None:
            return None
        rows = valid_signatures(chosen).values("mandate_id")
        return ManyNamed(deputies_on().filter(pk__in=rows), label_of=lambda one: one.person.name)

    def nomination_chosen(self) -> Nomination | None:
        key = str(self.data.get("nomination", "") if self.is_bound else self.initial.get("nomination", ""))
        return next((row for row in self.matter.nominations.all() if str(row.pk) == key), None)


def facts_of(person, held: str = "") -> str:
    """What tells a person from another of the same name: sex, village, the post held or the work."""
    parts = [person.get_gender_display() if person.gender else "", str(person.village or ""), held or person.employer]
    return "，".join(dict.fromkeys(part for part in parts if part))


def nomination_words(nomination) -> str:
    return f"{nomination.person.name}（{nomination.get_proposed_by_display()}，{nomination.get_standing_display()}）"
