from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    name = "renda.kernel.audit"
    label = "audit"
    verbose_name = "日志"

    def ready(self):
        from renda.kernel.audit import checkup

        autodiscover_modules("log")
        checkup.register()
