from importlib import import_module

from django.apps import AppConfig


class LocalFilesConfig(AppConfig):
    name = "torget.connectors.local_files"
    label = "connector_local_files"

    def ready(self) -> None:
        import_module("torget.connectors.local_files.client")
