from django.apps import AppConfig


class ArchiveWorkConfig(AppConfig):
    name = "renda.modules.archive_work"
    label = "archive_work"
    verbose_name = "档案工作"

    def ready(self):
        from renda.modules.archive_work import clockwork

        clockwork.start()
