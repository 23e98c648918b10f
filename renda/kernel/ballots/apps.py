from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "renda.kernel.ballots"
    label = "ballots"
    verbose_name = "表决计票"
