"""Addresses of writing papers and their way."""

from django.urls import path

from renda.web.drafting import views_edit, views_figures, views_hints, views_list, views_paper

app_name = "drafting"
urlpatterns = [
    path("", views_list.index, name="list"),
    path("paste/", views_edit.paste, name="paste"),
    path("<uuid:pk>/", views_paper.draft, name="draft"),
    path("<uuid:pk>/edit/", views_edit.edit, name="edit"),
    path("<uuid:pk>/autosave/", views_edit.autosave, name="autosave"),
    path("<uuid:pk>/discard/", views_edit.discard, name="discard"),
    path("<uuid:pk>/preview/", views_edit.preview, name="preview"),
    path("<uuid:pk>/pages/<int:number>.svg", views_edit.picture, name="page"),
    path("<uuid:pk>/findings/", views_hints.findings, name="findings"),
    path("<uuid:pk>/figures/", views_figures.figures, name="figures"),
    path("<uuid:pk>/figure/", views_figures.figure, name="figure"),
]
