from django.apps import AppConfig


class RenewalConfig(AppConfig):
    name = "renda.modules.drafting.renewal"
    label = "renewal"
    verbose_name = "旧文新用"
