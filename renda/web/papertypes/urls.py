"""Addresses of the templates: all kinds of papers, the office's own, things for the hall."""

from django.urls import path

from renda.web.papertypes import views_kit, views_own, views_types, views_use

urlpatterns = [
    path("", views_types.index, name="papertypes"),
    path("fields/", views_types.fields, name="papertype-fields"),
    path("type/<slug:key>/", views_types.detail, name="papertype"),
    path("type/<slug:key>/pages/<int:number>.svg", views_types.page, name="papertype-page"),
    path("type/<slug:key>/pdf/", views_types.pdf, name="papertype-pdf"),
    path("type/<slug:key>/docx/", views_types.docx, name="papertype-docx"),
    path("own/new/", views_own.new, name="own-type-new"),
    path("own/<uuid:pk>/", views_own.detail, name="own-type"),
    path("own/<uuid:pk>/rule/", views_own.rule, name="own-type-rule"),
    path("own/<uuid:pk>/replace/", views_own.replace, name="own-type-replace"),
    path("own/<uuid:pk>/withdraw/", views_own.withdraw, name="own-type-withdraw"),
    path("own/<uuid:pk>/back/", views_own.bring_back, name="own-type-back"),
    path("own/<uuid:pk>/file/<int:number>/", views_own.file, name="own-type-file"),
    path("own/<uuid:pk>/use/", views_use.use, name="own-type-use"),
    path("hall/", views_kit.kit, name="hall-kit"),
]
