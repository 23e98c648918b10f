"""Addresses of this package."""

from django.urls import path

urlpatterns: list[path] = []
