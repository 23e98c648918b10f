from django.apps import AppConfig


class SafekeepingConfig(AppConfig):
    name = "renda.kernel.safekeeping"
    label = "safekeeping"
    verbose_name = "备份与检查"
