"""Who answers for a system, what it holds and what it is connected to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.office.history import in_words
from torget.doors.office.views.system_forms import back_to, belonging, system_of
from torget.doors.office.views.systems import holder_words
from torget.doors.ui.doing import Doing, Field, chosen_of, day_of, draw_doing
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.rooms.information.queries import information_types
from torget.rooms.organisation.queries import positions_on, units_by_pk
from torget.rooms.systems.actions import (
    SameSystem,
    end_integration,
    end_role,
    give_role,
    hold_information,
    integrate,
    let_go_of_information,
)
from torget.rooms.systems.queries import (
    catalogue,
    information_of,
    integrations_of,
    roles_on,
    suppliers,
)
from torget.rooms.systems.terms import RoleKey

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.systems.models import System

POSITION, SUPPLIER = "position:", "supplier:"  # before the key, in the field of the holder


@never_cache
@staff
def role(request: HttpRequest, key: str) -> HttpResponse:
    """Let a position or a supplier answer for it."""
    row, actor, today = system_of(request, key), actor_of(request), timezone.localdate()
    language = get_language() or "sv"
    positions = {POSITION + one.key: one for one in positions_on(today)}
    makers = {SUPPLIER + one.key: one for one in suppliers(actor)}
    units = {one.key: one for one in units_by_pk().values()}
    doing = _role_form(
        today,
        [(name, one.name_in(language)) for name, one in positions.items()]
        + [(name, one.name) for name, one in makers.items()],
        [(name, one.name_in(language)) for name, one in units.items()],
    )
    if request.method != "POST":
        return draw_doing(request, belonging(row), doing)
    typed = doing.typed(request)
    faults = doing.faults(typed)
    is_supplier = typed["holder"].startswith(SUPPLIER)
    if typed["holder"] and is_supplier != (typed["role"] == RoleKey.OPERATIONS_SUPPLIER):
        faults["holder"] = _("Bara driften hos leverantören har en leverantör, och alltid en.")
    elif is_supplier and typed["unit"]:
        faults["unit"] = _("En leverantör svarar själv: välj ingen enhet.")
    if len(typed["appointed_by"]) > 200:
        faults["appointed_by"] = _("Skriv högst {count} tecken").format(count=200)
    if faults:
        return draw_doing(request, belonging(row), doing, typed=typed, faults=faults)
    give_role(
        row,
        RoleKey(typed["role"]),
        makers[typed["holder"]] if is_supplier else positions[typed["holder"]],
        unit=units.get(typed["unit"]),
        valid_from=day_of(typed["valid_from"]) or today,
        appointed_by=typed["appointed_by"],
        by=actor,
        at=timezone.now(),
    )
    return back_to(row, _("Rollen är given."), request)


def _role_form(
    today: date, holders: Sequence[tuple[str, str]], units: Sequence[tuple[str, str]]
) -> Doing:
    return Doing(
        title=_("Ge någon en roll"),
        lead=[_("Ett system har en ägare och en förvaltare: den som var det innan lämnar rollen.")],
        fields=[
            Field("role", _("Roll"), type="choice",
                  options=[(one.value, str(one.label)) for one in RoleKey]),
            Field("holder", _("Vem"), type="select", options=[("", _("Välj")), *holders]),
            Field("unit", _("Enhet som har rollen"), type="select", required=False,
                  hint=_("Om en enhet har rollen är befattningen den som svarar för enheten."),
                  options=[("", _("Ingen enhet")), *units]),
            Field("valid_from", _("Från och med"), type="date", value=str(today)),
            Field("appointed_by", _("Utsedd av"), _("En befattning, eller beslutets datum.")),
        ],
        button=_("Spara"),
    )  # fmt: skip


@never_cache
@staff
def information(request: HttpRequest, key: str) -> HttpResponse:
    """Say what it holds."""
    row, actor = system_of(request, key), actor_of(request)
    types = {one.key: one for one in information_types(actor)}
    doing = Doing(
        title=_("Ange vilken information det har"),
        lead=[],
        fields=[
            Field("type", _("Informationstyp"), type="select", options=[
                ("", _("Välj")), *((name, in_words(one.name)) for name, one in types.items())]),
            Field("master", _("Är systemet huvudkällan?"), type="choice",
                  options=[("ja", _("Ja, det är här den hålls aktuell")),
                           ("nej", _("Nej, det har en kopia"))]),
        ],
        button=_("Spara"),
    )  # fmt: skip
    if request.method != "POST":
        return draw_doing(request, belonging(row), doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed):
        return draw_doing(request, belonging(row), doing, typed=typed, faults=faults)
    is_master = typed["master"] == "ja"
    hold_information(row, types[typed["type"]], is_master=is_master, by=actor, at=timezone.now())
    return back_to(row, _("Informationen är angiven."), request)


@never_cache
@staff
def connection(request: HttpRequest, key: str) -> HttpResponse:
    """Say what it gives to another system."""
    row, actor = system_of(request, key), actor_of(request)
    others = {one.key: one for one in catalogue(actor, today=timezone.localdate())}
    types = {one.key: one for one in information_types(actor)}
    doing = Doing(
        title=_("Koppla till ett annat system"),
        lead=[_("Det här systemet lämnar information till det andra.")],
        fields=[
            Field("target", _("System som tar emot"), type="select", options=[
                ("", _("Välj")), *((name, one.name) for name, one in others.items())]),
            Field("type", _("Information"), type="select", required=False, options=[
                ("", _("Inte angiven")),
                *((name, in_words(one.name)) for name, one in types.items())]),
            Field("interface", _("Gränssnitt"), required=False),
            Field("frequency", _("Hur ofta"), required=False),
        ],
        button=_("Spara"),
    )  # fmt: skip
    if request.method != "POST":
        return draw_doing(request, belonging(row), doing)
    typed = doing.typed(request)
    faults = doing.faults(typed)
    for name, most in (("interface", 200), ("frequency", 100)):
        if len(typed[name]) > most:
            faults[name] = _("Skriv högst {count} tecken").format(count=most)
    if not faults:
        try:
            integrate(
                row, others[typed["target"]], kind=types.get(typed["type"]),
                interface=typed["interface"], frequency=typed["frequency"], by=actor,
                at=timezone.now(),
            )  # fmt: skip
        except SameSystem:
            faults["target"] = _("Välj ett annat system än det här")
    if faults:
        return draw_doing(request, belonging(row), doing, typed=typed, faults=faults)
    return back_to(row, _("Kopplingen är sparad."), request)


@never_cache
@staff
def ending(request: HttpRequest, key: str) -> HttpResponse:
    """Say which roles, information and connections it no longer has, from today."""
    row, actor = system_of(request, key), actor_of(request)
    today, at = timezone.localdate(), timezone.now()
    ends = _ends(row, actor, today, at)
    doing = Doing(
        title=_("Det här har upphört"),
        lead=[_("Det som bockas för upphör i dag och står kvar bland ändringarna.")],
        fields=[
            Field("gone", _("Vad har upphört?"), type="choices",
                  missing=_("Bocka för minst en sak"),
                  options=[(name, label) for name, (label, _end) in ends.items()]),
        ],
        button=_("Spara"),
    )  # fmt: skip
    if request.method != "POST":
        return draw_doing(request, belonging(row), doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed):
        return draw_doing(request, belonging(row), doing, typed=typed, faults=faults)
    for name in chosen_of(typed["gone"]):
        ends[name][1]()
    return back_to(row, _("Det är sparat."), request)


def _ends(
    row: System, actor: Actor, today: date, at: datetime
) -> dict[str, tuple[str, Callable[[], None]]]:
    """What may end: what it is called, and how it is ended. Only what the system gives: what it
    takes is ended by whoever answers for the one that gives.
    """
    ends: dict[str, tuple[str, Callable[[], None]]] = {}
    for role in roles_on(today, actor=actor).filter(system=row, valid_to=None):
        label = f"{RoleKey(role.role).label}: {holder_words(role)}"
        ends[f"role-{role.pk}"] = (
            label, partial(end_role, role, valid_to=today, by=actor, at=at),
        )  # fmt: skip
    for held in information_of(row, actor=actor):
        ends[f"type-{held.pk}"] = (
            _("Information: {name}").format(name=in_words(held.type.name)),
            partial(let_go_of_information, held, by=actor, at=at),
        )
    for flow in integrations_of(row, actor=actor):
        if flow.source_id == row.pk:
            ends[f"flow-{flow.pk}"] = (
                _("Lämnar till {name}").format(name=flow.target.name),
                partial(end_integration, flow, by=actor, at=at),
            )
    return ends
