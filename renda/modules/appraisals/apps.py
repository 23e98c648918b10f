from django.apps import AppConfig


class AppraisalsConfig(AppConfig):
    name = "renda.modules.appraisals"
    label = "appraisals"
    verbose_name = "评议"

    def ready(self):
        from renda.modules.appraisals import clockwork, listening

        clockwork.start()
        listening.start()
