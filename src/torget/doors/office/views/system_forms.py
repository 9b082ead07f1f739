"""What is done to a system: added, described, confirmed and taken to another state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.office.history import in_words
from torget.doors.office.system_words import CHOICES, SYSTEM_COLUMNS
from torget.doors.office.words import YES_OR_NO
from torget.doors.ui.doing import Doing, Field, day_of, draw_doing
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.rooms.organisation.queries import committees, units_by_pk
from torget.rooms.systems.actions import (
    NotReady,
    add_product,
    add_system,
    advance,
    change_system,
    confirm_system,
)
from torget.rooms.systems.queries import (
    MOVES,
    may_edit,
    missing,
    products,
    standing_of,
    suppliers,
    system,
)
from torget.rooms.systems.terms import (
    Lifecycle,
    ProductFacts,
    ProductKind,
    Scope,
    SystemFacts,
)

if TYPE_CHECKING:
    from torget.rooms.systems.models import System

LONGEST = {"name": 200, "service_level": 200}
LONG_TEXTS = {"purpose": 3, "scope_why": 2, "data_after": 3}
DAYS = frozenset({"accessible_on", "retire_on"})
HOURS = frozenset({"outage_hours", "loss_hours"})
ADDRESSES = frozenset({"instruction", "training"})
REQUIRED = frozenset({"name", "committee"})
HINTS = {
    "scope_why": N_("Behövs för kommungemensamma system och för dem som undantas."),
    "criterion": N_("Behövs för kommungemensamma system."),
    "instruction": N_("Adress till instruktionen, till exempel på intranätet."),
    "training": N_("Adress till utbildningen."),
}
ORDER = (
    "name", "purpose", "committee", "unit", "scope", "criterion", "scope_why", "hosting",
    "data_place", "is_vital", "users", "outage_hours", "loss_hours", "service_level",
    "accessible", "accessible_on", "ai_use", "exit_readiness", "instruction", "training",
    "retire_on", "data_after",
)  # fmt: skip


def system_of(request: HttpRequest, key: str) -> System:
    """The system, if whoever asks may change it; 404 and 403 otherwise."""
    actor, today = actor_of(request), timezone.localdate()
    row = found(system, key, actor, today=today)
    if not may_edit(row, actor=actor, today=today):
        raise PermissionDenied
    return row


def belonging(row: System) -> dict[str, str]:
    """What a page with something to do leads back to."""
    return {"number": row.name, "title": "", "url": reverse("office:system", args=[row.key])}


def back_to(row: System, said: str, request: HttpRequest) -> HttpResponse:
    """The system's page, with a line that answers."""
    messages.success(request, said)
    return redirect("office:system", row.key)


def _value(row: System | None, name: str) -> str:
    if row is None:
        return {"hosting": "own", "scope": "own", "is_vital": "nej"}.get(name, "")
    value: Any = getattr(row, name)
    if name == "is_vital":
        return "ja" if value else "nej"
    if name in ("committee", "unit"):
        return value.key if value else ""
    return "" if value is None else str(value)


def _options(name: str) -> list[tuple[str, str]]:
    if name == "committee":
        return [(one.key, in_words(one.name)) for one in committees()]
    if name == "unit":
        units = units_by_pk().values()
        named = [(one.key, one.name_in(get_language() or "sv")) for one in units]
        return [("", _("Hela nämnden")), *sorted(named, key=lambda one: one[1])]
    if name == "is_vital":
        return [("nej", _(YES_OR_NO[False])), ("ja", _(YES_OR_NO[True]))]
    if name not in CHOICES:
        return []
    options = [(value, str(label)) for value, label in CHOICES[name].choices]
    known = {value for value, _label in options}
    return options if name not in ("criterion",) or "" in known else [("", "–"), *options]


LABELS = SYSTEM_COLUMNS | {"committee": N_("Nämnd"), "unit": N_("Enhet")}


def _field(row: System | None, name: str) -> Field:
    options = _options(name)
    kind = "select" if options else "date" if name in DAYS else "text"
    return Field(
        name,
        _(LABELS[name]),
        _(HINTS[name]) if name in HINTS else "",
        type=kind,
        rows=LONG_TEXTS.get(name, 0),
        required=name in REQUIRED,
        value=_value(row, name),
        options=options,
    )


def fields_of(row: System | None) -> list[Field]:
    """All that is said about a system, with what is said now."""
    return [_field(row, name) for name in ORDER]


def faults_of(doing: Doing, typed: Mapping[str, str]) -> dict[str, str]:
    """What is missing or cannot be read, by field."""
    faults = doing.faults(typed)
    for name in HOURS:
        if typed[name] and not (typed[name].isdecimal() and int(typed[name]) <= 100_000):
            faults[name] = _("Skriv ett helt antal timmar")
    for name in ADDRESSES:
        if typed[name] and not typed[name].startswith(("https://", "http://")):
            faults[name] = _("Skriv hela adressen, den börjar med https://")
        elif len(typed[name]) > 500:
            faults[name] = _("Skriv högst {count} tecken").format(count=500)
    for name, most in LONGEST.items():
        if len(typed[name]) > most:
            faults[name] = _("Skriv högst {count} tecken").format(count=most)
    return faults | _unsaid(typed)


def _unsaid(typed: Mapping[str, str]) -> dict[str, str]:
    faults = {}
    if typed["scope"] == Scope.COMMON and not typed["criterion"]:
        faults["criterion"] = _("Välj varför systemet är kommungemensamt")
    if typed["scope"] in (Scope.COMMON, Scope.EXCLUDED) and not typed["scope_why"]:
        faults["scope_why"] = _("Skriv skälet")
    return faults


def facts_from(typed: Mapping[str, str]) -> SystemFacts:
    """What was typed, once nothing is wrong with it."""
    plain: dict[str, Any] = {name: typed[name] for name in ORDER}
    plain |= {name: day_of(typed[name]) for name in DAYS}
    plain |= {name: int(typed[name]) if typed[name] else None for name in HOURS}
    return SystemFacts(**plain | {"is_vital": typed["is_vital"] == "ja"})


@never_cache
@staff
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Say how the system is."""
    row = system_of(request, key)
    doing = Doing(title=_("Ändra uppgifter"), lead=[], fields=fields_of(row), button=_("Spara"))
    if request.method != "POST":
        return draw_doing(request, belonging(row), doing)
    typed = doing.typed(request)
    if faults := faults_of(doing, typed):
        return draw_doing(request, belonging(row), doing, typed=typed, faults=faults)
    change_system(row, facts_from(typed), by=actor_of(request), at=timezone.now())
    return back_to(row, _("Uppgifterna är sparade."), request)


@never_cache
@staff
def add(request: HttpRequest) -> HttpResponse:
    """Add a system, of a product that is known or of a new one."""
    actor = actor_of(request)
    actor.must_anywhere("systems.edit")
    known = [(str(one.uuid), one.name) for one in products(actor)]
    makers = [(one.key, one.name) for one in suppliers(actor)]
    kinds = [(one.value, str(one.label)) for one in ProductKind]
    doing = Doing(
        title=_("Lägg till ett system"),
        lead=[_("Det läggs till som en idé. Läget byter du på systemets sida.")],
        fields=[
            Field("product", _("Produkt"), _("Finns den inte här skapas den med systemets namn."),
                  type="select", required=False, options=[("", _("En ny produkt")), *known]),
            Field("kind", _("Slag av ny produkt"), type="select", required=False, options=kinds,
                  value=ProductKind.NICHE),
            Field("supplier", _("Leverantör av ny produkt"), type="select", required=False,
                  options=[("", _("Egen utveckling")), *makers]),
            *fields_of(None),
        ],
        button=_("Lägg till"),
    )  # fmt: skip
    home = {"number": _("System"), "title": "", "url": reverse("office:systems")}
    if request.method != "POST":
        return draw_doing(request, home, doing)
    typed = doing.typed(request)
    if faults := faults_of(doing, typed):
        return draw_doing(request, home, doing, typed=typed, faults=faults)
    row = _added(request, typed)
    return back_to(row, _("Systemet är tillagt."), request)


def _added(request: HttpRequest, typed: Mapping[str, str]) -> System:
    actor, at = actor_of(request), timezone.now()
    if typed["product"]:
        product = products(actor).get(uuid=typed["product"])
    else:
        facts = ProductFacts(
            name=typed["name"],
            kind=ProductKind(typed["kind"]),
            supplier=typed["supplier"],
            is_own=not typed["supplier"],
        )
        product = add_product(facts, by=actor, at=at)
    return add_system(product, facts_from(typed), by=actor, at=at)


@staff
@require_POST
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """What stands is true: the seal holds for a year."""
    row = system_of(request, key)
    confirm_system(row, by=actor_of(request), at=timezone.now())
    return back_to(row, _("Tack. Uppgifterna är bekräftade."), request)


@never_cache
@staff
def move(request: HttpRequest, key: str) -> HttpResponse:
    """Take it to another state; what remains for each is told before and after."""
    row = system_of(request, key)
    moves = MOVES[Lifecycle(row.lifecycle)]
    doing = Doing(
        title=_("Byt läge"),
        lead=[
            _("Systemet är nu: {state}.").format(state=str(Lifecycle(row.lifecycle).label).lower()),
            *(said for one in moves if (said := _remains(row, one))),
        ],
        fields=[
            Field("target", _("Nytt läge"), type="choice",
                  options=[(one.value, str(one.label)) for one in moves]),
        ],
        button=_("Byt läge"),
    )  # fmt: skip
    if request.method != "POST":
        return draw_doing(request, belonging(row), doing)
    typed = doing.typed(request)
    faults = doing.faults(typed)
    if not faults:
        try:
            advance(row, Lifecycle(typed["target"]), by=actor_of(request), at=timezone.now())
        except NotReady as error:
            faults["target"] = ". ".join(str(one.label) for one in error.lacking)
    if faults:
        return draw_doing(request, belonging(row), doing, typed=typed, faults=faults)
    return back_to(row, _("Systemet har fått ett annat läge."), request)


def _remains(row: System, target: Lifecycle) -> str:
    lacking = missing(standing_of(row), target)
    if not lacking:
        return ""
    said = "; ".join(str(one.label) for one in lacking)
    return _("Innan det kan vara {state}: {lacking}.").format(
        state=str(target.label).lower(), lacking=said
    )
