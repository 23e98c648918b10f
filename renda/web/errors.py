"""Error pages: what happened, what to do, whom to call. They must come up even when the rest does not."""

from __future__ import annotations

import logging

from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from renda.foundation import clock
from renda.web.context import Shell

log = logging.getLogger(__name__)


def _shell(request: HttpRequest) -> dict[str, object]:
    """What the plain frame shows, read beforehand so that nothing is looked up while the page is rendered."""
    known: dict[str, object] = {
        "town_name": "",
        "office_phone": "",
        "large_type": False,
        "today": clock.today(),
        "account": None,
        "urls": {},
        "rehearsal": getattr(request, "rehearsal", None),
    }
    shell = Shell(request)
    try:
        known.update({name: getattr(shell, name) for name in ("town_name", "office_phone", "large_type")})
    except Exception:  # the error page must appear even when the database is what failed
        log.warning("乡镇名称和办公电话没有取到", exc_info=True)
    return known


def _page(request: HttpRequest, name: str, status: int, **values: object) -> HttpResponse:
    """An error page rendered without context processors, so nothing in the shell can fail again."""
    frame = "errors/part.html" if getattr(request, "htmx", False) else "errors/page.html"
    context = {"shell": _shell(request), "frame": frame, "csrf_token": "", **values}
    return HttpResponse(render_to_string(f"errors/{name}.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be read. More than the server takes at once gets the page about size."""
    if isinstance(exception, (RequestDataTooBig, TooManyFilesSent)):
        return too_large(request)
    return _page(request, "bad_request", 400)


def no_right(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: in reach, without the right. The sentence given to PermissionDenied is shown."""
    reason = str(exception) if isinstance(exception, PermissionDenied) else ""
    return _page(request, "no_right", 403, reason=reason)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page, or it is out of this account's reach."""
    return _page(request, "not_found", 404)


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413: a file or a form is larger than the office allows."""
    limit = str(exception) if exception and str(exception) else ""
    return _page(request, "too_large", 413, limit=limit)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our own fault."""
    return _page(request, "server_error", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was too old, or cookies are off. What was typed is still in this browser."""
    return _page(request, "csrf_failure", 403)
