from django.apps import AppConfig


class SittingsConfig(AppConfig):
    name = "renda.modules.sessions.sittings"
    label = "session_sittings"
    verbose_name = "会上"
