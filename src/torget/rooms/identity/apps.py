from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "torget.rooms.identity"
