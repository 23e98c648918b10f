"""What villagers said: the register of opinions that suggestions grow from."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.audit import record as log
from renda.modules.suggestions.models import Category, Opinion, Suggestion
from renda.web import ui
from renda.web.steps.fields import DayField
from renda.web.suggestions.filters import ANY, LONGEST
from renda.web.suggestions.present import state_light

PER_PAGE = 25

log.register("opinion.save", "登记群众意见：{object}")


class SearchForm(forms.Form):
    q = forms.CharField(label="查找", required=False)
    category = forms.ChoiceField(label="类别", required=False)

    def __init__(self, data):
        super().__init__(data)
        self.fields["category"].choices = ANY + [(str(one.pk), one.name) for one in Category.objects.all()]

    def answer(self, name: str) -> str:
        self.is_valid()
        return (self.cleaned_data.get(name, "") or "")[:LONGEST]


class OpinionForm(forms.ModelForm):
    received_on = DayField(label="收到日期", widget=forms.DateInput)
    category = forms.ModelChoiceField(None, label="类别", required=False, empty_label="请选择类别")

    class Meta:
        model = Opinion
        fields = ("title", "body", "received_on", "origin", "place", "category")
        widgets = {"body": forms.Textarea}
        help_texts = {"origin": "来信、来访、走访、联络站、热线等。", "body": "按群众说的写，姓名电话能不写就不写。"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.all()
        for field in self.fields.values():
            field.error_messages["required"] = f"请填“{field.label}”。"
        self.fields["body"].max_length = 6000

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day > clock.today():
            raise forms.ValidationError("收到日期不能晚于今天。")
        return day


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All opinions, newest first, with how many suggestions grew from each."""
    policies.require_verb(request.actor, "opinion.view")
    form = SearchForm(request.GET)
    rows = policies.visible(request.actor, Opinion)
    for word in form.answer("q").split()[:6]:
        rows = rows.filter(Q(title__icontains=word) | Q(body__icontains=word) | Q(place__icontains=word))
    if category := form.answer("category"):
        rows = rows.filter(category_id=category)
    rows = rows.select_related("category").annotate(grown=Count("suggestions")).order_by("-received_on", "-id")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "may_save": request.actor.has("opinion.save"),
        "narrowed": bool(form.answer("q") or form.answer("category")),
    }
    return render(request, "suggestions/opinions.html", context)


@require_GET
def opinion(request: HttpRequest, pk) -> HttpResponse:
    """One opinion and the suggestions that grew from it."""
    policies.require_verb(request.actor, "opinion.view")
    found = get_object_or_404(policies.visible(request.actor, Opinion).select_related("category"), pk=pk)
    seen = policies.visible(request.actor, Suggestion).filter(opinions=found)
    grown = list(seen.select_related("author__person").order_by("-submitted_on", "-id"))
    for one in grown:
        one.light = state_light(one)
    return render(request, "suggestions/opinion.html", {"opinion": found, "grown": grown})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down what a villager said."""
    policies.require_verb(request.actor, "opinion.save")
    form = OpinionForm(request.POST or None, initial={"received_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        made = form.save()
        log.record(request.actor, "opinion.save", made)
        ui.flash.done(request, "群众意见已登记。")
        return redirect("suggestions:opinion", pk=made.pk)
    return render(request, "suggestions/opinion_new.html", {"form": form}, status=422 if form.is_bound else 200)
