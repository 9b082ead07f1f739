"""Where those who answer for information and systems see what the municipality has."""

from django.urls import path

from torget.doors.office.views import (
    agreement_forms,
    agreements,
    classification,
    compliance,
    confirming,
    declaring,
    information,
    organisation,
    people,
    positions,
    start,
    system_forms,
    system_import,
    system_map,
    system_parts,
    systems,
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
    path("klassningar/", classification.classifications, name="classifications"),
    path("information/<str:key>/andra/", declaring.change, name="change_type"),
    path("information/<str:key>/klassa/", classification.classify, name="classify"),
    path("information/<str:key>/", information.one_type, name="type"),
]

SYSTEMS = [
    path("system/", systems.systems, name="systems"),
    path("system/nytt/", system_forms.add, name="add_system"),
    path("system/liknar/", system_map.overlap, name="overlap"),
    path("system/karta/", system_map.the_map, name="map"),
    path("system/mina/", confirming.mine, name="my_systems"),
    path("system/fraga/", confirming.asked, name="campaigns"),
    path("system/fraga/ny/", confirming.ask, name="start_campaign"),
    path("system/importera/", system_import.all_imports, name="imports"),
    path("system/importera/ny/", system_import.read, name="take_in"),
    path("system/importera/<int:pk>/", system_import.one_import, name="import"),
    path("system/importera/<int:pk>/kolumner/", system_import.columns, name="import_columns"),
    path("system/importera/<int:pk>/angra/", system_import.undo, name="undo_import"),
    path("system/<slug:key>/", systems.one_system, name="system"),
    path("system/<slug:key>/andra/", system_forms.change, name="change_system"),
    path("system/<slug:key>/bekrafta/", system_forms.confirm, name="confirm_system"),
    path("system/<slug:key>/lage/", system_forms.move, name="advance"),
    path("system/<slug:key>/roll/", system_parts.role, name="give_role"),
    path("system/<slug:key>/information/", system_parts.information, name="hold_information"),
    path("system/<slug:key>/koppling/", system_parts.connection, name="integrate"),
    path("system/<slug:key>/upphort/", system_parts.ending, name="end_parts"),
    path("system/<slug:key>/stannar/", system_map.impact, name="impact"),
    path("leverantorer/", agreements.all_suppliers, name="suppliers"),
    path("leverantorer/ny/", agreement_forms.supplier, name="add_supplier"),
    path("leverantorer/<slug:key>/", agreements.one_supplier, name="supplier"),
    path("avtal/", agreements.all_contracts, name="contracts"),
    path("avtal/nytt/", agreement_forms.contract, name="add_contract"),
    path("avtal/<int:pk>/", agreements.one_contract, name="contract"),
]

urlpatterns = [
    path("", start.start, name="start"),
    path("regler/", compliance.compliance, name="compliance"),
    path("regler/<int:number>/", compliance.rule, name="rule"),
    *ORGANISATION,
    *INFORMATION,
    *SYSTEMS,
]
