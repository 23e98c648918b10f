from django.apps import AppConfig


class CryptoConfig(AppConfig):
    name = "renda.kernel.crypto"
    label = "crypto"
    verbose_name = "加密"

    def ready(self):
        from renda.kernel.crypto import checkup

        checkup.register()
