from django.apps import AppConfig


class LivelihoodConfig(AppConfig):
    name = "renda.modules.livelihood"
    label = "livelihood"
    verbose_name = "民生实事"

    def ready(self):
        from renda.modules.livelihood import clockwork, listening

        clockwork.start()
        listening.start()
