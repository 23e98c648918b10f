from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "renda.modules.sessions"
    # "sessions" is taken by the framework's own login sessions.
    label = "congress_sessions"
    verbose_name = "大会会议"

    def ready(self):
        from renda.modules.sessions import clockwork

        clockwork.start()
