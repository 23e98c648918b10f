"""Settings, calendar, channels, backups, log: what the office and the keeper look after."""

from django.urls import path

from renda.web.office import audit, backup, backup_places, calendar, channels, health, rules, settings

urlpatterns = [
    path("settings/", settings.profile, name="settings"),
    path("settings/rules/", rules.rule_list, name="settings-rules"),
    path("settings/rules/<slug:rule_id>/", rules.rule_edit, name="settings-rule"),
    path("settings/numbers/", settings.numbers, name="settings-numbers"),
    path("settings/numbers/<uuid:pk>/", settings.number_edit, name="settings-number"),
    path("settings/categories/", settings.categories, name="settings-categories"),
    path("settings/categories/new/", settings.category_new, name="settings-category-new"),
    path("settings/categories/<uuid:pk>/", settings.category_edit, name="settings-category"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/load/", calendar.load, name="calendar-load"),
    path("calendar/answer/", calendar.answer, name="calendar-answer"),
    path("channels/", channels.channels, name="channels"),
    path("channels/<slug:key>/", channels.channel, name="channel"),
    path("channels/<slug:key>/test/", channels.test_send, name="channel-test"),
    path("channels-queue/again/", channels.send_again, name="channels-again"),
    path("backup/", backup.backup, name="backup"),
    path("backup/now/", backup.backup_now, name="backup-now"),
    path("backup/plan/", backup.plan, name="backup-plan"),
    path("backup/places/", backup_places.add, name="backup-place"),
    path("backup/places/<uuid:pk>/drop/", backup_places.drop, name="backup-place-drop"),
    path("backup/password/", backup_places.password, name="backup-password"),
    path("backup/verify/", backup.verify_now, name="backup-verify"),
    path("backup/progress/", backup.progress, name="backup-progress"),
    path("backup/restore/", backup.restore, name="backup-restore"),
    path("backup/restore/cancel/", backup.restore_cancel, name="backup-restore-cancel"),
    path("backup/file/<uuid:pk>/", backup.download, name="backup-file"),
    path("log/", audit.audit, name="audit"),
    path("log/verify/", audit.verify, name="audit-verify"),
    path("log/export/", audit.export, name="audit-export"),
    path("health/", health.health, name="health"),
]
