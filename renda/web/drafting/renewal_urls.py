"""Addresses of making this year's papers from last year's; part of the drafting addresses."""

from django.urls import path

from renda.web.drafting import renewal_ruling, renewal_scans, renewal_views

urlpatterns = [
    path("", renewal_views.start, name="renewal"),
    path("<uuid:pk>/", renewal_views.overview, name="renewal-set"),
    path("<uuid:pk>/settle/", renewal_views.settle, name="renewal-settle"),
    path("<uuid:pk>/make/", renewal_views.make_all, name="renewal-make-all"),
    path("<uuid:pk>/end/", renewal_views.end, name="renewal-end"),
    path("<uuid:pk>/back/", renewal_ruling.back, name="renewal-back"),
    path("<uuid:pk>/reading/", renewal_scans.reading, name="renewal-reading"),
    path("<uuid:pk>/<int:position>/again/", renewal_scans.again, name="renewal-again"),
    path("<uuid:pk>/<int:position>/leave-out/", renewal_scans.leave_out, name="renewal-leave-out"),
    path("<uuid:pk>/<int:position>/scan/<int:number>/", renewal_scans.picture, name="renewal-scan"),
    path("<uuid:pk>/<int:position>/", renewal_views.side_by_side, name="renewal-paper"),
    path("<uuid:pk>/<int:position>/make/", renewal_views.make, name="renewal-make"),
    path("<uuid:pk>/<int:position>/place/", renewal_ruling.place, name="renewal-place"),
]
