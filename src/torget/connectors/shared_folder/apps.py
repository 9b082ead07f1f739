from importlib import import_module

from django.apps import AppConfig


class SharedFolderConfig(AppConfig):
    name = "torget.connectors.shared_folder"
    label = "connector_shared_folder"

    def ready(self) -> None:
        import_module("torget.connectors.shared_folder.client")
