"""The rules the office may set for itself: present value, where it comes from, and changing it."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.audit.record import record
from renda.kernel.units.models import TownProfile
from renda.law.book import book
from renda.law.errors import RulebookError, UnknownRule
from renda.law.model import Rule
from renda.web import ui
from renda.web.office.rule_fields import RuleForm, refusal, shown_values
from renda.web.office.settings import tabs

#: What the office comes here for most.
FIRST = ("suggestion", "office")


def present(profile: TownProfile, rule_id: str, *, own: bool = True) -> Rule:
    """A rule in this town today, with or without the office's own setting."""
    settings = profile.rule_settings if own else None
    return book().rule(rule_id, clock.today(), place=profile.place_code or None, settings=settings)


def rule_list(request: HttpRequest) -> HttpResponse:
    """Every rule the office may vary, by area."""
    policies.require_verb(request.actor, "settings.save")
    profile = TownProfile.current()
    place, settings = profile.place_code or None, profile.rule_settings
    areas = []
    labels = book().terms.areas
    for area in sorted(labels, key=lambda key: (key not in FIRST, list(labels).index(key))):
        rules = [rule for rule in book().rules(area, clock.today(), place, settings) if rule.configurable]
        if rules:
            rows = [
                {"rule": rule, "values": shown_values(rule), "own": rule.id in settings} for rule in rules
            ]
            label = f"{labels[area]}（{len(rows)}项）"
            areas.append(
                {"label": label, "rows": rows, "open": area in FIRST or any(row["own"] for row in rows)}
            )
    return render(request, "office/rules.html", {"areas": areas, "tabs": tabs("settings-rules")})


def rule_edit(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Set the numbers of one rule; looser than law is refused with the reason."""
    policies.require_verb(request.actor, "settings.save")
    profile = TownProfile.current()
    try:
        rule, below = present(profile, rule_id), present(profile, rule_id, own=False)
    except UnknownRule as error:
        raise Http404 from error
    if not rule.configurable:
        raise Http404
    form = RuleForm(request.POST or None, rule=rule)
    if request.method == "POST" and "reset" in request.POST:
        remaining = {key: value for key, value in profile.rule_settings.items() if key != rule_id}
        return save(request, profile, remaining, rule, "恢复原来的规定")
    if request.method == "POST" and form.is_valid():
        wanted = {**profile.rule_settings, rule_id: form.setting()}
        try:
            book().check_settings({rule_id: wanted[rule_id]}, clock.today(), profile.place_code or None)
        except RulebookError as error:
            form.add_error(None, refusal(error, below))
        else:
            return save(request, profile, wanted, rule, "改为本办规定")
    context = {
        "rule": rule,
        "form": form,
        "below": shown_values(below),
        "below_layer": below.layer_name,
        "own": rule_id in profile.rule_settings,
        "articles": list(below.articles),
    }
    return render(request, "office/rule.html", context)


def save(request: HttpRequest, profile: TownProfile, settings: dict, rule: Rule, how: str) -> HttpResponse:
    """Keep the settings and note old and new."""
    with transaction.atomic():
        old = profile.rule_settings.get(rule.id)
        profile.rule_settings = settings
        profile.save(update_fields=["rule_settings"])
        facts = {
            "what": f"{rule.title}（{how}）",
            "old": str(old or ""),
            "new": str(settings.get(rule.id, "")),
        }
        record(request.actor, "settings.save", profile.town, facts)
    ui.flash.done(request, f"“{rule.title}”已{how}。已经开始计算的期限不变，以后的按新规定。")
    return redirect("settings-rules")
