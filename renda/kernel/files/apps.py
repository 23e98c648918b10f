from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "renda.kernel.files"
    label = "files"
    verbose_name = "文件"

    def ready(self):
        from renda.kernel.files import integrity

        integrity.register()
