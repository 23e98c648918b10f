"""Which list, paper or file of old papers a page is about."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from renda.kernel.access.policies import require_verb, visible
from renda.modules.intake.models import Intake, IntakeFile, IntakePaper
from renda.modules.intake.policy import VIEW


def list_of(request: HttpRequest, pk: UUID) -> Intake:
    """The list when it is in the actor's reach. Raises Http404, PermissionDenied."""
    require_verb(request.actor, VIEW)
    return get_object_or_404(visible(request.actor, Intake), pk=pk)


def paper_of(request: HttpRequest, pk: UUID) -> IntakePaper:
    """The paper when it is in the actor's reach. Raises Http404, PermissionDenied."""
    require_verb(request.actor, VIEW)
    return get_object_or_404(visible(request.actor, IntakePaper).select_related("intake", "item"), pk=pk)


def file_of(request: HttpRequest, pk: UUID, file: UUID) -> IntakeFile:
    """A file of a paper in reach. Raises Http404, PermissionDenied."""
    return get_object_or_404(paper_of(request, pk).files.select_related("stored"), pk=file)
