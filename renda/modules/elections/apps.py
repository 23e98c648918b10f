from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "renda.modules.elections"
    label = "elections"
    verbose_name = "大会选举"

    def ready(self):
        from renda.modules.elections import listening

        listening.start()
