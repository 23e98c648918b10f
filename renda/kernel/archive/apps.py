from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "renda.kernel.archive"
    label = "archive"
    verbose_name = "档案"

    def ready(self):
        from renda.kernel.archive import integrity

        integrity.register()
