from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "renda.modules.supervision"
    label = "supervision"
    verbose_name = "监督检查"

    def ready(self):
        from renda.modules.supervision import clockwork

        clockwork.start()
