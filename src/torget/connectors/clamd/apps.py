from importlib import import_module

from django.apps import AppConfig


class ClamdConfig(AppConfig):
    name = "torget.connectors.clamd"
    label = "connector_clamd"

    def ready(self) -> None:
        import_module("torget.connectors.clamd.client")
