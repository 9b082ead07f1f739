from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "torget.rooms.documents"
