from importlib import import_module

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "torget.rooms.jobs"

    def ready(self) -> None:
        """Let the room say how it is to `torget doctor`."""
        import_module("torget.rooms.jobs.health")
