"""Notices: those in the own inbox, and those somebody has to pass on to people without an account."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from renda.foundation.chinese.names import mask_phone
from renda.kernel.access.policies import require_verb, visible
from renda.kernel.audit.record import record
from renda.kernel.notices import outbox
from renda.kernel.notices.models import Delivery, DeliveryState
from renda.kernel.notices.policy import TELL
from renda.reports.desk import print_list as waiting_slips
from renda.web import ui
from renda.web.desk.parts import hands_for

PAGE = 25


def own(request: HttpRequest):
    """The deliveries in the reader's own inbox."""
    return visible(request.actor, Delivery).filter(channel="inbox", account=request.account)


def unread(request: HttpRequest) -> int:
    return own(request).exclude(state=DeliveryState.READ).count()


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Unread notices first to see; ``?all=1`` shows the read ones too."""
    show_all = request.GET.get("all") == "1"
    rows = own(request).select_related("notice").order_by("-notice__made_at", "-id")
    waiting = unread(request)
    if not show_all:
        rows = rows.exclude(state=DeliveryState.READ)
    tabs = [
        {"label": "未读", "url": reverse("inbox"), "current": not show_all, "count": waiting},
        {"label": "全部", "url": reverse("inbox") + "?all=1", "current": show_all},
    ]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    facts = {"page": page, "tabs": tabs, "waiting": waiting, "show_all": show_all, "hands": hands_for(request.actor)}
    return render(request, "desk/inbox.html", facts)


@require_POST
def notice_open(request: HttpRequest, pk) -> HttpResponse:
    """Mark one notice as read and go to what it is about."""
    delivery = get_object_or_404(own(request).select_related("notice"), pk=pk)
    outbox.mark_read(delivery)
    target = delivery.notice.url
    if target and url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        return redirect(target)
    return redirect("inbox")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """All notices of the own inbox count as read."""
    count = outbox.mark_all_read(request.account)
    ui.flash.done(request, f"{count}条通知已标为已读。" if count else "没有未读的通知。")
    return redirect("inbox")


@require_safe
def print_list(request: HttpRequest) -> HttpResponse:
    """Whom to telephone or bring a slip: notices for people and units without an account."""
    require_verb(request.actor, TELL)
    page = Paginator(waiting_slips(request.actor), PAGE).get_page(request.GET.get("page"))
    slips = [slip(delivery) for delivery in page]
    return render(request, "desk/print_list.html", {"page": page, "slips": slips})


def slip(delivery: Delivery) -> dict:
    """What stands on one line: to whom, how to reach them, what to say."""
    unit, person = delivery.unit, delivery.person
    phone = unit.phone if unit else mask_phone(person.phone) if person and person.phone else ""
    place = str(person.village) if person and person.village else ""
    return {"delivery": delivery, "who": str(unit or person or ""), "phone": phone, "place": place}


@require_POST
def told(request: HttpRequest, pk) -> HttpResponse:
    """Note that somebody on the print list has been told."""
    require_verb(request.actor, TELL)
    rows = visible(request.actor, Delivery).filter(channel="print").select_related("notice", "person", "unit")
    delivery = get_object_or_404(rows, pk=pk)
    who = str(delivery.person or delivery.unit or "")
    with transaction.atomic():
        if outbox.mark_told(delivery):
            record(request.actor, "notice.tell", delivery.notice, {"who": who})
            ui.flash.done(request, f"已记下：告知了{who}。")
        else:
            ui.flash.warn(request, f"{who}已经有人告知过了。")
    return redirect("print-list")
