from importlib import import_module

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "torget.rooms.audit"

    def ready(self) -> None:
        """Let the room say how it is to `torget doctor`."""
        import_module("torget.rooms.audit.health")
