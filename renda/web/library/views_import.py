"""Law texts in: upload, look at what was understood, confirm. Nothing is saved before the confirmation."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date

from renda.kernel.access.policies import require, require_verb, visible
from renda.kernel.exchange import staging
from renda.kernel.files.limits import MB
from renda.kernel.library import collecting, importing, saving, withdrawing
from renda.kernel.library.models import LawEdition
from renda.kernel.library.policy import KEEP_LAWS
from renda.web import ui
from renda.web.errors import too_large
from renda.web.library.forms import LawUpload, Why

MOST_BYTES = 60 * MB
MOST_LAWS = 500
STAGED = "laws"
LIGHTS = {"new": "later", "edition": "later", "same": "done", "doubt": "soon", "refused": "overdue"}
ORDER = ("doubt", "refused", "new", "edition", "same")


def owner_of(request: HttpRequest) -> str:
    """To whom a staged upload belongs."""
    return str(request.account.pk)


def upload(request: HttpRequest) -> HttpResponse:
    """Choose files; they are kept encrypted until they are confirmed."""
    require_verb(request.actor, KEEP_LAWS)
    form = LawUpload(request.POST, request.FILES) if request.method == "POST" else LawUpload()
    if request.method == "POST" and form.is_valid():
        files = form.cleaned_data["files"]
        if sum(file.size for file in files) > MOST_BYTES:
            return too_large(request, ValueError(f"一次最多{MOST_BYTES // MB} MB，请分几次导入。"))
        given = [(file.name, file.read()) for file in files]
        count = sum(1 for _ in collecting.opened(given))
        if count > MOST_LAWS:
            form.add_error("files", f"这里面有{count}个文件，一次最多{MOST_LAWS}个，请分几次导入。")
        else:
            token = staging.put(owner_of(request), {"kind": STAGED}, collecting.packed(given))
            return redirect("law-check", token)
    return render(request, "library/law_upload.html", {"form": form, "back_url": reverse("library")})


def check(request: HttpRequest, token: str) -> HttpResponse:
    """What was understood of every file, and what not; confirming saves what is ticked."""
    require_verb(request.actor, KEEP_LAWS)
    try:
        facts, data = staging.get(token, owner_of(request))
    except staging.NotStaged as gone:
        ui.flash.warn(request, gone.message_zh.replace("表格", "文件"))
        return redirect("law-upload")
    if facts["kind"] != STAGED:
        return redirect("law-upload")
    files = collecting.unpacked(data)
    if request.method == "POST":
        return settle(request, token, files)
    return render(request, "library/law_check.html", shown_preview(importing.preview(files)))


def settle(request: HttpRequest, token: str, files: list[tuple[str, bytes]]) -> HttpResponse:
    """Save what is ticked, or throw the upload away."""
    if "drop" in request.POST:
        staging.drop(token)
        ui.flash.done(request, "这次上传已经作废，没有保存任何内容。")
        return redirect("library")
    dates, wrong = typed_dates(request)
    taken = {
        int(one) for one in request.POST.getlist("take") if one.isascii() and one.isdigit() and len(one) < 6
    }
    preview = importing.preview(files, dates=dates)
    lacking = [
        item.title
        for item in preview.items
        if item.number in taken and item.facts and item.facts.in_force_on is None
    ]
    if wrong or lacking or not taken:
        said = f"《{lacking[0]}》还没有填从哪天起施行。" if lacking else "请先勾选要导入的法规。"
        facts = shown_preview(preview, taken, dates) | {"said": "日期看不懂，请重新填。" if wrong else said}
        return render(request, "library/law_check.html", facts)
    report = saving.confirm(preview, request.actor, taken)
    staging.drop(token)
    ui.flash.done(request, report.message_zh)
    return redirect("library")


def typed_dates(request: HttpRequest) -> tuple[dict[int, date], bool]:
    """(item number → the day in force typed in, whether one of them is no date)."""
    found, wrong = {}, False
    for name, value in request.POST.items():
        number = name.removeprefix("from_")
        if name == number or not value.strip() or not number.isdigit() or len(number) > 5:
            continue
        try:
            day = parse_date(value.strip())
        except ValueError:
            day = None
        wrong = wrong or day is None
        if day is not None:
            found[int(number)] = day
    return found, wrong


def shown_preview(
    preview: importing.Preview, taken: set[int] | None = None, dates: Collection[int] = ()
) -> dict[str, Any]:
    """The preview as the page shows it: what needs a look first."""
    items = sorted(preview.items, key=lambda item: (ORDER.index(item.standing), item.number))
    chosen = set(preview.chosen_at_first) if taken is None else taken
    counts = [
        (importing.STANDINGS[key], preview.counts[key], LIGHTS[key]) for key in ORDER if preview.counts[key]
    ]
    return {
        "rows": [shown_item(item, item.number in chosen, item.number in dates) for item in items],
        "counts": counts,
        "can_take": any(item.takable for item in preview.items),
        "back_url": reverse("law-upload"),
        "said": "",
    }


def shown_item(item: importing.Item, is_chosen: bool, has_typed_day: bool) -> dict[str, Any]:
    """One law of the preview."""
    facts, law = item.facts, item.law
    return {
        "item": item,
        "light": LIGHTS[item.standing],
        "is_chosen": is_chosen and item.takable,
        "asks_day": item.takable and facts is not None and (has_typed_day or not facts.in_force_is_read),
        "day": facts.in_force_on.isoformat() if facts and facts.in_force_on else "",
        "facts": facts,
        "count": len(law.articles) if law else 0,
        "unit": "项" if law and law.numbering == "item" else "条",
        "chapters": chapters(item),
        "beside": "、".join(item.beside),
        "files": "、".join(name.replace("\\", "/").rpartition("/")[2] for name in item.names),
    }


def chapters(item: importing.Item) -> list[tuple[str, str]]:
    """(chapter, its articles) as they were read, so that a reader sees whether it is right."""
    found: dict[str, list[str]] = {}
    for one in item.law.articles if item.law else ():
        found.setdefault(" ".join(one.place[:2]) or "（没有分章）", []).append(one.label)
    return [
        (name, labels[0] if len(labels) == 1 else f"{labels[0]} 至 {labels[-1]}")
        for name, labels in found.items()
    ]


def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a wrong text out, with the reason."""
    row = get_object_or_404(visible(request.actor, LawEdition).select_related("work"), pk=pk)
    require(request.actor, KEEP_LAWS, row)
    form = Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdrawing.withdraw(row, form.cleaned_data["why"], request.actor)
        ui.flash.done(request, f"已撤下《{row}》。")
        return redirect("library")
    facts = {
        "title": f"撤下《{row}》",
        "what": [
            "这个文本不再显示，也查不到。",
            "引用它的地方会说明没有载入。",
            "文件和记录都留着，操作日志里查得到。",
        ],
        "confirm_label": "撤下",
        "danger": True,
        "form": form,
        "back_url": reverse("law", args=[row.pk]),
    }
    return render(request, "components/confirm.html", facts)
