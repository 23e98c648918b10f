from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "renda.modules.handover"
    label = "handover"
    verbose_name = "交接"
