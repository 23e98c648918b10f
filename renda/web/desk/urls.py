"""Addresses of the desk: start page, deadlines, search, inbox, overview, help and rules."""

from django.urls import path

from renda.web.desk import help_views, inbox_views, search_views, views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("waiting/<slug:key>/", views.waiting, name="waiting"),
    path("due/<slug:key>/", views.due_list, name="due"),
    path("deadline/<uuid:pk>/", views.deadline, name="deadline"),
    path("overview/", views.overview, name="overview"),
    path("search/", search_views.search, name="search"),
    path("search/keep/", search_views.keep, name="search-keep"),
    path("search/<uuid:pk>/forget/", search_views.forget, name="search-forget"),
    path("search/related/<str:kind>/<uuid:pk>/", search_views.related, name="search-related"),
    path("inbox/", inbox_views.inbox, name="inbox"),
    path("inbox/<uuid:pk>/open/", inbox_views.notice_open, name="notice-open"),
    path("inbox/read/", inbox_views.read_all, name="inbox-read"),
    path("print-list/", inbox_views.print_list, name="print-list"),
    path("print-list/<uuid:pk>/told/", inbox_views.told, name="print-told"),
    path("help/", help_views.index, name="help"),
    path("help/<slug:topic>/", help_views.topic, name="help-topic"),
    path("rules/", help_views.rules, name="rules"),
    path("rules/<slug:rule_id>/", help_views.rule, name="rule"),
]
