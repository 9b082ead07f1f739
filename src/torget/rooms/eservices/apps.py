from django.apps import AppConfig


class EservicesConfig(AppConfig):
    name = "torget.rooms.eservices"
