from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "renda.kernel.search"
    label = "search"
    verbose_name = "查找"

    def ready(self) -> None:
        from renda.kernel.search import afterwards, sources

        sources.autodiscover()
        afterwards.register()
