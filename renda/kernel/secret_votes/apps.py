from django.apps import AppConfig


class SecretVotesConfig(AppConfig):
    name = "renda.kernel.secret_votes"
    label = "secret_votes"
    verbose_name = "无记名测评"

    def ready(self) -> None:
        from renda.kernel.safekeeping.snapshot import register_copy_step
        from renda.kernel.secret_votes.storage import without_order

        register_copy_step(without_order)
