"""Addresses of the suggestions pages."""

from django.http import HttpResponse
from django.urls import path

app_name = "suggestions"


def _soon(request, **kwargs):
    return HttpResponse()


urlpatterns = [
    path("", _soon, name="list"),
    path("enter/", _soon, name="enter"),
    path("similar/", _soon, name="similar"),
    path("export/", _soon, name="export"),
    path("promises/", _soon, name="promises"),
    path("promises/<uuid:pk>/", _soon, name="promise"),
    path("promises/<uuid:pk>/step/<slug:verb>/", _soon, name="promise-step"),
    path("rhythm/", _soon, name="rhythm"),
    path("rhythm/<uuid:pk>/", _soon, name="rhythm-event"),
    path("rhythm/<uuid:pk>/step/<slug:verb>/", _soon, name="rhythm-step"),
    path("opinions/", _soon, name="opinions"),
    path("opinions/new/", _soon, name="opinion-new"),
    path("opinions/<uuid:pk>/", _soon, name="opinion"),
    path("files/<uuid:pk>/", _soon, name="file"),
    path("<uuid:pk>/", _soon, name="detail"),
    path("<uuid:pk>/step/<slug:verb>/", _soon, name="step"),
    path("<uuid:pk>/link/", _soon, name="make-link"),
]
