from django.apps import AppConfig


class SecretVotesConfig(AppConfig):
    name = "renda.kernel.secret_votes"
    label = "secret_votes"
    verbose_name = "无记名测评"
