"""Logging in and out, the own password, the second factor."""

from __future__ import annotations

import pyotp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from renda.foundation import clock
from renda.kernel.access.verbs import roles
from renda.kernel.audit.record import record
from renda.kernel.people import login as logins
from renda.kernel.units.models import TownProfile
from renda.web import ui
from renda.web.accounts.demonstration import demonstration
from renda.web.accounts.forms import CodeForm, LoginForm, PasswordForm
from renda.web.middleware import public

PENDING_SECRET = "pending_totp"


@public
@sensitive_post_parameters("password")
def login(request: HttpRequest) -> HttpResponse:
    """The first page: name and password; one wrong word for both."""
    if request.account is not None:
        return redirect("desk")
    if not TownProfile.objects.exists():
        return redirect("setup")
    form = LoginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = logins.authenticate(address=request.META.get("REMOTE_ADDR"), **form.cleaned_data)
        except logins.LoginRefused as refused:
            form.add_error(None, str(refused))
        else:
            logins.begin_session(request, account)
            return redirect(safe_target(request))
    found = {"form": form, "next": request.GET.get("next", ""), "demonstration": demonstration()}
    return render(request, "accounts/login.html", found)


def safe_target(request: HttpRequest) -> str:
    """Where to go after the login: only to our own pages."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        return target
    return "desk"


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session on the server and tell the browser to forget its pages."""
    record(request.actor, "account.logout", request.account)
    request.session.flush()
    response = redirect("login")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def account(request: HttpRequest) -> HttpResponse:
    """The own account: who I am here, last logins, password, second factor."""
    events = request.account.login_events.all()[:10]
    return render(request, "accounts/account.html", {"events": events, "roles": role_labels(request), "password_url": reverse("password")})


def role_labels(request: HttpRequest) -> list[str]:
    """The Chinese names of the roles held today."""
    return [roles()[key].label for key in sorted(request.actor.roles) if key in roles()]


@sensitive_post_parameters("old", "new", "again")
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password; the first time it must be changed."""
    form = PasswordForm(request.POST or None, account=request.account)
    if request.method == "POST" and form.is_valid():
        logins.change_password(request.account, form.cleaned_data["new"])
        record(request.actor, "account.password", request.account)
        passed = request.session.get("second_factor")
        logins.begin_session(request, request.account)
        if passed:
            request.session["second_factor"] = passed
        ui.flash.done(request, "密码已经改好，下次用新密码登录。")
        return redirect("desk")
    return render(request, "accounts/password.html", {"form": form, "first": request.account.must_change_password})


@sensitive_post_parameters("code")
def second_factor(request: HttpRequest) -> HttpResponse:
    """The code of the telephone, asked once per session of office, chair and keeper."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if request.account.is_locked():
            form.add_error("code", "输错次数太多，请过一会儿再试。")
        elif logins.accept_code(request.account, request.account.totp_secret, form.cleaned_data["code"]):
            request.session["second_factor"] = clock.now().isoformat()
            return redirect("desk")
        else:
            logins.note_failure(request.account, request.account.username, request.META.get("REMOTE_ADDR"))
            form.add_error("code", "验证码不对或已经用过，请等下一个再输入。")
    return render(request, "accounts/second_factor.html", {"form": form})


@sensitive_post_parameters("code")
def second_factor_setup(request: HttpRequest) -> HttpResponse:
    """Set up the second factor: scan, type one code, done."""
    if request.account.has_second_factor:
        return redirect("desk")
    form = CodeForm(request.POST or None)
    secret = request.session.get(PENDING_SECRET)
    if request.method == "POST" and secret is None:
        request.session[PENDING_SECRET] = pyotp.random_base32()
        return redirect("second-factor-setup")
    if request.method == "POST" and form.is_valid():
        if logins.accept_code(request.account, secret, form.cleaned_data["code"]):
            request.account.totp_secret = secret
            request.account.totp_confirmed_at = clock.now()
            request.account.save(update_fields=["totp_secret", "totp_confirmed_at"])
            del request.session[PENDING_SECRET]
            request.session["second_factor"] = clock.now().isoformat()
            record(request.actor, "account.second_factor", request.account)
            ui.flash.done(request, "登录验证码设置好了，以后登录时都要输入。")
            return redirect("desk")
        form.add_error("code", "验证码不对，请看看手机时间准不准，再输入下一个。")
    uri = pyotp.TOTP(secret).provisioning_uri(name=str(request.account), issuer_name="人大办") if secret else ""
    return render(request, "accounts/second_factor_setup.html", {"form": form, "secret": secret or "", "uri": uri})
