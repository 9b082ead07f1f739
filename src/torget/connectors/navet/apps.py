from importlib import import_module

from django.apps import AppConfig


class NavetConfig(AppConfig):
    name = "torget.connectors.navet"
    label = "connector_navet"

    def ready(self) -> None:
        import_module("torget.connectors.navet.client")
