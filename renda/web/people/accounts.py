"""Accounts: who can log in, first passwords on paper, switching off and on."""

from __future__ import annotations

from dataclasses import asdict

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.audit.record import record
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.documents.engine.templates import fill
from renda.kernel.exchange import staging
from renda.kernel.people import opening
from renda.kernel.people.models import Account, Appointment, Mandate, Person
from renda.kernel.people.register import MandateLevel
from renda.kernel.units.models import TownProfile
from renda.web import ui
from renda.web.people.forms import AccountFilter
from renda.web.people.imports import attachment, owner_of
from renda.web.people.pages import page_of, seen

SLIP_MINUTES = 30
GROUPS = {
    "deputies": "乡镇人大代表",
    "county": "县人大代表",
    "units": "承办单位经办人和负责人",
    "all": "所有在任人员",
}
LEVELS = {"deputies": MandateLevel.TOWN, "county": MandateLevel.COUNTY}
BACK_TO_LIST = "accounts"


def in_post() -> Q:
    """Persons who hold a seat or a post today: only they can be given an account."""
    return Q(pk__in=Mandate.objects.on().values("person_id")) | Q(
        pk__in=Appointment.objects.on().values("person_id")
    )


def without_account(group: str = "all") -> QuerySet[Person]:
    """People in office who can't log in yet."""
    rows = Person.objects.filter(account__isnull=True)
    units = Appointment.objects.on().filter(role__in=["unit_handler", "unit_leader"]).values("person_id")
    chosen = Q(pk__in=units) if group == "units" else in_post()
    if group in LEVELS:
        chosen = Q(pk__in=Mandate.objects.on().filter(level=LEVELS[group]).values("person_id"))
    return rows.filter(chosen).order_by("name", "id")


def account_list(request: HttpRequest) -> HttpResponse:
    """Everybody in office, with the state of the account; names and posts, nothing of their work."""
    policies.require_verb(request.actor, "account.view")
    form = AccountFilter(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    people = Person.objects.filter(in_post() | Q(account__isnull=False)).select_related("account")
    if wanted.get("q"):
        people = people.filter(Q(name__icontains=wanted["q"]) | Q(account__username__icontains=wanted["q"]))
    narrowing = {
        "without": Q(account__isnull=True),
        "first": Q(account__must_change_password=True),
        "off": Q(account__is_active=False),
        "locked": Q(account__locked_until__gt=clock.now()),
    }
    if wanted.get("state"):
        people = people.filter(narrowing[wanted["state"]])
    page = page_of(request, people.order_by("name", "id"))
    posts = opening.posts_of(page)
    context = {
        "page": page,
        "form": form,
        "rows": [shown(person, posts, request.actor) for person in page],
        "may_save": request.actor.has("account.save"),
        "may_reset": request.actor.has("account.reset"),
        "waiting": {key: without_account(key).count() for key in GROUPS},
    }
    return render(request, "people/accounts.html", context)


def shown(person: Person, posts: dict, actor: Actor) -> dict:
    """One line of the list: the state in words with its light."""
    account = getattr(person, "account", None)
    if account is None:
        light, words = "waiting", "没有账号"
    elif not account.is_active:
        light, words = "paused", "已停用"
    elif account.is_locked():
        light, words = "overdue", f"暂停登录到{account.locked_until.astimezone(clock.ZONE):%H:%M}"
    elif account.must_change_password:
        over = account.first_password_until and account.first_password_until <= clock.now()
        light, words = ("overdue", "初始密码已过期") if over else ("soon", "还没登录过")
    else:
        light, words = "done", "正常"
    has_factor = account is not None and account.has_second_factor
    return {
        "person": person,
        "account": account,
        "posts": posts.get(person.pk, "没有在任的身份，登录后什么也不能做"),
        "light": light,
        "words": words,
        "has_factor": has_factor,
        "is_own": account is not None and account.pk == actor.account_id,
    }


@require_POST
def open_for(request: HttpRequest) -> HttpResponse:
    """Open an account for one person."""
    policies.require_verb(request.actor, "account.save")
    person = Person.objects.filter(in_post(), pk=request.POST.get("person") or None).first()
    if person is None:
        raise Http404
    return hand_out(request, opening.open_accounts([person], request.actor))


def open_all(request: HttpRequest) -> HttpResponse:
    """Open accounts for everybody of a group who has none; says beforehand how many."""
    policies.require_verb(request.actor, "account.save")
    group = request.GET.get("group", "all")
    if group not in GROUPS:
        raise Http404
    people = list(without_account(group))
    if request.method == "POST":
        return hand_out(request, opening.open_accounts(people, request.actor))
    context = {
        "title": f"为没有账号的{GROUPS[group]}开通账号",
        "what": [
            f"一次开通{len(people)}个账号，每人一个随机的初始密码。",
            "初始密码只在接下来的一页显示，请当场打印成密码单，裁开交给本人。",
            "本人第一次登录时必须换成自己的密码。",
        ],
        "confirm_label": f"开通{len(people)}个账号",
        "back_url": reverse(BACK_TO_LIST),
    }
    return render(request, "components/confirm.html", context)


def hand_out(request: HttpRequest, slips: list[opening.Slip]) -> HttpResponse:
    """Keep the slips for a short while, encrypted, and show them to print."""
    if not slips:
        ui.flash.warn(request, "没有需要开通的人：都已经有账号了。")
        return redirect(BACK_TO_LIST)
    record(request.actor, "account.slips", None, {"count": len(slips)})
    facts = {"slips": [asdict(slip) for slip in slips]}
    return redirect("account-slips", staging.put(owner_of(request), facts, keep_minutes=SLIP_MINUTES))


def kept_slips(request: HttpRequest, token: str) -> list[dict]:
    """The slips under the token. Raises NotStaged."""
    policies.require_verb(request.actor, "account.view")
    return staging.get(token, owner_of(request))[0]["slips"]


def slips(request: HttpRequest, token: str) -> HttpResponse:
    """The slips, for printing; they can't be shown again once they are gone."""
    try:
        rows = kept_slips(request, token)
    except staging.NotStaged:
        ui.flash.warn(request, "密码单已经销毁，不能再显示。需要时请为本人重发初始密码。")
        return redirect(BACK_TO_LIST)
    context = {
        "slips": rows,
        "token": token,
        "minutes": SLIP_MINUTES,
        "address": request.build_absolute_uri("/"),
    }
    return render(request, "people/slips.html", context)


def slips_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The slips as PDF, many on a page, to be cut."""
    try:
        rows = kept_slips(request, token)
    except staging.NotStaged:
        return redirect("account-slips", token)
    return slips_file(rows, request.build_absolute_uri("/"))


def slips_file(rows: list[dict], address: str) -> HttpResponse:
    """The PDF of slips for the active town."""
    office = f"{TownProfile.current().town.name}人大办"
    paper = fill(
        "first_passwords",
        {"address": address, "accounts": rows, "office": office, "date": date_zh(clock.today())},
    )
    response = HttpResponse(render_pdf(paper).bytes, content_type="application/pdf")
    response.headers["Content-Disposition"] = attachment("初始密码单.pdf")
    return response


@require_POST
def slips_done(request: HttpRequest, token: str) -> HttpResponse:
    """They are printed: forget them."""
    try:
        kept_slips(request, token)
    except staging.NotStaged:
        return redirect(BACK_TO_LIST)
    staging.drop(token)
    ui.flash.done(request, "密码单已销毁，系统里不再保留初始密码。")
    return redirect(BACK_TO_LIST)


STEPS = {
    "reset": (
        "account.reset",
        "重发初始密码",
        ["原来的密码马上失效，正在登录的会退出。", "新的初始密码只显示一次，请当场打印交给本人。"],
    ),
    "off": ("account.save", "停用账号", ["本人马上不能登录，已办的事和记录都保留。"]),
    "on": ("account.save", "启用账号", ["本人可以用原来的密码登录。"]),
    "factor": (
        "account.reset",
        "重置登录验证码",
        ["手机换了或丢了才需要。本人下次登录时重新设置验证码。", "请先确认是本人要求的。"],
    ),
}


def step(request: HttpRequest, pk, step: str) -> HttpResponse:
    """One thing done to one account, after asking."""
    if step not in STEPS:
        raise Http404
    verb, label, what = STEPS[step]
    account = seen(request, Account, pk)
    policies.require(request.actor, verb, account)
    if request.method == "POST":
        return take(request, account, step, label)
    context = {
        "title": f"{label}：{account}",
        "what": what,
        "confirm_label": label,
        "danger": step in ("off", "factor"),
        "back_url": reverse(BACK_TO_LIST),
    }
    return render(request, "components/confirm.html", context)


def take(request: HttpRequest, account: Account, step: str, label: str) -> HttpResponse:
    try:
        if step == "reset":
            return hand_out(request, [opening.reset(account, request.actor)])
        if step == "factor":
            opening.reset_second_factor(account, request.actor)
        else:
            opening.switch(account, step == "on", request.actor)
    except opening.AccountRefused as refused:
        ui.flash.wrong(request, str(refused))
    else:
        ui.flash.done(request, f"已{label}：{account}。")
    return redirect(BACK_TO_LIST)
