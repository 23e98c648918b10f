from django.apps import AppConfig


class OfficeTemplatesConfig(AppConfig):
    name = "renda.kernel.documents.office_templates"
    label = "office_templates"
    verbose_name = "本单位范本"
