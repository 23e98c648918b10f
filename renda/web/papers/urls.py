"""Addresses of papers, dossiers and numbering registers."""

from django.urls import path

from renda.web.papers import dossier_views, views

urlpatterns = [
    path("dossiers/", dossier_views.dossiers, name="dossiers"),
    path("dossiers/<uuid:pk>/", dossier_views.dossier, name="dossier"),
    path("dossiers/<uuid:pk>/export/", dossier_views.export_dossier, name="dossier-export"),
    path("dossiers/<uuid:pk>/files/<uuid:item>/", dossier_views.item_file, name="dossier-file"),
    path("registers/", views.registers, name="registers"),
    path("<uuid:pk>/", views.paper, name="paper"),
    path("<uuid:pk>/pdf/", views.paper_pdf, name="paper-pdf"),
    path("<uuid:pk>/docx/", views.paper_docx, name="paper-docx"),
]
