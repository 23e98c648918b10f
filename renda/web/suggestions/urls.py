"""Addresses of the suggestions pages."""

from django.urls import path

from renda.web.suggestions import (
    views_detail,
    views_list,
    views_opinions,
    views_promises,
    views_rhythm,
    views_steps,
)
from renda.web.suggestions.deputy_urls import deputy_urls
from renda.web.suggestions.stats_urls import stats_urls

app_name = "suggestions"
urlpatterns = [
    path("", views_list.index, name="list"),
    path("export/", views_list.export, name="export"),
    path("enter/", views_steps.enter, name="enter"),
    path("similar/", views_steps.similar, name="similar"),
    path("promises/", views_promises.index, name="promises"),
    path("promises/<uuid:pk>/", views_promises.promise, name="promise"),
    path("promises/<uuid:pk>/step/<slug:verb>/", views_promises.step, name="promise-step"),
    path("rhythm/", views_rhythm.index, name="rhythm"),
    path("rhythm/<uuid:pk>/", views_rhythm.event, name="rhythm-event"),
    path("rhythm/<uuid:pk>/step/<slug:verb>/", views_rhythm.step, name="rhythm-step"),
    path("opinions/", views_opinions.index, name="opinions"),
    path("opinions/new/", views_opinions.new, name="opinion-new"),
    path("opinions/<uuid:pk>/", views_opinions.opinion, name="opinion"),
    path("files/<uuid:pk>/", views_detail.file, name="file"),
    path("<uuid:pk>/", views_detail.detail, name="detail"),
    path("<uuid:pk>/kin/", views_detail.kin, name="kin"),
    path("<uuid:pk>/step/<slug:verb>/", views_steps.step, name="step"),
]
urlpatterns += deputy_urls
urlpatterns += stats_urls
