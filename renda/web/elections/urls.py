"""Addresses of elections by the congress and of motions about persons and organs."""

from django.urls import path

from renda.web.elections import views_begin, views_list, views_matter, views_print

app_name = "elections"
urlpatterns = [
    path("<uuid:pk>/elections/", views_list.index, name="list"),
    path("<uuid:pk>/elections/print/", views_print.session, name="print"),
    path("<uuid:pk>/elections/begin/<slug:kind>/", views_begin.begin, name="begin"),
    path("elections/<uuid:pk>/", views_matter.election, name="election"),
    path("elections/<uuid:pk>/print/", views_print.election, name="election-print"),
    path("elections/<uuid:pk>/slips/", views_print.slips, name="slips"),
    path("elections/<uuid:pk>/step/<slug:verb>/", views_matter.election_step, name="election-step"),
    path("elections/methods/<uuid:pk>/", views_matter.method, name="method"),
    path("elections/methods/<uuid:pk>/step/<slug:verb>/", views_matter.method_step, name="method-step"),
    path("elections/removals/<uuid:pk>/", views_matter.removal, name="removal"),
    path("elections/removals/<uuid:pk>/step/<slug:verb>/", views_matter.removal_step, name="removal-step"),
    path("elections/resignations/<uuid:pk>/", views_matter.resignation, name="resignation"),
    path("elections/resignations/<uuid:pk>/step/<slug:verb>/", views_matter.resignation_step, name="resignation-step"),
    path("elections/questionings/<uuid:pk>/", views_matter.questioning, name="questioning"),
    path("elections/questionings/<uuid:pk>/step/<slug:verb>/", views_matter.questioning_step, name="questioning-step"),
]
