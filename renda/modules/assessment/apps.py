from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "renda.modules.assessment"
    label = "assessment"
    verbose_name = "年终考评"

    def ready(self):
        from renda.modules.assessment import clockwork

        clockwork.start()
