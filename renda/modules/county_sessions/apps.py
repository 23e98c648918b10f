from django.apps import AppConfig


class CountySessionsConfig(AppConfig):
    name = "renda.modules.county_sessions"
    label = "county_sessions"
    verbose_name = "县人大会议"

    def ready(self):
        from renda.modules.county_sessions import clockwork

        clockwork.start()
