"""Addresses of writing papers and their way."""

from django.urls import path

from renda.web.drafting import (
    views_edit,
    views_figures,
    views_hints,
    views_list,
    views_paper,
    views_receipts,
    views_start,
    views_versions,
)

app_name = "drafting"
urlpatterns = [
    path("", views_list.index, name="list"),
    path("new/", views_start.start, name="new"),
    path("new/blank/", views_start.blank, name="new-blank"),
    path("new/upload/", views_start.upload, name="new-upload"),
    path("new/earlier/", views_start.earlier, name="new-earlier"),
    path("new/earlier/<uuid:pk>/", views_start.from_earlier, name="from-earlier"),
    path("new/template/", views_start.templates, name="new-template"),
    path("new/template/<slug:key>/", views_start.from_template, name="from-template"),
    path("received/", views_receipts.received, name="received-list"),
    path("received/<uuid:pk>/", views_receipts.one, name="received"),
    path("received/<uuid:pk>/sign/", views_receipts.sign, name="receipt-sign"),
    path("received/<uuid:pk>/read/", views_receipts.read, name="receipt-read"),
    path("received/<uuid:pk>/pdf/", views_receipts.pdf, name="received-pdf"),
    path("received/<uuid:pk>/pages/<int:number>.svg", views_receipts.picture, name="received-page"),
    path("paste/", views_edit.paste, name="paste"),
    path("<uuid:pk>/", views_paper.draft, name="draft"),
    path("<uuid:pk>/step/<slug:verb>/", views_paper.step, name="step"),
    path("<uuid:pk>/seen/", views_paper.seen, name="seen"),
    path("<uuid:pk>/pdf/", views_paper.pdf, name="pdf"),
    path("<uuid:pk>/docx/", views_paper.docx, name="docx"),
    path("<uuid:pk>/receipts/", views_receipts.receipts, name="receipts"),
    path("<uuid:pk>/versions/", views_versions.versions, name="versions"),
    path("<uuid:pk>/compare/", views_versions.compare, name="compare"),
    path("<uuid:pk>/versions/<int:n>/", views_versions.version, name="version"),
    path("<uuid:pk>/versions/<int:n>/restore/", views_versions.restore, name="restore"),
    path("<uuid:pk>/versions/<int:n>/pages/<int:number>.svg", views_versions.picture, name="version-page"),
    path("<uuid:pk>/edit/", views_edit.edit, name="edit"),
    path("<uuid:pk>/autosave/", views_edit.autosave, name="autosave"),
    path("<uuid:pk>/discard/", views_edit.discard, name="discard"),
    path("<uuid:pk>/preview/", views_edit.preview, name="preview"),
    path("<uuid:pk>/pages/<int:number>.svg", views_paper.picture, name="page"),
    path("<uuid:pk>/findings/", views_hints.findings, name="findings"),
    path("<uuid:pk>/figures/", views_figures.figures, name="figures"),
    path("<uuid:pk>/figure/", views_figures.figure, name="figure"),
]
