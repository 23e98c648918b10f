"""Addresses of the statistics; included by urls.py of this package."""

from django.urls import path

from renda.web.suggestions import stats_views

stats_urls = [
    path("statistics/", stats_views.statistics, name="statistics"),
    path("statistics/rows/", stats_views.rows, name="rows"),
    path("statistics/report/", stats_views.report, name="report"),
]
