from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    name = "renda.kernel.rehearsal"
    label = "rehearsal"
    verbose_name = "演练"

    def ready(self):
        from renda.kernel.documents.engine import overprint
        from renda.kernel.units.models import in_rehearsal

        overprint.ask(lambda: self.verbose_name if in_rehearsal() else "")
