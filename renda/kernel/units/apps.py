from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "renda.kernel.units"
    label = "units"
    verbose_name = "单位"
