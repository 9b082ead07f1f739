from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "torget.rooms.organisation"
