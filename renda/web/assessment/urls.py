"""Addresses of the yearly assessment."""

from django.urls import path

from renda.web.assessment import views, views_evidence, views_items, views_out

app_name = "assessment"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.begin, name="new"),
    path("<uuid:pk>/", views.one, name="one"),
    path("<uuid:pk>/step/<slug:verb>/", views.step, name="step"),
    path("<uuid:pk>/bindings/", views.bindings, name="bindings"),
    path("<uuid:pk>/items/<uuid:item>/", views_items.item, name="item"),
    path("<uuid:pk>/items/<uuid:item>/step/<slug:verb>/", views_items.step, name="item-step"),
    path("<uuid:pk>/items/<uuid:item>/evidence/", views_evidence.pick, name="evidence"),
    path("<uuid:pk>/evidence/<uuid:proof>/", views_evidence.show, name="proof"),
    path("<uuid:pk>/evidence/<uuid:proof>/drop/", views_evidence.drop, name="proof-drop"),
    path("<uuid:pk>/return/<slug:kind>/", views_out.sheet, name="sheet"),
    path("<uuid:pk>/package/", views_out.package, name="package"),
]
