"""Where machines ask. One file for each resource; what is documented does not change within v1."""

from django.urls import path

from torget.doors.api import automatic, registers, statistics

app_name = "api"

urlpatterns = [
    path("v1/automatiska-beslut/", automatic.listed, name="automatic"),
    path("v1/delegationsordning/", registers.delegations, name="delegations"),
    path("v1/informationstyper/", registers.information, name="information"),
    path("v1/organisation/", registers.organisation, name="organisation"),
    path("v1/statistik/", statistics.about, name="statistics"),
    path("v1/statistik/arenden/", statistics.cases, name="case_statistics"),
]
