"""Every address of the product; each line of work has its own package."""

from django.urls import include, path

from renda.web.display import large_type

handler400 = "renda.web.errors.bad_request"
handler403 = "renda.web.errors.no_right"
handler404 = "renda.web.errors.not_found"
handler500 = "renda.web.errors.server_error"

urlpatterns = [
    path("display/large-type/", large_type, name="large_type"),
    path("", include("renda.web.desk.urls")),
    path("", include("renda.web.accounts.urls")),
    path("start/", include("renda.web.setup.urls")),
    path("people/", include("renda.web.people.urls")),
    path("suggestions/", include("renda.web.suggestions.urls")),
    path("", include("renda.web.ballots.urls")),
    path("", include("renda.web.secret_votes.urls")),
    path("sessions/<uuid:pk>/sittings/", include("renda.web.sittings.urls")),
    path("sessions/rehearsal/", include("renda.web.rehearsal.urls")),
    path("sessions/", include("renda.web.elections.urls")),
    path("sessions/", include("renda.web.sessions.urls")),
    path("sessions/", include("renda.web.session_people.urls")),
    path("sessions/", include("renda.web.session_seats.urls")),
    path("elections/", include("renda.web.deputy_elections.urls")),
    path("presidium/", include("renda.web.presidium.urls")),
    path("livelihood/", include("renda.web.livelihood.urls")),
    path("county/", include("renda.web.county_sessions.urls")),
    path("supervision/", include("renda.web.supervision.urls")),
    path("", include("renda.web.appraisals.urls")),
    path("drafting/", include("renda.web.drafting.urls")),
    path("papers/", include("renda.web.papers.urls")),
    path("papertypes/", include("renda.web.papertypes.urls")),
    path("proofread/", include("renda.web.proofreading.urls")),
    path("library/", include("renda.web.library.urls")),
    path("intake/", include("renda.web.intake.urls")),
    path("office/", include("renda.web.office.urls")),
    path("archive/", include("renda.web.archive.urls")),
    path("assessment/", include("renda.web.assessment.urls")),
    path("handover/", include("renda.web.handover.urls")),
    path("open/", include("renda.web.public.urls")),
]
