"""Addresses of the congress sessions."""

from django.urls import path

from renda.web.sessions import views_hub

app_name = "sessions"
urlpatterns = [
    path("", views_hub.index, name="list"),
    path("<uuid:pk>/", views_hub.hub, name="hub"),
]
