"""Addresses of the suggestions pages."""

from django.urls import path

app_name = "suggestions"
urlpatterns: list[path] = []
