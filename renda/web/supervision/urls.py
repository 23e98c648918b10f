"""Addresses of inspections, of the field page and of the problems."""

from django.urls import path

from renda.web.supervision import views, views_field, views_findings, views_follow, views_problems, views_unit

app_name = "supervision"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.propose, name="new"),
    path("worker.js", views_field.worker, name="worker"),
    path("field/", views_field.mine, name="mine"),
    path("problems/", views_problems.index, name="problems"),
    path("problems/<uuid:pk>/", views_problems.one, name="problem"),
    path("problems/<uuid:pk>/step/<slug:verb>/", views_problems.step, name="problem-step"),
    path("follow-up/", views_follow.index, name="follow-up"),
    path("units/<uuid:pk>/", views_unit.record, name="unit"),
    path("photos/<uuid:pk>/", views_findings.photo, name="photo"),
    path("<uuid:pk>/", views.inspection, name="inspection"),
    path("<uuid:pk>/step/<slug:verb>/", views.step, name="step"),
    path("<uuid:pk>/findings/", views_findings.index, name="findings"),
    path("<uuid:pk>/field/", views_field.page, name="field"),
    path("<uuid:pk>/field/send/", views_field.send, name="send"),
    path("<uuid:pk>/field/photo/", views_field.send_photo, name="send-photo"),
    path("<uuid:pk>/field/token/", views_field.fresh_token, name="token"),
]
