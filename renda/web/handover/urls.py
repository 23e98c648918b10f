"""Addresses of the hand-over pack."""

from django.urls import path

from renda.web.handover import views

app_name = "handover"
urlpatterns = [
    path("", views.pack, name="pack"),
    path("print/<slug:kind>/", views.printed, name="print"),
    path("notes/new/", views.note_new, name="note-new"),
    path("notes/<uuid:pk>/", views.note, name="note"),
    path("notes/<uuid:pk>/strike/", views.note_strike, name="note-strike"),
]
