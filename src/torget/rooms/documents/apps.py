from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "torget.rooms.documents"

    def ready(self) -> None:
        """Make known what the room leaves for the worker."""
        import_module("torget.rooms.documents.jobs")
