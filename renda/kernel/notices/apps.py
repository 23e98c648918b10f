from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NoticesConfig(AppConfig):
    name = "renda.kernel.notices"
    label = "notices"
    verbose_name = "通知"

    def ready(self):
        autodiscover_modules("notices")
