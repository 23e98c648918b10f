"""Addresses of the registers: deputies, units, posts, groups, accounts, tables in and out."""

from django.urls import path

from renda.web.people import accounts, deputies, exports, groups, imports, mandates, staff, units

urlpatterns = [
    path("deputies/", deputies.deputy_list, name="deputies"),
    path("deputies/print/", deputies.roster, name="deputies-print"),
    path("deputies/new/", deputies.deputy_new, name="deputy-new"),
    path("deputies/<uuid:pk>/", deputies.deputy, name="deputy"),
    path("deputies/<uuid:pk>/edit/", deputies.person_edit, name="person-edit"),
    path("deputies/<uuid:pk>/show/<slug:field>/", deputies.unmask, name="unmask"),
    path("deputies/<uuid:pk>/seat/", mandates.mandate_new, name="mandate-new"),
    path("seats/<uuid:pk>/", mandates.mandate_edit, name="mandate-edit"),
    path("seats/<uuid:pk>/end/", mandates.mandate_end, name="mandate-end"),
    path("units/", units.unit_list, name="units"),
    path("units/new/", units.unit_new, name="unit-new"),
    path("units/<uuid:pk>/", units.unit, name="unit"),
    path("units/<uuid:pk>/edit/", units.unit_edit, name="unit-edit"),
    path("staff/", staff.staff, name="staff"),
    path("staff/new/", staff.appointment_new, name="appointment-new"),
    path("staff/<uuid:pk>/end/", staff.appointment_end, name="appointment-end"),
    path("groups/", groups.groups, name="groups"),
    path("groups/<slug:kind>/new/", groups.group_new, name="group-new"),
    path("groups/<slug:kind>/<uuid:pk>/", groups.group_edit, name="group-edit"),
    path("import/<slug:kind>/", imports.upload, name="import"),
    path("import/<slug:kind>/form/", imports.empty_form, name="import-form"),
    path("import/<slug:kind>/check/<str:token>/", imports.check, name="import-check"),
    path("export/<slug:kind>/", exports.export, name="export"),
    path("accounts/", accounts.account_list, name="accounts"),
    path("accounts/open/", accounts.open_for, name="account-open"),
    path("accounts/open-all/", accounts.open_all, name="accounts-open-all"),
    path("accounts/<uuid:pk>/<slug:step>/", accounts.step, name="account-step"),
    path("accounts/slips/<str:token>/", accounts.slips, name="account-slips"),
    path("accounts/slips/<str:token>/pdf/", accounts.slips_pdf, name="account-slips-pdf"),
    path("accounts/slips/<str:token>/done/", accounts.slips_done, name="account-slips-done"),
]
