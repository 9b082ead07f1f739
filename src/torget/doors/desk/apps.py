from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "torget.doors.desk"
