from django.apps import AppConfig


class PresidiumConfig(AppConfig):
    name = "renda.modules.presidium"
    label = "presidium"
    verbose_name = "主席团"

    def ready(self):
        from renda.modules.presidium import clockwork

        clockwork.start()
