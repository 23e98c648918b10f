from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "renda.modules.drafting"
    label = "drafting"
    verbose_name = "起草公文"
