"""Where those who answer for information and systems see what the municipality has."""

from django.urls import path

from torget.doors.office.views import (
    compliance,
    information,
    organisation,
    people,
    positions,
    start,
)

app_name = "office"

ORGANISATION = [
    path("organisation/", organisation.chart, name="chart"),
    path("organisation/befattningar/", organisation.positions, name="positions"),
    path("organisation/befattningar/<slug:key>/", positions.position, name="position"),
    path("organisation/befattningar/<slug:key>/utse/", positions.appoint, name="appoint"),
    path("organisation/befattningar/<slug:key>/<int:pk>/avsluta/", positions.end,
         name="end_holding"),
    path("organisation/befattningar/<slug:key>/<int:pk>/bekrafta/", positions.know,
         name="acknowledge"),
    path("organisation/personer/", organisation.people, name="people"),
    path("organisation/personer/<int:pk>/", people.person, name="person"),
    path("organisation/personer/<int:pk>/lamna-over/", people.leave, name="leave"),
    path("organisation/roller/", organisation.roles, name="roles"),
    path("organisation/delegationsordning/", organisation.delegations, name="delegations"),
]  # fmt: skip

INFORMATION = [
    path("information/", information.types, name="types"),
    path("information/<str:key>/", information.one_type, name="type"),
]

urlpatterns = [
    path("", start.start, name="start"),
    path("regler/", compliance.compliance, name="compliance"),
    path("regler/<int:number>/", compliance.rule, name="rule"),
    *ORGANISATION,
    *INFORMATION,
]
