"""Where backups are carried to, and the password of those made by themselves."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from renda.kernel.audit.record import record
from renda.kernel.safekeeping import places, schedule
from renda.kernel.safekeeping.models import BackupPlace
from renda.web import ui
from renda.web.office.backup import PasswordForm, PlaceForm, allow, show


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """One more place."""
    allow(request)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return show(request, place_form=form)
    try:
        place = places.add(form.cleaned_data["name"], Path(form.cleaned_data["folder"]))
    except places.Unreachable as reason:
        form.add_error("folder", str(reason))
        return show(request, place_form=form)
    record(request.actor, "settings.save", None, {"what": f"备份放到“{place}”"})
    schedule.catch_up()
    ui.flash.done(request, f"加上了“{place}”，以后的备份都会拷一份过去。")
    return redirect("backup")


@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Carry nothing there any more; what lies there stays."""
    allow(request)
    place = get_object_or_404(BackupPlace, pk=pk)
    place.delete()
    record(request.actor, "settings.save", None, {"what": f"备份不再放到“{place}”"})
    ui.flash.done(request, f"以后不再往“{place}”拷了，已经在那里的备份还在。")
    return redirect("backup")


@sensitive_post_parameters("password", "again")
@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """Set, change or take away the password; backups made before keep theirs."""
    allow(request)
    form = PasswordForm(request.POST)
    if not form.is_valid():
        return show(request, password_form=form)
    row = schedule.plan()
    row.password = form.cleaned_data["password"]
    row.save()
    record(request.actor, "settings.save", None, {"what": "自动备份的密码"})
    if row.password:
        ui.flash.done(
            request, "密码设好了，从下一份备份起用。请马上抄在纸上锁好：电脑坏了，没有它谁也打不开备份。"
        )
    else:
        ui.flash.done(request, "密码去掉了，以后的自动备份谁拿到都能打开。")
    return redirect("backup")
