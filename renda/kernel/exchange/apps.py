"""The exchange app: spreadsheets in and out."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "renda.kernel.exchange"
    label = "exchange"
    verbose_name = "表格导入导出"
