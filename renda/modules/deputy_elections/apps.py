from django.apps import AppConfig


class DeputyElectionsConfig(AppConfig):
    name = "renda.modules.deputy_elections"
    label = "deputy_elections"
    verbose_name = "代表选举"

    def ready(self):
        from renda.modules.deputy_elections import clockwork, counting, credentials

        clockwork.start()
        counting.start()
        credentials.start()
