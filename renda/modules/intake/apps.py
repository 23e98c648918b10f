from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "renda.modules.intake"
    label = "intake"
    verbose_name = "旧文件进档"
