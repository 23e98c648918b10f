"""Addresses of the secret votes; those under ``VOTERS`` are the voters', open to whoever holds a slip."""

from django.urls import path

from renda.web.secret_votes import views, views_confirm, views_print, views_slips, voting
from renda.web.secret_votes.quiet import VOTERS

app_name = "secret_votes"
urlpatterns = [
    path(VOTERS, voting.entry, name="entry"),
    path(VOTERS + "tablet/", voting.tablet, name="tablet"),
    path(VOTERS + "done/", voting.done, name="done"),
    path(VOTERS + "<str:handle>/", voting.slip, name="slip"),
    path("secret-votes/", views.index, name="list"),
    path("secret-votes/new/", views.begin, name="new"),
    path("secret-votes/<uuid:pk>/", views.one, name="one"),
    path("secret-votes/<uuid:pk>/step/<slug:verb>/", views.step, name="step"),
    path("secret-votes/<uuid:pk>/slips/", views_print.slips, name="slips"),
    path("secret-votes/<uuid:pk>/code/<int:position>/", views_confirm.code, name="code"),
    path("secret-votes/<uuid:pk>/left/", views_slips.left, name="left"),
    path("secret-votes/<uuid:pk>/open/", views_confirm.open_vote, name="open"),
    path("secret-votes/<uuid:pk>/exchange/", views_slips.exchange, name="exchange"),
    path("secret-votes/<uuid:pk>/close/", views_confirm.close_vote, name="close"),
    path("secret-votes/<uuid:pk>/paper/", views_slips.paper, name="paper"),
    path("secret-votes/<uuid:pk>/recount/", views_print.recount, name="recount"),
    path("secret-votes/<uuid:pk>/screen/", views.screen, name="screen"),
    path("secret-votes/<uuid:pk>/screen/now/", views.screen_now, name="screen-now"),
    path("secret-votes/<uuid:pk>/progress/", views.progress_now, name="progress"),
]
