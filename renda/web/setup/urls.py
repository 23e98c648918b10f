"""The way a new office begins; open only while no town exists."""

from django.urls import path

from renda.web.setup import views

urlpatterns = [
    path("", views.begin, name="setup"),
    path("form/<slug:kind>/", views.empty_form, name="setup-form"),
    path("done/<str:token>/", views.done, name="setup-done"),
    path("done/<str:token>/pdf/", views.done_pdf, name="setup-done-pdf"),
    path("<slug:step>/", views.step, name="setup-step"),
]
