"""The design system: frames, pieces and question widgets that every door uses."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "torget.doors.ui"
    label = "ui"
