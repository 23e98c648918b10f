from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ProceduresConfig(AppConfig):
    name = "renda.kernel.procedures"
    label = "procedures"
    verbose_name = "程序"

    def ready(self):
        autodiscover_modules("procedure")
