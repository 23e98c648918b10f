"""Help in plain words, and the rules the product goes by, with their articles."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from renda.foundation import clock
from renda.kernel.units.models import TownProfile
from renda.kernel.units.scope import active_town_id
from renda.law.book import book
from renda.law.errors import RulebookError
from renda.law.model import Rule
from renda.web.desk.parts import hands_for

TOPICS = {
    "office": ("人大办工作人员", "登记、交办、催办、归档，每天先看哪里"),
    "unit": ("承办单位", "签收、面商、答复，按时办结"),
    "deputy": ("人大代表", "提建议、联名、测评、确认承诺"),
    "chair": ("人大主席、主席团、镇领导", "十秒钟看清全镇情况"),
    "keeper": ("系统管理员", "备份、账号、日志"),
    "search": ("怎样查找", "一个字就能找，怎样缩小范围"),
    "paper": ("公文和案卷", "打印、改稿、导出、编号"),
}
OF_ROLE = {
    "office": "office", "chair": "chair", "presidium": "chair", "leader": "chair", "deputy": "deputy",
    "unit_handler": "unit", "unit_leader": "unit", "keeper": "keeper",
}  # fmt: skip
MODALITIES = {"must": "应当", "may": "可以", "must-not": "不得", "recommended": "通常", "definition": "含义"}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The topics; those of the reader's own roles stand first."""
    own = [OF_ROLE[role] for role in OF_ROLE if role in request.actor.roles]
    keys = sorted(TOPICS, key=lambda key: (key not in own, list(TOPICS).index(key)))
    topics = [{"key": key, "title": TOPICS[key][0], "about": TOPICS[key][1], "own": key in own} for key in keys]
    return render(request, "desk/help.html", {"topics": topics, "hands": hands_for(request.actor)})


@require_safe
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """One page of help."""
    if topic not in TOPICS:
        raise Http404
    title, about = TOPICS[topic]
    facts = {"title": title, "about": about, "part": f"help/{topic}.html", "hands": hands_for(request.actor)}
    return render(request, "desk/help_topic.html", facts)


def setting_of_town() -> dict[str, Any]:
    """Where the reader is and what the office has set itself; a county has neither."""
    profile = TownProfile.objects.filter(town_id=active_town_id()).first()
    if profile is None:
        return {"place": None, "settings": None}
    return {"place": profile.place_code or None, "settings": profile.rule_settings}


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule in force today, by area; ``?area=`` shows one area, ``?q=`` those with the words."""
    rulebook = book()
    areas = rulebook.terms.areas
    area = request.GET.get("area", "")
    area = area if area in areas else ""
    words = request.GET.get("q", "").strip()[:100]
    found = rulebook.rules(area or None, clock.today(), **setting_of_town())
    if words:
        found = [rule for rule in found if words in rule.title or words in rule.text or words in articles(rule)]
    groups = [
        {"key": key, "label": label, "rules": [line(rule) for rule in found if rule.area == key]}
        for key, label in areas.items()
    ]
    facts = {
        "groups": [group for group in groups if group["rules"]],
        "areas": [
            {"label": "全部", "url": reverse("rules"), "current": not area},
            *({"label": label, "url": f"{reverse('rules')}?area={key}", "current": key == area} for key, label in areas.items()),
        ],
        "area": area, "words": words, "count": len(found),
    }  # fmt: skip
    return render(request, "desk/rules.html", facts)


def articles(rule: Rule) -> str:
    return "、".join(rule.articles)


def line(rule: Rule) -> dict[str, Any]:
    """A rule in a list: title, wording, layer, articles, the periods it names."""
    return {
        "rule": rule,
        "articles": articles(rule),
        "modality": MODALITIES.get(rule.modality, ""),
        "periods": "、".join(dict.fromkeys(period(duration) for duration in rule.durations().values())),
        "is_local": rule.layer in ("place", "setting"),
    }


def period(duration) -> str:
    """A period in words: 交办之日起3个月."""
    terms = book().terms
    if duration.before:
        return f"{terms.befores.get(duration.before, '')}前{duration.text}"
    start = terms.starts.get(duration.start or "", "")
    return f"{start}起{duration.text}" if start else duration.text


@require_safe
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule: how it stands here today, since when, on which articles, and how it stood before."""
    rulebook = book()
    if rule_id not in rulebook.ids():
        raise Http404
    history = rulebook.history(rule_id)
    try:
        found = rulebook.rule(rule_id, clock.today(), **setting_of_town())
    except RulebookError:
        found = history[-1]
    facts = {
        "shown": line(found),
        "rule": found,
        "area": rulebook.terms.areas[found.area],
        "history": [line(old) for old in history] if len(history) > 1 else [],
        "cases": [(rulebook.terms.cases.get(case, case), target) for case, target in found.cases.items()],
    }
    return render(request, "desk/rule.html", facts)
