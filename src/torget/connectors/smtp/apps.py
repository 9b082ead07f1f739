from importlib import import_module

from django.apps import AppConfig


class SmtpConfig(AppConfig):
    name = "torget.connectors.smtp"
    label = "connector_smtp"

    def ready(self) -> None:
        import_module("torget.connectors.smtp.client")
