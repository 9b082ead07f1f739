"""Registering suppliers and contracts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.ui.doing import Doing, Field, chosen_of, day_of, draw_doing
from torget.doors.ui.formats import kronor
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.rooms.systems.actions import NumberTaken, PeriodNotRight, add_contract, add_supplier
from torget.rooms.systems.queries import catalogue, suppliers
from torget.rooms.systems.terms import ContractFacts, SupplierFacts

NUMBER = re.compile(r"\d{6}-\d{4}")


@never_cache
@staff
def supplier(request: HttpRequest) -> HttpResponse:
    """Add a supplier."""
    actor = actor_of(request)
    actor.must_anywhere("systems.edit")
    doing = Doing(
        title=_("Lägg till en leverantör"),
        lead=[],
        fields=[
            Field("name", _("Namn")),
            Field("organisation_number", _("Organisationsnummer"), _("Till exempel 559900-0018"),
                  required=False),
            Field("contact", _("Kontakt"), _("En funktion, inte en person."), required=False),
        ],
        button=_("Lägg till"),
    )  # fmt: skip
    home = {"number": _("Leverantörer"), "title": "", "url": reverse("office:suppliers")}
    if request.method != "POST":
        return draw_doing(request, home, doing)
    typed = doing.typed(request)
    faults = doing.faults(typed)
    if typed["organisation_number"] and not NUMBER.fullmatch(typed["organisation_number"]):
        faults["organisation_number"] = _("Skriv sex siffror, bindestreck och fyra siffror")
    for name in ("name", "contact"):
        if len(typed[name]) > 200:
            faults[name] = _("Skriv högst {count} tecken").format(count=200)
    if faults:
        return draw_doing(request, home, doing, typed=typed, faults=faults)
    row = add_supplier(SupplierFacts(**typed), by=actor, at=timezone.now())
    messages.success(request, _("Leverantören är tillagd."))
    return redirect("office:supplier", row.key)


@never_cache
@staff
def contract(request: HttpRequest) -> HttpResponse:
    """Register a contract."""
    actor = actor_of(request)
    actor.must_anywhere("systems.edit")
    doing = _contract_form(
        [(one.key, one.name) for one in suppliers(actor)],
        [(one.key, one.name) for one in catalogue(actor, today=timezone.localdate())],
    )
    home = {"number": _("Avtal"), "title": "", "url": reverse("office:contracts")}
    if request.method != "POST":
        return draw_doing(request, home, doing)
    typed = doing.typed(request)
    faults = _faults(doing, typed)
    if not faults:
        try:
            row = add_contract(_facts(typed), by=actor, at=timezone.now())
        except PeriodNotRight:
            faults["valid_to"] = _("Skriv en dag efter den första")
        except NumberTaken:
            faults["number"] = _("Ett annat avtal har det numret")
    if faults:
        return draw_doing(request, home, doing, typed=typed, faults=faults)
    messages.success(request, _("Avtalet är registrerat."))
    return redirect("office:contract", row.pk)


def _contract_form(makers: list[tuple[str, str]], systems: list[tuple[str, str]]) -> Doing:
    yes_or_no = [("nej", _("Nej")), ("ja", _("Ja"))]
    return Doing(
        title=_("Registrera ett avtal"),
        lead=[],
        fields=[
            Field("supplier", _("Leverantör"), type="select", options=[("", _("Välj")), *makers]),
            Field("number", _("Nummer"), _("Det som avtalet har i diariet.")),
            Field("title", _("Vad det gäller")),
            Field("system", _("System som det gäller"), type="select", required=False,
                  options=[("", _("Inget system")), *systems]),
            Field("valid_from", _("Gäller från och med"), type="date"),
            Field("valid_to", _("Gäller till"), _("Den första dagen utan avtal. Tomt: tills "
                  "vidare."), type="date", required=False),
            Field("notice_months", _("Uppsägning, månader"), value="3"),
            Field("renewal", _("Förlängning"), required=False),
            Field("processing", _("Är det också ett personuppgiftsbiträdesavtal?"), type="choice",
                  options=yes_or_no),
            Field("kronor", _("Kronor per år"), required=False),
            Field("document", _("Adress till handlingen"), required=False),
        ],
        button=_("Registrera"),
    )  # fmt: skip


def _faults(doing: Doing, typed: Mapping[str, str]) -> dict[str, str]:
    faults = doing.faults(typed)
    months = typed["notice_months"]
    if months and not (months.isdecimal() and int(months) <= 120):
        faults["notice_months"] = _("Skriv ett antal månader, högst 120")
    if typed["kronor"] and kronor(typed["kronor"]) is None:
        faults["kronor"] = _("Skriv hela kronor")
    if typed["document"] and not typed["document"].startswith(("https://", "http://")):
        faults["document"] = _("Skriv hela adressen, den börjar med https://")
    for name, most in (("number", 50), ("title", 200), ("renewal", 200), ("document", 500)):
        if len(typed[name]) > most:
            faults[name] = _("Skriv högst {count} tecken").format(count=most)
    return faults


def _facts(typed: Mapping[str, str]) -> ContractFacts:
    each_year = kronor(typed["kronor"]) or 0
    return ContractFacts(
        supplier=typed["supplier"],
        number=typed["number"],
        title=typed["title"],
        valid_from=day_of(typed["valid_from"]) or timezone.localdate(),
        valid_to=day_of(typed["valid_to"]),
        notice_months=int(typed["notice_months"]),
        renewal=typed["renewal"],
        covers_processing=typed["processing"] == "ja",
        document=typed["document"],
        costs=((typed["title"], each_year),) if each_year else (),
        systems=tuple(chosen_of(typed["system"])),
    )
