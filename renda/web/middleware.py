"""What surrounds every page: who is acting in which town, login by default, no writing by reading."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from renda.kernel.access.actors import NOBODY, of_account
from renda.kernel.people.login import account_of_session
from renda.kernel.safekeeping.reading import read_only
from renda.kernel.units.models import TownProfile
from renda.kernel.units.scope import acting_in

SAFE = ("GET", "HEAD", "OPTIONS")


class ContentSecurityPolicy:
    """A strict policy: own files only, scripts by file, nothing framed, nothing fetched from elsewhere."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; "
            "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        )
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()")
        return response


class ActingAccount:
    """Puts the account, the actor and the active town on the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = account_of_session(request)
        request.account = account
        if account is None:
            request.actor = NOBODY
            return self.get_response(request)
        request.actor = of_account(account)
        with acting_in(account.town_id):
            response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


def public(view):
    """Mark a view that needs no login; tests/architecture keeps the list of them."""
    view.is_public = True
    return view


def is_demonstration() -> bool:
    """A town of invented people: everybody may look in with the password told on the login page."""
    try:
        return TownProfile.current().options.get("demonstration") is True
    except TownProfile.DoesNotExist:
        return False


class LoginByDefault:
    """Every page needs a login unless its view is marked ``public``."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs):
        if getattr(view, "is_public", False):
            return None
        if request.account is None:
            target = "" if request.htmx else f"?next={request.path}"
            response = redirect(reverse("login") + target)
            if request.htmx:
                response = HttpResponse(status=204, headers={"HX-Redirect": reverse("login")})
            return response
        waiting = self.unfinished(request)
        if waiting and request.resolver_match.view_name not in (waiting, "logout"):
            return redirect(waiting)
        return None

    @staticmethod
    def unfinished(request: HttpRequest) -> str:
        """What the account still has to do before it may work: first password, second factor."""
        if getattr(request, "rehearsal", None):
            return ""  # asked before the part was taken (``web/rehearsal``)
        if request.account.must_change_password:
            return "password"
        if settings.RENDA_SECOND_FACTOR and request.actor.needs_second_factor and not is_demonstration():
            if not request.account.has_second_factor:
                return "second-factor-setup"
            if not request.session.get("second_factor"):
                return "second-factor"
        return ""


class ReadOnlyGet:
    """Reading pages can't write: the database refuses, and no write lock is taken for them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE or getattr(request, "writes_on_get", False):
            return self.get_response(request)
        with read_only():
            return self.get_response(request)
