from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "renda.modules.sessions.attendance"
    label = "session_attendance"
    verbose_name = "参会人员"
