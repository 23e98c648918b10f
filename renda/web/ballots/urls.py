"""Addresses of votes and counts."""

from django.urls import path

from renda.web.ballots import views_list, views_one, views_paper, views_print, views_sheet

app_name = "ballots"
urlpatterns = [
    path("sessions/<uuid:pk>/ballots/", views_list.index, name="list"),
    path("sessions/<uuid:pk>/ballots/new/", views_list.new, name="new"),
    path("sessions/<uuid:pk>/ballots/record/", views_print.record, name="record"),
    path("sessions/<uuid:pk>/ballots/mine/", views_list.mine, name="mine"),
    path("ballots/", views_list.outside, name="outside"),
    path("ballots/<uuid:pk>/", views_one.one, name="one"),
    path("ballots/<uuid:pk>/step/<slug:verb>/", views_one.step, name="step"),
    path("ballots/<uuid:pk>/again/", views_one.again, name="again"),
    path("ballots/<uuid:pk>/sheet/", views_sheet.sheet, name="sheet"),
    path("ballots/<uuid:pk>/sheet/start/", views_sheet.start, name="sheet-start"),
    path("ballots/<uuid:pk>/sheet/save/", views_sheet.save, name="sheet-save"),
    path("ballots/<uuid:pk>/sheet/finish/", views_sheet.finish, name="sheet-finish"),
    path("ballots/<uuid:pk>/sheet/rekey/", views_sheet.rekey, name="sheet-rekey"),
    path("ballots/<uuid:pk>/paper/", views_paper.draft, name="paper"),
    path("ballots/<uuid:pk>/slips/", views_print.slips, name="slips"),
    path("ballots/<uuid:pk>/blank-sheet/", views_print.blank_sheet, name="blank-sheet"),
    path("ballots/<uuid:pk>/screen/", views_one.screen, name="screen"),
    path("ballots/<uuid:pk>/screen/now/", views_one.screen_now, name="screen-now"),
]
