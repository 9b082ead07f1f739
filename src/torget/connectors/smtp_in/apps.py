from importlib import import_module

from django.apps import AppConfig


class SmtpInConfig(AppConfig):
    name = "torget.connectors.smtp_in"
    label = "connector_smtp_in"

    def ready(self) -> None:
        import_module("torget.connectors.smtp_in.server")
