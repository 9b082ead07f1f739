"""What a resident does: logs in, fills in, signs, follows."""

from django.urls import path

from torget.doors.portal.views import (
    apply,
    case,
    co_sign,
    eid,
    my_pages,
    referrals,
    review,
    rights,
    start,
)

app_name = "portal"

urlpatterns = [
    path("logga-in/", eid.login, name="login"),
    path("logga-ut/", eid.logout, name="logout"),
    path("bankid/", eid.waiting, name="waiting"),
    path("bankid/status/", eid.status, name="status"),
    path("bankid/qr.svg", eid.qr, name="qr"),
    path("bankid/klar/", eid.finish, name="finish"),
    path("bankid/tillbaka/", eid.returned, name="returned"),
    path("bankid/byt/", eid.switch, name="switch"),
    path("bankid/igen/", eid.again, name="again"),
    path("bankid/avbryt/", eid.cancel, name="cancel"),
    path("ansok/<slug:service>/", start.start, name="start"),
    path("ansok/<slug:service>/for/", start.on_behalf, name="on_behalf"),
    path("utkast/<uuid:key>/", apply.resume, name="resume"),
    path("utkast/<uuid:key>/fil/", apply.upload, name="upload"),
    path("utkast/<uuid:key>/ta-bort/", apply.remove, name="remove"),
    path("utkast/<uuid:key>/kontrollera/", review.check, name="check"),
    path("utkast/<uuid:key>/skriv-under/", review.sign, name="sign"),
    path("utkast/<uuid:key>/kvittens/", review.receipt, name="receipt"),
    path("utkast/<uuid:key>/kvittens.pdf", review.receipt_pdf, name="receipt_pdf"),
    path("utkast/<uuid:key>/steg/<slug:step>/", apply.step, name="step"),
    path("utkast/<uuid:key>/steg/<slug:step>/slut/", apply.ended, name="ended"),
    path("remiss/<slug:word>/", referrals.referral, name="referral"),
    path("remiss/<slug:word>/fil/<int:document>/", referrals.file, name="referral_file"),
    path("mina-sidor/", my_pages.my_pages, name="my_pages"),
    path("mina-sidor/kontakt/", my_pages.contact, name="contact"),
    path("mina-sidor/arende/<str:number>/", case.case, name="case"),
    path("mina-sidor/arende/<str:number>/skriv/", case.write, name="write"),
    path("mina-sidor/arende/<str:number>/komplettera/", case.supplement, name="supplement"),
    path("mina-sidor/arende/<str:number>/overklaga/", rights.appeal, name="appeal"),
    path("mina-sidor/arende/<str:number>/granska/", rights.ask_person, name="ask_person"),
    path("mina-sidor/arende/<str:number>/yttra/", rights.state, name="state"),
    path("mina-sidor/arende/<str:number>/avgor/", rights.conclude, name="conclude"),
    path("mina-sidor/arende/<str:number>/lasta/", case.who_looked, name="who_looked"),
    path("mina-sidor/arende/<str:number>/fil/<int:document>/", case.file, name="file"),
    path("mina-sidor/underskrift/<uuid:key>/", co_sign.co_sign, name="co_sign"),
    path("mina-sidor/underskrift/<uuid:key>/nej/", co_sign.decline, name="decline"),
]
