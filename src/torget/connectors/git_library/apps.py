from importlib import import_module

from django.apps import AppConfig


class GitLibraryConfig(AppConfig):
    name = "torget.connectors.git_library"
    label = "connector_git_library"

    def ready(self) -> None:
        import_module("torget.connectors.git_library.client")
