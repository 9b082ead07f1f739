from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "torget.doors.website"
