"""Addresses of checking texts."""

from django.urls import path

from renda.web.proofreading import views, views_mended

urlpatterns = [
    path("", views.index, name="proofread"),
    path("<uuid:pk>/", views.one, name="proofread-one"),
    path("<uuid:pk>/rule/", views.rule, name="proofread-rule"),
    path("<uuid:pk>/print/", views.sheet, name="proofread-print"),
    path("<uuid:pk>/mended/", views_mended.mended, name="proofread-mended"),
    path("<uuid:pk>/text/", views_mended.text_file, name="proofread-text"),
    path("<uuid:pk>/docx/", views_mended.word_file, name="proofread-docx"),
    path("<uuid:pk>/remove/", views.remove, name="proofread-remove"),
]
