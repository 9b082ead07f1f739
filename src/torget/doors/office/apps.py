from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "torget.doors.office"
