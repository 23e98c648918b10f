"""Addresses of the appraisals; the one under ``VOTERS`` belongs to whoever holds a questionnaire slip."""

from django.urls import path

from renda.web.appraisals import asking, views, views_unit, views_years
from renda.web.secret_votes.quiet import VOTERS

app_name = "appraisals"
urlpatterns = [
    path(VOTERS + "asked/thanks/", asking.thanks, name="thanks"),
    path(VOTERS + "asked/<str:secret>/", asking.slip, name="slip"),
    path("appraisals/", views.index, name="list"),
    path("appraisals/new/", views.propose, name="new"),
    path("appraisals/years/", views_years.index, name="years"),
    path("appraisals/mine/", views_unit.mine, name="mine"),
    path("appraisals/units/<uuid:pk>/", views_unit.one, name="appraised"),
    path("appraisals/units/<uuid:pk>/step/<slug:verb>/", views_unit.step, name="appraised-step"),
    path("appraisals/units/<uuid:pk>/link/", views_unit.link, name="link"),
    path("appraisals/units/<uuid:pk>/slips/", asking.slips, name="slips"),
    path("appraisals/units/<uuid:pk>/sheet/", asking.sheet, name="sheet"),
    path("appraisals/units/<uuid:pk>/paper/", asking.paper, name="paper"),
    path("appraisals/demands/<uuid:pk>/", views_unit.demand, name="demand"),
    path("appraisals/demands/<uuid:pk>/step/<slug:verb>/", views_unit.demand_step, name="demand-step"),
    path("appraisals/<uuid:pk>/", views.appraisal, name="appraisal"),
    path("appraisals/<uuid:pk>/step/<slug:verb>/", views.step, name="step"),
]
