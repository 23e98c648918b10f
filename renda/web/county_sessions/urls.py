"""Addresses of the county's sessions."""

from django.urls import path

from renda.web.county_sessions import mine, views_columns, views_items, views_materials, views_sessions

app_name = "county_sessions"
urlpatterns = [
    path("", views_sessions.index, name="list"),
    path("new/", views_sessions.new, name="new"),
    path("columns/", views_columns.page, name="columns"),
    path("mine/", mine.page, name="mine"),
    path("mine/<uuid:pk>/sign/", mine.sign, name="sign"),
    path("mine/<uuid:pk>/paper/<uuid:one>/", mine.paper, name="paper"),
    path("items/enter/", views_items.enter, name="enter"),
    path("items/write/", views_items.write, name="write"),
    path("items/<uuid:pk>/", views_items.item, name="item"),
    path("items/<uuid:pk>/step/<slug:verb>/", views_items.item_step, name="item-step"),
    path("<uuid:pk>/", views_sessions.session, name="session"),
    path("<uuid:pk>/step/<slug:verb>/", views_sessions.session_step, name="step"),
    path("<uuid:pk>/table/", views_sessions.table, name="table"),
    path("<uuid:pk>/package/<uuid:one>/", views_sessions.package, name="package"),
    path("<uuid:pk>/link/<uuid:one>/", views_sessions.link, name="link"),
    path("<uuid:pk>/materials/", views_materials.materials, name="materials"),
    path("<uuid:pk>/materials/new/", views_materials.new, name="material-new"),
    path("<uuid:pk>/materials/hand-out/", views_materials.hand_out, name="hand-out"),
    path("<uuid:pk>/materials/tick/", views_materials.tick, name="tick"),
    path("<uuid:pk>/materials/sheet/", views_materials.sheet, name="sheet"),
    path("<uuid:pk>/materials/<uuid:one>/", views_materials.edit, name="material"),
    path("<uuid:pk>/materials/<uuid:one>/remove/", views_materials.remove, name="material-remove"),
]
