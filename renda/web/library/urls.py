"""Addresses of the library."""

from django.urls import path

from renda.web.library import views_import, views_laws, views_papers

urlpatterns = [
    path("", views_laws.index, name="library"),
    path("cited/", views_laws.cited, name="law-cited"),
    path("laws/new/", views_import.upload, name="law-upload"),
    path("laws/check/<str:token>/", views_import.check, name="law-check"),
    path("laws/<uuid:pk>/", views_laws.law, name="law"),
    path("laws/<uuid:pk>/print/", views_laws.law_print, name="law-print"),
    path("laws/<uuid:pk>/compare/<uuid:other>/", views_laws.compare, name="law-compare"),
    path("laws/<uuid:pk>/files/<uuid:file>/", views_laws.source_file, name="law-file"),
    path("laws/<uuid:pk>/withdraw/", views_import.withdraw, name="law-withdraw"),
    path("kept/<str:kind>/", views_papers.index, name="library-papers"),
    path("papers/new/<str:kind>/", views_papers.upload, name="library-paper-new"),
    path("papers/check/<str:token>/", views_papers.check, name="library-paper-check"),
    path("papers/<uuid:pk>/", views_papers.paper, name="library-paper"),
    path("papers/<uuid:pk>/edit/", views_papers.edit, name="library-paper-edit"),
    path("papers/<uuid:pk>/file/", views_papers.paper_file, name="library-paper-file"),
    path("papers/<uuid:pk>/draft/", views_papers.begin_draft, name="library-paper-draft"),
    path("papers/<uuid:pk>/withdraw/", views_papers.withdraw, name="library-paper-withdraw"),
]
