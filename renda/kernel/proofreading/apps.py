from django.apps import AppConfig


class ProofreadingConfig(AppConfig):
    name = "renda.kernel.proofreading"
    label = "proofreading"
    verbose_name = "检查文件"
