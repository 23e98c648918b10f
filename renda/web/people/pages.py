"""Small things the pages of the registers share."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from renda.foundation.chinese.names import mask_id, mask_phone
from renda.foundation.chinese.text import one_line
from renda.kernel.access import policies
from renda.kernel.crypto.cipher import blind_index

ROWS = 25


def page_of(request: HttpRequest, rows: Any, size: int = ROWS) -> Page:
    """The page the address asks for; a wrong number gives the nearest page."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def seen(request: HttpRequest, model: type[Model], pk: Any, rows: QuerySet | None = None) -> Any:
    """The row within the actor's reach. Raises Http404."""
    found = (rows if rows is not None else policies.visible(request.actor, model)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def by_words(words: str, prefix: str = "") -> Q:
    """Persons whose name, body, occupation or phone fits ``words``; names are compared as written and without blanks."""
    text = one_line(words)
    tight = text.replace(" ", "")
    found = Q()
    for field in ("name", "employer", "occupation", "skills"):
        found |= Q(**{f"{prefix}{field}__icontains": text}) | Q(**{f"{prefix}{field}__icontains": tight})
    if tight.isascii() and tight.isdigit():
        found |= Q(**{f"{prefix}phone_index": blind_index(tight, "phone")})
    return found


def masked_numbers(person: Any) -> dict[str, str]:
    """Phone and ID number as far as they may be shown to everybody in the office."""
    return {
        "phone": mask_phone(person.phone) if person.phone else "",
        "id_number": mask_id(person.id_number) if person.id_number else "",
    }


def suggestions_url(**narrow: Any) -> str:
    """The list of suggestions narrowed to a deputy or a unit."""
    return reverse("suggestions:list") + "?" + urlencode(narrow)
