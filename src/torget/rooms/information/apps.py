from django.apps import AppConfig


class InformationConfig(AppConfig):
    name = "torget.rooms.information"
