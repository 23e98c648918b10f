from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "renda.reports"
    label = "reports"
    verbose_name = "报表"

    def ready(self):
        from renda.reports import credentials_facts, hall_facts, livelihood_facts, session_facts

        session_facts.start()
        hall_facts.start()
        livelihood_facts.start()
        credentials_facts.start()
