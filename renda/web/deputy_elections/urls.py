"""Addresses of elections of deputies."""

from django.urls import path

from renda.web.deputy_elections import views_contest, views_election, views_list, views_recall

app_name = "deputy_elections"
urlpatterns = [
    path("", views_list.index, name="list"),
    path("days/", views_list.days, name="days"),
    path("new/", views_election.new, name="new"),
    path("recalls/", views_recall.index, name="recalls"),
    path("recalls/new/", views_recall.new, name="recall-new"),
    path("recalls/<uuid:pk>/", views_recall.one, name="recall"),
    path("recalls/<uuid:pk>/step/<slug:verb>/", views_recall.step, name="recall-step"),
    path("constituencies/<uuid:pk>/", views_contest.one, name="contest"),
    path("constituencies/<uuid:pk>/step/<slug:verb>/", views_contest.step, name="contest-step"),
    path("<uuid:pk>/", views_election.one, name="one"),
    path("<uuid:pk>/constituencies/", views_election.divide, name="divide"),
    path("<uuid:pk>/days/", views_election.days, name="calendar"),
    path("<uuid:pk>/days/print/", views_election.days_print, name="days-print"),
    path("<uuid:pk>/step/<slug:verb>/", views_election.step, name="step"),
]
