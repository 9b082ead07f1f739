from django.apps import AppConfig


class StudioConfig(AppConfig):
    name = "torget.doors.studio"
