from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FiguresConfig(AppConfig):
    name = "renda.kernel.figures"
    label = "figures"
    verbose_name = "数据"

    def ready(self):
        autodiscover_modules("figures")
