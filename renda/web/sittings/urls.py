"""Addresses of what happens in the hall; all of them begin with the session."""

from django.urls import path

from renda.web.sittings import (
    views_notes,
    views_programme,
    views_run,
    views_screen,
    views_script,
    views_signin,
    views_sittings,
)

app_name = "sittings"
ONE = "<uuid:sitting>/"
ENTRY = f"{ONE}entries/<uuid:entry>/"
urlpatterns = [
    path("", views_sittings.index, name="index"),
    path("new/", views_sittings.new, name="new"),
    path("usual/", views_sittings.usual, name="usual"),
    path("mine/", views_signin.mine, name="mine"),
    path("programme/", views_programme.page, name="programme"),
    path("programme/items/add/", views_programme.add_item, name="item-add"),
    path("programme/items/<uuid:item>/", views_programme.edit_item, name="item-edit"),
    path("programme/items/<uuid:item>/<slug:verb>/", views_programme.arrange, name="item-arrange"),
    path("programme/publish/<slug:kind>/", views_programme.publish, name="publish"),
    path("screen/", views_screen.screen, name="screen"),
    path("screen/now/", views_screen.now, name="screen-now"),
    path("screen/control/", views_screen.control, name="control"),
    path(ONE, views_sittings.sitting, name="sitting"),
    path(f"{ONE}edit/", views_sittings.edit, name="edit"),
    path(f"{ONE}now/", views_sittings.now, name="now"),
    path(f"{ONE}do/<slug:verb>/", views_sittings.act, name="act"),
    path(f"{ONE}with-reason/<slug:verb>/", views_sittings.with_reason, name="with-reason"),
    path(f"{ONE}sign-in/", views_signin.table, name="sign-in"),
    path(f"{ONE}sign-in/send/", views_signin.send, name="send"),
    path(f"{ONE}sign-in/state/", views_signin.state, name="state"),
    path(f"{ONE}attendance/", views_signin.attendance, name="attendance"),
    path(f"{ONE}attendance/<uuid:row>/<slug:verb>/", views_signin.mend, name="mend"),
    path(f"{ONE}entries/new/", views_run.new_entry, name="entry-new"),
    path(f"{ENTRY}edit/", views_run.edit_entry, name="entry-edit"),
    path(f"{ENTRY}vote/", views_run.vote, name="entry-vote"),
    path(f"{ENTRY}run/<slug:verb>/", views_run.run, name="entry-run"),
    path(f"{ENTRY}arrange/<slug:verb>/", views_run.arrange, name="entry-arrange"),
    path(f"{ONE}notes/", views_notes.page, name="notes"),
    path(f"{ONE}notes/bulletin/", views_notes.bulletin, name="bulletin"),
    path(f"{ONE}notes/groups/<uuid:group>/", views_notes.group, name="group"),
    path(f"{ONE}notes/groups/<uuid:group>/record/", views_notes.record, name="record"),
    path(f"{ONE}notes/<uuid:note>/strike/", views_notes.strike, name="strike"),
    path(f"{ONE}script/", views_script.script, name="script"),
    path(f"{ONE}script/step/", views_script.step, name="script-step"),
    path(f"{ONE}script/sheet/", views_script.sheet, name="script-sheet"),
    path(f"{ONE}script/keep/", views_script.keep, name="script-keep"),
]
