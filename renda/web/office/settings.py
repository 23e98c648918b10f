"""The town's own settings: names, telephone, numbering, categories."""

from __future__ import annotations

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from renda.foundation import clock
from renda.foundation.chinese.text import one_line
from renda.kernel.access import policies
from renda.kernel.audit.record import record
from renda.kernel.documents import patterns
from renda.kernel.documents.models import NumberSeries
from renda.kernel.units.models import TownProfile
from renda.law.book import book
from renda.modules.suggestions.models import Category
from renda.web import ui
from renda.web.people.forms import Short, clean_phone
from renda.web.setup.forms import CODE_LENGTHS

TABS = {
    "settings": "本乡镇",
    "settings-rules": "办理规则",
    "settings-numbers": "编号样式",
    "settings-categories": "建议类别",
}


def tabs(current: str) -> list[dict]:
    """The parts of the settings."""
    return [
        {"label": label, "url": reverse(name), "current": name == current} for name, label in TABS.items()
    ]


class ProfileForm(Short, forms.ModelForm):
    town_name = forms.CharField(label="乡镇全称", max_length=80)

    class Meta:
        model = TownProfile
        fields = (
            "congress_name",
            "presidium_name",
            "government_name",
            "number_word",
            "office_phone",
            "place_code",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["town_name"].initial = self.instance.town.name
        self.fields["place_code"].help_text = "决定用哪个省、市的地方规定；6位、9位或12位数字。"
        self.fields["number_word"].help_text = "用在文号里，如“云镇人函〔2026〕1号”里的“云镇”。"

    def clean_place_code(self) -> str:
        code = self.cleaned_data["place_code"].replace(" ", "")
        if code and (not (code.isascii() and code.isdigit()) or len(code) not in CODE_LENGTHS):
            raise forms.ValidationError("区划代码是6位、9位或12位数字。")
        return code

    def clean_office_phone(self) -> str:
        return clean_phone(self.cleaned_data["office_phone"])

    def clean_town_name(self) -> str:
        return one_line(self.cleaned_data["town_name"])


class PatternForm(Short, forms.ModelForm):
    class Meta:
        model = NumberSeries
        fields = ("label", "pattern")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "pattern"
        ].help_text = "三个位置写在花括号里：{word} 换成机关代字，{year} 换成年份，{n} 换成序号。"

    def clean_pattern(self) -> str:
        pattern = one_line(self.cleaned_data["pattern"])
        try:
            patterns.check(pattern)
        except patterns.PatternError as error:
            raise forms.ValidationError(str(error)) from error
        return pattern


class CategoryForm(Short, forms.ModelForm):
    class Meta:
        model = Category
        fields = ("name", "keywords", "position")
        labels = {"position": "顺序"}
        help_texts = {"keywords": "标题或内容里出现这些词时，登记时先猜这一类；用空格隔开。"}


def profile(request: HttpRequest) -> HttpResponse:
    """Names, telephone and place of the town."""
    policies.require_verb(request.actor, "settings.save")
    row = TownProfile.current()
    form = ProfileForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            if row.town.name != form.cleaned_data["town_name"]:
                row.town.name = form.cleaned_data["town_name"]
                row.town.save(update_fields=["name"])
            changed = "、".join(str(form.fields[name].label) for name in form.changed_data)
            record(request.actor, "settings.save", row.town, {"what": changed or "没有改动"})
        ui.flash.done(request, "设置已保存。已经发出的公文不变，以后的按新设置。")
        return redirect("settings")
    saved = TownProfile.current()
    places = [book().places[code] for code in book().place_chain(saved.place_code)]
    return render(request, "office/settings.html", {"form": form, "tabs": tabs("settings"), "places": places})


def numbers(request: HttpRequest) -> HttpResponse:
    """The registers with their patterns and an example."""
    policies.require_verb(request.actor, "settings.save")
    word, year = TownProfile.current().number_word, clock.year()
    rows = [
        (series, series.pattern.format(word=word, year=year, n=1))
        for series in NumberSeries.objects.order_by("key")
    ]
    return render(request, "office/numbers.html", {"rows": rows, "tabs": tabs("settings-numbers")})


def number_edit(request: HttpRequest, pk) -> HttpResponse:
    """Change a register's pattern; numbers given out stay as they are."""
    return simple_edit(request, NumberSeries, pk, PatternForm, "settings-numbers", "编号样式")


def categories(request: HttpRequest) -> HttpResponse:
    """The classes of suggestions."""
    policies.require_verb(request.actor, "settings.save")
    rows = Category.objects.order_by("position", "name", "id")
    return render(request, "office/categories.html", {"rows": rows, "tabs": tabs("settings-categories")})


def category_new(request: HttpRequest) -> HttpResponse:
    """Add a class."""
    return simple_edit(request, Category, None, CategoryForm, "settings-categories", "建议类别")


def category_edit(request: HttpRequest, pk) -> HttpResponse:
    """Change a class."""
    return simple_edit(request, Category, pk, CategoryForm, "settings-categories", "建议类别")


def simple_edit(request: HttpRequest, model, pk, form_class, back: str, what: str) -> HttpResponse:
    """A row of the settings with its form."""
    policies.require_verb(request.actor, "settings.save")
    row = model.objects.filter(pk=pk).first() if pk else None
    if pk and row is None:
        raise Http404
    form = form_class(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data.get("name")
        if name and model.objects.filter(name=name).exclude(pk=pk).exists():
            form.add_error("name", f"已经有叫“{name}”的{what}。")
        else:
            with transaction.atomic():
                saved = form.save()
                record(request.actor, "settings.save", saved, {"what": f"{what}：{saved}"})
            ui.flash.done(request, f"{saved}已保存。")
            return redirect(back)
    context = {"form": form, "title": f"{what}：{row}" if row else f"增加{what}", "back_url": reverse(back)}
    return render(request, "office/edit.html", context)
