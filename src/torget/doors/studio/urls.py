"""Where services are written, tested, published and shared."""

from django.urls import path

from torget.doors.studio.views import (
    editor,
    lists,
    parts,
    personas,
    preview,
    publishing,
    services,
    sharing,
    structure,
    taking_in,
    versions,
)

app_name = "studio"

urlpatterns = [
    path("", services.services, name="services"),
    path("ny-tjanst/", services.begin, name="begin"),
    path("egna-listor/", lists.lists, name="lists"),
    path("egna-listor/ny/", lists.edit_list, name="new_list"),
    path("egna-listor/<slug:key>/", lists.edit_list, name="list"),
    path("ta-in/", taking_in.take_in, name="take_in"),
    path("delade/", taking_in.shelves_page, name="shelves"),
    path("delade/hamta/", taking_in.ask_again, name="ask_again"),
    path("delade/<slug:source>/<slug:there>/", taking_in.from_shelf, name="from_shelf"),
    path("<slug:key>/", editor.editor, name="editor"),
    path("<slug:key>/borja/", services.begin_on_published, name="begin_on_published"),
    path("<slug:key>/lagg-ner/", services.give_up, name="give_up"),
    path("<slug:key>/spara/", editor.save, name="save"),
    path("<slug:key>/aterga/", editor.restore, name="restore"),
    path("<slug:key>/har/", editor.presence, name="presence"),
    path("<slug:key>/visa/", preview.preview, name="preview"),
    path("<slug:key>/fragor/", structure.structure, name="structure"),
    path("<slug:key>/fragor/andra/", structure.change, name="change"),
    path("<slug:key>/fragor/<path:place>/", parts.part, name="part"),
    path("<slug:key>/uppgifter/<slug:page>/", parts.facts, name="facts"),
    path("<slug:key>/testpersoner/", personas.personas, name="personas"),
    path("<slug:key>/testpersoner/prova/", personas.record, name="record"),
    path("<slug:key>/testpersoner/spara/", personas.keep_persona, name="keep_persona"),
    path("<slug:key>/testpersoner/andra/", personas.change_persona, name="change_persona"),
    path("<slug:key>/kontroll/", publishing.gate, name="gate"),
    path("<slug:key>/granska/", publishing.inspect, name="inspect"),
    path("<slug:key>/publicera/", publishing.publish, name="publish"),
    path("<slug:key>/versioner/", versions.versions, name="versions"),
    path("<slug:key>/versioner/flytta/", versions.move, name="move"),
    path("<slug:key>/dela/", sharing.export, name="export"),
    path("<slug:key>/dela/<int:number>/", sharing.export, name="export_version"),
]
