from django.apps import AppConfig


class SystemsConfig(AppConfig):
    name = "torget.rooms.systems"
