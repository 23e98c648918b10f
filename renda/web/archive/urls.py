"""Addresses of the archive."""

from django.urls import path

from renda.web.archive import views, views_boxes, views_checks, views_table, views_work

app_name = "archive"
CLASS = "<int:year>/<str:retention>/<str:category>/"
urlpatterns = [
    path("", views.items, name="list"),
    path("file-old/", views.file_old, name="file-old"),
    path("lacking/", views.lacking, name="lacking"),
    path("fonds/", views_table.fonds, name="fonds"),
    path("table/", views_table.lines, name="table"),
    path("table/approve/", views_table.approve, name="table-approve"),
    path("table/change/", views_table.change, name="table-change"),
    path("items/<uuid:pk>/", views.item, name="item"),
    path("items/<uuid:pk>/parts/<uuid:part>/", views.part_file, name="part"),
    path("items/<uuid:pk>/term/", views.rerate, name="rerate"),
    path("items/<uuid:pk>/opening/", views.open_review, name="opening"),
    path("items/<uuid:pk>/stamped/", views_boxes.stamped, name="stamped"),
    path("classes/", views_boxes.classes, name="classes"),
    path(f"classes/{CLASS}catalogue/", views_boxes.catalogue, name="catalogue"),
    path(f"classes/{CLASS}box/", views_boxes.box_new, name="box-new"),
    path("boxes/<uuid:pk>/", views_boxes.box, name="box"),
    path("boxes/<uuid:pk>/note/", views_boxes.box_note, name="box-note"),
    path("boxes/<uuid:pk>/print/<slug:sheet>/", views_boxes.box_sheet, name="box-sheet"),
    path("checks/", views_checks.checks, name="checks"),
    path("checks/run/", views_checks.run_yearly, name="check-run"),
    path("checks/<uuid:pk>/", views_checks.check, name="check"),
    path("checks/<uuid:pk>/<str:key>/confirm/", views_checks.confirm, name="check-confirm"),
    path("work/", views_work.work, name="work"),
    path("work/transfers/new/", views_work.begin, {"kind": "transfer"}, name="transfer-new"),
    path("work/transfers/<uuid:pk>/", views_work.transfer, name="transfer"),
    path(
        "work/transfers/<uuid:pk>/<slug:verb>/", views_work.step, {"kind": "transfer"}, name="transfer-step"
    ),
    path("work/destructions/new/", views_work.begin, {"kind": "destruction"}, name="destruction-new"),
    path("work/destructions/<uuid:pk>/", views_work.destruction, name="destruction"),
    path(
        "work/destructions/<uuid:pk>/<slug:verb>/",
        views_work.step,
        {"kind": "destruction"},
        name="destruction-step",
    ),
    path("loans/", views_work.loans, name="loans"),
    path("loans/new/", views_work.begin, {"kind": "loan"}, name="loan-new"),
    path("loans/<uuid:pk>/", views_work.loan, name="loan"),
    path("loans/<uuid:pk>/<slug:verb>/", views_work.step, {"kind": "loan"}, name="loan-step"),
]
