"""The step form with the kinds of a paper's way: persons, deputy groups, remarks on places."""

from __future__ import annotations

from django import forms
from django.db.models import Count, Q

from renda.foundation import clock
from renda.kernel.people.models import Appointment, DeputyGroup, Person
from renda.kernel.people.register import MandateLevel
from renda.modules.drafting import signing
from renda.web.steps import form as steps

#: Who is asked about a text before it is signed.
REVIEWING_ROLES = ("office", "chair", "presidium", "leader", "unit_leader", "unit_handler")
LONGEST_REMARK = 500
NOT_CHOSEN = {"series": "不用文号", "reserved": "不用，取下一个号"}


class MarksInput(forms.HiddenInput):
    """Remarks posted as ``marks-3``: one field beside each block of the text, which the page draws itself."""

    def value_from_datadict(self, data, files, name):
        start = f"{name}-"
        found = []
        for key, words in data.items():
            place = key[len(start) :]
            if key.startswith(start) and place.isascii() and place.isdigit() and words.strip():
                found.append({"block": int(place), "text": words.strip()})
        return sorted(found, key=lambda mark: mark["block"])


class MarksField(forms.Field):
    widget = MarksInput

    def clean(self, value):
        for mark in value or []:
            if len(mark["text"]) > LONGEST_REMARK:
                raise forms.ValidationError(f"第{mark['block'] + 1}段的意见太长，最多{LONGEST_REMARK}字。")
        return value or []


class StepForm(steps.StepForm):
    parts = {**steps.PARTS, "marks": "drafting/fields/marks.html"}
    order = ("stance", "text", "marks", "groups", "units", "people", "others", "copies")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(self.order)

    def make_person(self, need):
        """The signer: whoever may sign this paper."""
        rows = Person.objects.filter(
            pk__in=[person.pk for person in signing.persons_who_may_sign(self.matter)]
        )
        widget = forms.RadioSelect if rows.count() <= steps.CARDS_UP_TO else forms.Select
        empty = "请选择" if need.required else "不指定"
        return forms.ModelChoiceField(
            rows.order_by("name", "id"), widget=widget, empty_label=empty, blank=not need.required
        )

    def make_choice(self, need):
        """What need not be chosen has an answer that says so."""
        made = super().make_choice(need)
        if not need.required:
            made.choices = [("", NOT_CHOSEN.get(need.key, "不选")), *made.choices]
        return made

    def make_people(self, need):
        rows = self.reviewers() if need.key == "reviewers" else self.everybody()
        made = forms.ModelMultipleChoiceField(rows, widget=forms.CheckboxSelectMultiple)
        self.descriptions[need.key] = posts_of(rows)
        return made

    def reviewers(self):
        posts = Appointment.objects.on().filter(role__in=REVIEWING_ROLES)
        rows = Person.objects.filter(pk__in=posts.values("person_id")).exclude(pk=self.actor.person_id)
        return rows.order_by("name", "id")

    def everybody(self):
        """Deputies and everybody with a post today."""
        posts = Appointment.objects.on()
        seated = steps.seated().values("person_id")
        rows = Person.objects.filter(Q(pk__in=posts.values("person_id")) | Q(pk__in=seated))
        return rows.order_by("name", "id")

    def make_groups(self, need):
        today = clock.today()
        seats = Q(mandates__from_on__lte=today, mandates__level=MandateLevel.TOWN) & (
            Q(mandates__until_on__isnull=True) | Q(mandates__until_on__gte=today)
        )
        rows = DeputyGroup.objects.annotate(seats=Count("mandates", filter=seats)).order_by(
            "position", "name", "id"
        )
        made = forms.ModelMultipleChoiceField(rows, widget=forms.CheckboxSelectMultiple)
        self.descriptions[need.key] = {str(row.pk): f"{row.seats}位代表" for row in rows}
        return made

    def make_marks(self, need):
        return MarksField()


def posts_of(rows) -> dict[str, str]:
    """What each person is, in words, so that two of one name are told apart."""
    words: dict[str, list[str]] = {}
    posts = Appointment.objects.on().filter(person__in=rows).select_related("unit").order_by("from_on", "id")
    for post in posts:
        words.setdefault(str(post.person_id), []).append(f"{post.unit.name}{post.post}")
    for seat in steps.seated().filter(person__in=rows):
        words.setdefault(str(seat.person_id), []).append("镇人大代表")
    return {key: "、".join(dict.fromkeys(found)) for key, found in words.items()}
