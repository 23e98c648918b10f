from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "renda.kernel.library"
    label = "library"
    verbose_name = "资料库"
