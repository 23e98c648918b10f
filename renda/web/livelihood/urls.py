"""Addresses of the votes on livelihood projects and of the projects."""

from django.urls import path

from renda.web.livelihood import views, views_project, views_session

app_name = "livelihood"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.begin, name="new"),
    path("projects/", views_project.index, name="projects"),
    path("projects/<uuid:pk>/", views_project.one, name="project"),
    path("projects/<uuid:pk>/step/<slug:verb>/", views_project.step, name="project-step"),
    path("projects/<uuid:pk>/acceptance/", views_project.acceptance_form, name="acceptance-form"),
    path("projects/rating-slip/<int:year>/", views_project.rating_slip, name="rating-slip"),
    path("session/<uuid:pk>/", views_session.index, name="session"),
    path("<uuid:pk>/", views.campaign, name="campaign"),
    path("<uuid:pk>/print/", views.public_list, name="print"),
    path("<uuid:pk>/step/<slug:verb>/", views.step, name="step"),
]
