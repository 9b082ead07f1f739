from importlib import import_module

from django.apps import AppConfig


class BankidConfig(AppConfig):
    name = "torget.connectors.bankid"
    label = "connector_bankid"

    def ready(self) -> None:
        import_module("torget.connectors.bankid.client")
