"""Addresses of taking old papers in."""

from django.urls import path

from renda.web.intake import views, views_check, views_paper

app_name = "intake"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.begin, name="new"),
    path("<uuid:pk>/", views.one, name="intake"),
    path("<uuid:pk>/progress/", views.progress, name="progress"),
    path("<uuid:pk>/add/", views.add, name="add"),
    path("<uuid:pk>/pause/", views.pause, name="pause"),
    path("<uuid:pk>/resume/", views.resume, name="resume"),
    path("<uuid:pk>/check/", views_check.check, name="check"),
    path("papers/<uuid:pk>/", views_paper.paper, name="paper"),
    path("papers/<uuid:pk>/act/<slug:verb>/", views_paper.act, name="act"),
    path("papers/<uuid:pk>/pages/<uuid:page>/", views_paper.correct, name="correct"),
    path("papers/<uuid:pk>/files/<uuid:file>/", views_paper.original, name="file"),
    path("papers/<uuid:pk>/files/<uuid:file>/<int:number>/", views_paper.picture, name="picture"),
]
