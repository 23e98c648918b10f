from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "renda.modules.suggestions"
    label = "suggestions"
    verbose_name = "代表建议"

    def ready(self):
        from renda.modules.suggestions import clockwork, search_source

        clockwork.start()
        search_source.start()
