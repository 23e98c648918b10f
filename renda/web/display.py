"""How this reader wants the pages shown: the large-type switch, kept on the account and in a cookie."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from renda.web.middleware import public

COOKIE = "large_type"
_ONE_YEAR = 365 * 24 * 3600


def wants_large_type(request: HttpRequest) -> bool:
    """The account's own choice; before the login the one this browser remembers."""
    rehearsal = getattr(request, "rehearsal", None)
    account = rehearsal.login if rehearsal else getattr(request, "account", None)
    if account is not None:
        return bool(account.large_type)
    return request.COOKIES.get(COOKIE) == "1"


@public
@require_POST
def large_type(request: HttpRequest) -> HttpResponse:
    """Switch large type on or off (`on` = 1 or 0) and go back to the page it was asked from (`next`)."""
    is_on = request.POST.get("on") == "1"
    account = getattr(request, "account", None)
    if account is not None and account.large_type != is_on:
        account.large_type = is_on
        account.save(update_fields=["large_type"])
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    response.set_cookie(
        COOKIE,
        "1" if is_on else "0",
        max_age=_ONE_YEAR,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )
    return response
