from importlib import import_module

from django.apps import AppConfig


class MapTilesConfig(AppConfig):
    name = "torget.connectors.map_tiles"
    label = "connector_map_tiles"

    def ready(self) -> None:
        import_module("torget.connectors.map_tiles.client")
