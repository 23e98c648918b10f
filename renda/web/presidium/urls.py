"""Addresses of the presidium's meetings and decisions."""

from django.urls import path

from renda.web.presidium import views

app_name = "presidium"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.plan, name="new"),
    path("decisions/", views.decisions, name="decisions"),
    path("attendance/", views.attendance, name="attendance"),
    path("<uuid:pk>/", views.meeting, name="meeting"),
    path("<uuid:pk>/step/<slug:verb>/", views.meeting_step, name="meeting-step"),
    path("decisions/<uuid:pk>/", views.decision, name="decision"),
    path("decisions/<uuid:pk>/step/<slug:verb>/", views.decision_step, name="decision-step"),
]
