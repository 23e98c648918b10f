"""The step form with the kinds that only elections have, the table of constituencies, the question for the days."""

from __future__ import annotations

from django import forms

from renda.kernel.people.models import Constituency
from renda.law.election_days import BY_ELECTION, GENERAL
from renda.law.elections import FURTHER, REVOTE
from renda.modules.deputy_elections import listing, selectors
from renda.modules.deputy_elections.models import Candidate, Elected
from renda.modules.deputy_elections.models.contest import Stage
from renda.web.steps import form as steps
from renda.web.steps.fields import DayField

VOTES = "votes-"
LARGEST = 10_000_000
KINDS = ((GENERAL, "换届选举"), (BY_ELECTION, "补选"))


class People(forms.ModelMultipleChoiceField):
    """People by name with what tells them apart."""

    def label_from_instance(self, one):
        facts = [one.post] if isinstance(one, Candidate) else [f"{one.votes}票"]
        if getattr(one, "primary_votes", None) is not None:
            facts.append(f"预选{one.primary_votes}票")
        return f"{one.name}（{'，'.join(facts)}）"


class ContestStepForm(steps.StepForm):
    """Steps of a constituency: candidates to tick, those elected to tick, votes of a primary."""

    parts = {**steps.PARTS, "candidates": steps.PICK, "elected": steps.PICK}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.transition.verb == "primary":
            for one in selectors.standing(self.matter):
                field = forms.IntegerField(min_value=0, max_value=LARGEST, label=f"{one.name}的预选得票")
                field.need = steps.Need(f"{VOTES}{one.pk}", field.label, "number")
                field.error_messages.update(required=f"请填{one.name}的得票，没有的填0。")
                field.initial = one.primary_votes
                self.fields[f"{VOTES}{one.pk}"] = field

    def make_candidates(self, need):
        """Before the first vote whoever stands; afterwards whoever the last result leaves."""
        rows = selectors.standing(self.matter)
        if self.transition.verb == "vote_again":
            won = self.matter.elected.values("candidate_id")
            rows = self.matter.candidates.exclude(stage=Stage.WITHDRAWN).exclude(pk__in=won)
        return People(rows.order_by("position"), widget=forms.CheckboxSelectMultiple)

    def make_order(self, need):
        """Asked only where a name has characters whose strokes are not known."""
        found = list(selectors.standing(self.matter))
        if not listing.unknown(found):
            return None
        made = self.make_long(need)
        made.initial = listing.first_lines(found)
        return made

    def make_elected(self, need):
        return People(Elected.objects.filter(contest=self.matter), widget=forms.CheckboxSelectMultiple)

    @property
    def data_of_step(self) -> dict:
        data = super().data_of_step
        votes = {name.removeprefix(VOTES): data.pop(name) for name in list(data) if name.startswith(VOTES)}
        return {**data, "votes": votes} if votes else data


def picked_first(contest) -> list:
    """Who is ticked beforehand: everybody, the first of a primary, those who tied, the next by votes."""
    result = selectors.last_result(contest)
    if result is None:
        return primary_first(contest)
    if result.next.get("key") == REVOTE:
        names = [row["name"] for row in result.tied]
    elif result.next.get("key") == FURTHER:
        most = (result.next.get("candidate_numbers") or {}).get("minimum") or 0
        names = list(result.next.get("names", ()))[:most]
    else:
        return [one.pk for one in contest.candidates.filter(on_ballot=True).exclude(stage=Stage.WITHDRAWN)]
    plain = {name.split("（")[0] for name in names}
    return [one.pk for one in contest.candidates.exclude(stage=Stage.WITHDRAWN) if one.name in plain]


def primary_first(contest) -> list:
    """The first by the votes of the primary, as many as may stand; everybody where there was none."""
    rows = list(selectors.standing(contest))
    if not rows or any(one.primary_votes is None for one in rows):
        return [one.pk for one in rows]
    most = selectors.numbers(contest, contest.seats, contest.first_round).maximum or len(rows)
    return [one.pk for one in sorted(rows, key=lambda one: -one.primary_votes)[:most]]


class DivisionForm(forms.Form):
    """People and seats of every constituency of the town, one row each."""

    def __init__(self, data=None, *, election, **kwargs):
        super().__init__(data, **kwargs)
        self.places = list(Constituency.objects.order_by("number", "name"))
        known = {contest.constituency_id: contest for contest in election.contests.all()}
        for place in self.places:
            contest = known.get(place.pk)
            self._add(f"population-{place.pk}", f"{place}的人口数", contest.population if contest else None)
            seats = contest.seats if contest else (place.seats if election.is_general else None)
            self._add(f"seats-{place.pk}", f"{place}的应选名额", seats)

    def _add(self, name: str, label: str, initial) -> None:
        field = forms.IntegerField(
            min_value=0, max_value=LARGEST, required=False, label=label, initial=initial
        )
        field.widget.attrs.update({"aria-label": label, "class": "input input-short", "inputmode": "numeric"})
        field.error_messages.update(
            invalid=f"{label}要写整数。", min_value=f"{label}不能是负数。", max_value=f"{label}太大，请核对。"
        )
        self.fields[name] = field

    @property
    def table(self) -> list[dict]:
        """The rows of the table."""
        return [
            {"place": place, "population": self[f"population-{place.pk}"], "seats": self[f"seats-{place.pk}"]}
            for place in self.places
        ]

    @property
    def rows(self) -> list[tuple]:
        """(constituency, population, seats) as the step takes them."""
        data = self.cleaned_data
        return [(place, data[f"population-{place.pk}"], data[f"seats-{place.pk}"]) for place in self.places]


class DaysForm(forms.Form):
    """For which polling day the calendar is wanted, before anything is registered."""

    day = DayField(widget=forms.DateInput, label="选举日")
    kind = forms.ChoiceField(choices=KINDS, label="类别", required=False)
