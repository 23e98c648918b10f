"""The years side by side: for each unit the share of good grades in every round it was in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from renda.kernel.access import policies
from renda.modules.appraisals import selectors
from renda.modules.appraisals.models import Appraised
from renda.web.appraisals.words import result


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """One row a unit, one column a year; the first vote and, where there was one, the second."""
    policies.require_verb(request.actor, "appraisal.view")
    years, lines = selectors.over_years(policies.visible(request.actor, Appraised))
    rows = [
        {
            "unit": line.unit,
            "cells": [
                {"year": year, "part": part, "first": result(part.outcome) if part else None, "second": result(part.second) if part else None}
                for year, part in zip(years, line.parts, strict=True)
            ],
        }
        for line in lines
    ]  # fmt: skip
    return render(request, "appraisals/years.html", {"years": years, "rows": rows})
