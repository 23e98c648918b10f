"""Message channels: addresses, a test message, what waits and what failed."""

from __future__ import annotations

from django import forms
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from renda.kernel.access import policies
from renda.kernel.audit.record import record
from renda.kernel.notices import channels as senders
from renda.kernel.notices import outbox
from renda.kernel.notices.models import ChannelSetting, Delivery, DeliveryState, Notice
from renda.kernel.people.models import Person
from renda.web import ui
from renda.web.people.forms import Short, clean_phone
from renda.web.people.pages import page_of

BY_MESSAGE = ~Q(channel__in=["inbox", "print"])


class ChannelForm(Short, forms.ModelForm):
    class Meta:
        model = ChannelSetting
        fields = ("address", "secret_name", "is_on")
        labels = {"secret_name": "口令放在哪个环境变量"}
        help_texts = {
            "address": "由短信服务商或工作群机器人给出，以 http:// 或 https:// 开头。",
            "secret_name": "接口需要口令时才填。口令本身不存在系统里，请系统管理员设在服务器上。",
        }

    def clean_address(self) -> str:
        address = self.cleaned_data["address"].strip()
        if not address.startswith(("http://", "https://")):
            raise forms.ValidationError("接口地址要以 http:// 或 https:// 开头。")
        return address


class TestForm(Short, forms.Form):
    phone = forms.CharField(label="发到哪个手机号", max_length=20, required=False)

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])


def setting_of(key: str) -> ChannelSetting | None:
    if key not in senders.CHANNELS:
        raise Http404
    return ChannelSetting.objects.filter(channel=key).first()


def channels(request: HttpRequest) -> HttpResponse:
    """All channels with their queue, and what did not arrive."""
    policies.require_verb(request.actor, "settings.channels")
    known = {row.channel: row for row in ChannelSetting.objects.all()}
    counts: dict = {}
    for row in (
        Delivery.objects.filter(BY_MESSAGE).order_by().values("channel", "state").annotate(n=Count("pk"))
    ):
        counts.setdefault(row["channel"], {})[row["state"]] = row["n"]
    rows = [
        {
            "key": key,
            "label": sender.LABEL,
            "setting": known.get(key),
            "queued": counts.get(key, {}).get(DeliveryState.QUEUED, 0),
            "failed": counts.get(key, {}).get(DeliveryState.FAILED, 0),
            "sent": counts.get(key, {}).get(DeliveryState.SENT, 0),
        }
        for key, sender in senders.CHANNELS.items()
    ]
    troubled = Delivery.objects.filter(BY_MESSAGE).filter(
        Q(state=DeliveryState.FAILED) | Q(state=DeliveryState.QUEUED, tries__gt=0)
    )
    page = page_of(
        request, troubled.select_related("notice", "person", "unit").order_by("-notice__made_at", "id")
    )
    labels = {key: sender.LABEL for key, sender in senders.CHANNELS.items()}
    context = {
        "rows": rows,
        "page": page,
        "troubled": [(delivery, labels.get(delivery.channel, delivery.channel)) for delivery in page],
        "sees_titles": request.actor.has("suggestion.view"),
        "failed": any(row["failed"] for row in rows),
    }
    return render(request, "office/channels.html", context)


def channel(request: HttpRequest, key: str) -> HttpResponse:
    """One channel: address, on or off, and a test message."""
    policies.require_verb(request.actor, "settings.channels")
    row = setting_of(key)
    form = ChannelForm(request.POST or None, instance=row or ChannelSetting(channel=key))
    label = senders.CHANNELS[key].LABEL
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        record(
            request.actor,
            "settings.save",
            saved,
            {"what": f"发送渠道：{label}", "address": saved.address, "is_on": saved.is_on},
        )
        ui.flash.done(request, f"{label}的设置已保存。请发一条测试消息看看能不能收到。")
        return redirect("channel", key)
    return render(
        request,
        "office/channel.html",
        {"form": form, "test": TestForm(), "row": row, "label": label, "key": key},
    )


@require_POST
def test_send(request: HttpRequest, key: str) -> HttpResponse:
    """Send one test message now and say whether it arrived."""
    policies.require_verb(request.actor, "settings.channels")
    row = setting_of(key)
    if row is None:
        raise Http404
    form = TestForm(request.POST)
    if not form.is_valid():
        ui.flash.wrong(request, "手机号不对，没有发送。请填11位手机号。")
        return redirect("channel", key)
    notice = Notice(title="这是一条测试消息", body="收到就说明发送渠道设置好了。")
    delivery = Delivery(
        notice=notice, channel=key, person=Person(name="测试", phone=form.cleaned_data["phone"])
    )
    problem = senders.send(delivery, row)
    if problem:
        ui.flash.wrong(request, f"测试消息没有发出去：{problem}。")
    else:
        ui.flash.done(request, "测试消息已发出，对方接口已收下。请看看手机或工作群里有没有收到。")
    return redirect("channel", key)


@require_POST
def send_again(request: HttpRequest) -> HttpResponse:
    """Put what failed back into the queue."""
    policies.require_verb(request.actor, "settings.channels")
    count = outbox.queue_failed_again()
    ui.flash.done(request, f"{count}条消息重新排队，一分钟内再发。" if count else "没有发送失败的消息。")
    return redirect("channels")
