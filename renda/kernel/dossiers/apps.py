from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "renda.kernel.dossiers"
    label = "dossiers"
    verbose_name = "案卷"
