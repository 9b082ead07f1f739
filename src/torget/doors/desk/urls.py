"""Where staff work."""

from django.urls import path

from torget.doors.desk.views import (
    appeals,
    case,
    clock,
    decision,
    follow_up,
    internal,
    many,
    overview,
    queue,
    saved,
)

app_name = "desk"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("sok/", queue.search, name="search"),
    path("min-dag/", overview.my_day, name="my_day"),
    path("tavla/", overview.board, name="board"),
    path("kalender/", overview.calendar, name="calendar"),
    path("hamta/", saved.export, name="export"),
    path("urval/", saved.save, name="save_choice"),
    path("urval/<int:choice>/", saved.use, name="use_choice"),
    path("urval/<int:choice>/ta-bort/", saved.remove, name="remove_choice"),
    path("flera/", many.pick, name="pick"),
    path("flera/<uuid:key>/", many.many, name="many"),
    path("flera/<uuid:key>/gor/", many.do, name="many_do"),
    path("arende/<str:number>/", case.case, name="case"),
    path("arende/<str:number>/ta/", case.take, name="take"),
    path("arende/<str:number>/har/", case.presence, name="presence"),
    path("arende/<str:number>/skriv/", case.write, name="write"),
    path("arende/<str:number>/komplettering/", case.supplement, name="supplement"),
    path("arende/<str:number>/anteckna/", case.note, name="note"),
    path("arende/<str:number>/vidare/<slug:step>/", case.advance, name="advance"),
    path("arende/<str:number>/avsluta/", case.close, name="close"),
    path("arende/<str:number>/fil/<int:document>/", case.file, name="file"),
    path("arende/<str:number>/besluta/", decision.decide, name="decide"),
    path("arende/<str:number>/besluta/fatta/", decision.confirm, name="confirm"),
    path("arende/<str:number>/expediera/", decision.serve, name="serve"),
    path("arende/<str:number>/forsening/", clock.delay, name="delay"),
    path("arende/<str:number>/avgora/", clock.refuse, name="refuse"),
    path("arende/<str:number>/delgivning/<int:party>/", clock.serving, name="serving"),
    path("arende/<str:number>/overklaga/", appeals.register, name="register_appeal"),
    path("arende/<str:number>/overklagande/<int:key>/", appeals.appeal, name="appeal"),
    path("arende/<str:number>/logg/", follow_up.case_trail, name="case_trail"),
    path("e-tjanster/", internal.internal, name="internal"),
    path("logg/", follow_up.trail, name="trail"),
    path("logg/person/<int:person>/", follow_up.person_trail, name="person_trail"),
    path("ej-framkomna/", follow_up.undelivered_messages, name="undelivered"),
    path("ej-framkomna/<uuid:key>/", follow_up.resend, name="resend"),
    path("systemet/", follow_up.status, name="status"),
]
