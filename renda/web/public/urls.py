"""Addresses of this package: what anybody may open, and the office's pages about it."""

from django.urls import path

from renda.web.public import column, links, making, publishing

urlpatterns = [
    path("", column.open_column, name="open-column"),
    path("town/<uuid:town>/", column.open_town, name="open-town"),
    path("town/<uuid:town>/sheet/<int:year>/<int:half>/", column.open_sheet, name="open-sheet"),
    path("town/<uuid:town>/<uuid:pk>/", column.open_item, name="open-item"),
    path("l/<str:secret>/", links.link, name="link"),
    path("l/<str:secret>/<slug:verb>/", links.link_step, name="link-step"),
    path("publish/<uuid:pk>/", publishing.publish, name="publish"),
    path("make-link/<uuid:pk>/", making.make_link_page, name="make-link"),
    path("revoke-link/<uuid:pk>/", making.revoke_link, name="revoke-link"),
]
