"""Where those who answer for information and systems see what the municipality has."""

from django.urls import path

from torget.doors.office.views import information, organisation, start

app_name = "office"

urlpatterns = [
    path("", start.start, name="start"),
    path("organisation/", organisation.positions, name="positions"),
    path("information/", information.types, name="types"),
    path("information/<str:key>/", information.one_type, name="type"),
]
