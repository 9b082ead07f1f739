from importlib import import_module

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "torget.rooms.messaging"

    def ready(self) -> None:
        """Make known what the room leaves for the worker."""
        import_module("torget.rooms.messaging.jobs")
