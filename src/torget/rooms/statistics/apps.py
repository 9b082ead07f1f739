from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "torget.rooms.statistics"
