"""The voters' pages leave no trace: nothing cached, no cookie, no address in a log."""

from __future__ import annotations

import logging
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from renda.web.middleware import public

#: The voters' addresses begin with this; a plain word, so that writing a log never depends on the addresses being loaded.
VOTERS = "v/"


class WithoutSlips(logging.Filter):
    """Takes slips out of what is written about requests that failed: which one it was, and what went wrong inside."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is None or not request.path_info.startswith(f"/{VOTERS}"):
            return True
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        record.msg, record.args = "%s", (f"voting page: {record.levelname} {kind}",)
        record.request = record.exc_info = record.exc_text = None
        return True


for _name in ("django.request", "django.security.csrf"):
    logging.getLogger(_name).addFilter(WithoutSlips())


def for_voters(view):
    """A page for whoever holds a slip. It needs no token against forged requests: the slip is not sent by itself, so nobody
    else's page can cast with it; and so no cookie is set."""

    @public
    @csrf_exempt
    @sensitive_variables()
    @sensitive_post_parameters()
    @wraps(view)
    def inner(request: HttpRequest, **kwargs) -> HttpResponse:
        response = view(request, **kwargs)
        add_never_cache_headers(response)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return inner
