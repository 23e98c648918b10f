"""Addresses of the congress sessions."""

from django.urls import path

from renda.web.sessions import views_hub, views_plan, views_steps

app_name = "sessions"
urlpatterns = [
    path("", views_hub.index, name="list"),
    path("new/", views_steps.start, name="new"),
    path("<uuid:pk>/", views_hub.hub, name="hub"),
    path("<uuid:pk>/plan/", views_plan.plan, name="plan"),
    path("<uuid:pk>/plan/missing/", views_plan.missing, name="missing"),
    path("<uuid:pk>/plan/add/", views_plan.add, name="step-add"),
    path("<uuid:pk>/plan/<uuid:step_pk>/tick/", views_plan.tick, name="tick"),
    path("<uuid:pk>/plan/<uuid:step_pk>/untick/", views_plan.untick, name="untick"),
    path("<uuid:pk>/plan/<uuid:step_pk>/strike/", views_plan.strike, name="strike"),
    path("<uuid:pk>/plan/<uuid:step_pk>/restore/", views_plan.restore, name="restore"),
    path("<uuid:pk>/plan/<uuid:step_pk>/change/", views_plan.change, name="step-change"),
    path("<uuid:pk>/after/", views_plan.after, name="after"),
    path("<uuid:pk>/step/<slug:verb>/", views_steps.step, name="step"),
]
