from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "torget.rooms.submissions"
