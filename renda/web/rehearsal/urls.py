"""Addresses of the rehearsal."""

from django.urls import path

from renda.web.rehearsal import views

app_name = "rehearsal"
urlpatterns = [
    path("", views.home, name="home"),
    path("begin/", views.begin, name="begin"),
    path("play/", views.play, name="play"),
    path("day/", views.turn, name="day"),
    path("leave/", views.leave, name="leave"),
    path("end/", views.end, name="end"),
]
