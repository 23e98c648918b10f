"""Which renewal, and which of its papers, a page is about."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from renda.kernel.access import policies
from renda.modules.drafting.renewal.models import RenewalSet
from renda.modules.drafting.renewal.work import Worked


def mine(request: HttpRequest, pk) -> RenewalSet:
    """The renewal when it is in the actor's reach; Http404 otherwise."""
    policies.require_verb(request.actor, "draft.write")
    return get_object_or_404(policies.visible(request.actor, RenewalSet), pk=pk)


def one_of(found: list[Worked], position: int) -> Worked:
    """The paper of this position; Http404 when there is none."""
    one = next((one for one in found if one.item.position == position), None)
    if one is None:
        raise Http404
    return one
