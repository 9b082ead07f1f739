"""A list of systems from a file: read, its columns named, seen as it would be, done and undone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.office.history import in_words
from torget.doors.office.importing import FILE, column_fields, columns_from, file_field, file_of
from torget.doors.office.system_words import SYSTEM_COLUMNS
from torget.doors.office.things import Section, Thing, thing_page
from torget.doors.ui.doing import Doing, Field, draw_doing
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.rooms.organisation.queries import committees
from torget.rooms.systems.actions import NotNow, do_import, name_columns, take_in, undo_import
from torget.rooms.systems.queries import imports, plan_of
from torget.rooms.systems.terms import Outcome

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.systems.models import Import
    from torget.rooms.systems.queries import Planned

OURS = {
    "name": SYSTEM_COLUMNS["name"],
    "committee": N_("Nämnd"),
    "purpose": SYSTEM_COLUMNS["purpose"],
    "supplier": N_("Leverantör"),
    "lifecycle": SYSTEM_COLUMNS["lifecycle"],
    "hosting": SYSTEM_COLUMNS["hosting"],
    "is_vital": SYSTEM_COLUMNS["is_vital"],
}
MOST_SHOWN = 300
SAME = "same_"  # before the row's number, in the name of its field


def _home() -> dict[str, str]:
    return {"number": _("Importer"), "title": "", "url": reverse("office:imports")}


@never_cache
@staff
def all_imports(request: HttpRequest) -> HttpResponse:
    """What has been read and done before, and the way to read another."""
    actor = actor_of(request)
    return thing_page(request, Thing(
        name=_("Importer"),
        back=(_("System"), reverse("office:systems")),
        lead=_("Läs in en lista från ett kalkylark. Inget ändras förrän du har sett vad som "
               "händer, och en import går att ångra."),
        main=(_("Läs in en fil"), reverse("office:take_in")),
        sections=[Section(
            key="imports", title=_("Tidigare"),
            columns=[_("Fil"), _("Av"), _("När"), _("Läge")],
            rows=[
                ((one.file_name, reverse("office:import", args=[one.pk])), one.by,
                 str(timezone.localdate(one.at)), _state(one))
                for one in imports(actor)[:100]
            ],
            empty=_("Ingen fil har lästs in."),
        )],
    ))  # fmt: skip


def _state(one: Import) -> str:
    if one.undone_at:
        return _("Ångrad")
    return _("Genomförd") if one.done_at else _("Inte genomförd")


@never_cache
@staff
def read(request: HttpRequest) -> HttpResponse:
    """Read a file; nothing is done with it yet."""
    actor = actor_of(request)
    actor.must_anywhere("systems.edit")
    doing = Doing(title=_("Läs in en fil"), lead=[], fields=[file_field()], button=_("Läs in"))
    if request.method != "POST":
        return draw_doing(request, _home(), doing)
    name, rows, fault = file_of(request)
    if fault:
        return draw_doing(request, _home(), doing, typed={}, faults={FILE: fault})
    taken = take_in(name, rows, by=actor, at=timezone.now())
    return redirect("office:import_columns", taken.pk)


@never_cache
@staff
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which column is what."""
    actor = actor_of(request)
    taken = found(imports(actor).get, pk=pk)
    ours = {name: _(label) for name, label in OURS.items()}
    areas = [(one.key, in_words(one.name)) for one in committees()]
    doing = Doing(
        title=_("Vad är kolumnerna?"),
        lead=[_("Kolumner som inte väljs läses inte.")],
        fields=[
            *column_fields(taken.headings, ours, taken.columns, "name"),
            Field("area", _("Nämnd för rader utan nämnd"), type="select", options=areas,
                  value=taken.committee or areas[0][0]),
        ],
        button=_("Visa vad som händer"),
    )  # fmt: skip
    if request.method != "POST":
        return draw_doing(request, _home(), doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed):
        return draw_doing(request, _home(), doing, typed=typed, faults=faults)
    try:
        name_columns(taken, columns_from(typed), typed["area"], by=actor, at=timezone.now())
    except NotNow:
        messages.error(request, _("Importen är redan genomförd."))
    return redirect("office:import", taken.pk)


@never_cache
@staff
def one_import(request: HttpRequest, pk: int) -> HttpResponse:
    """What would happen, row by row, and the button that does it; afterwards what happened."""
    actor = actor_of(request)
    taken = found(imports(actor).get, pk=pk)
    if taken.done_at:
        return _done(request, taken)
    if not taken.columns:
        return redirect("office:import_columns", taken.pk)
    plan = plan_of(taken, actor=actor)
    doing = _asking(taken, plan, actor)
    if request.method != "POST":
        return draw_doing(request, _home(), doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed):
        return draw_doing(request, _home(), doing, typed=typed, faults=faults)
    same = {
        int(name.removeprefix(SAME)): "" if value == "new" else value
        for name, value in typed.items()
        if value
    }
    count = do_import(taken, same, by=actor, at=timezone.now())
    said = ngettext("{count} system lades till eller ändrades.",
                    "{count} system lades till eller ändrades.", count)  # fmt: skip
    messages.success(request, said.format(count=count))
    return redirect("office:import", taken.pk)


def _asking(taken: Import, plan: list[Planned], actor: Actor) -> Doing:
    counts = Counter(one.outcome for one in plan)
    told = [f"{outcome.label}: {counts[outcome]}" for outcome in Outcome if counts[outcome]]
    alike = [one for one in plan if one.outcome == Outcome.ALIKE]
    return Doing(
        title=_("Det här händer"),
        lead=[taken.file_name, ". ".join(told) + "."],
        facts=[
            {"label": f"{one.number}. {one.name}", "text": _what(one)} for one in plan[:MOST_SHOWN]
        ],
        fields=[
            Field(f"{SAME}{one.number}", _("{name}: är det samma system?").format(name=one.name),
                  type="select", required=False,
                  options=[("", _("Hoppa över raden")), ("new", _("Nej, det är ett annat")),
                           (one.system, _("Ja, samma som {key}").format(key=one.system))])
            for one in alike
        ],
        button=_("Importera"),
    )  # fmt: skip


def _what(one: Planned) -> str:
    label = str(Outcome(one.outcome).label)
    if one.outcome == Outcome.FAULT:
        column = _(OURS[one.changed[0]])
        word = one.unknown or _("tomt")
        return f"{label}. {column}: {word}"
    if one.outcome == Outcome.CHANGED:
        return f"{label}: " + ", ".join(_(SYSTEM_COLUMNS[name]) for name in one.changed)
    return f"{label}: {one.system}" if one.system else label


def _done(request: HttpRequest, taken: Import) -> HttpResponse:
    can_undo = taken.undone_at is None
    undo = (_("Ångra importen"), reverse("office:undo_import", args=[taken.pk]))
    return thing_page(request, Thing(
        name=taken.file_name,
        back=(_("Importer"), reverse("office:imports")),
        lead=_state(taken),
        main=undo if can_undo else None,
        main_posts=True,
        sections=[Section(
            key="done", title=_("Vad som gjordes"),
            columns=[_("System"), _("Vad")],
            rows=[
                ((key, reverse("office:system", args=[key])) if can_undo else key,
                 _("Lades till") if changes is None
                 else ", ".join(_(SYSTEM_COLUMNS[name]) for name in changes))
                for key, changes in sorted(taken.undo.items())
            ],
            empty=_("Inget ändrades."),
        )],
    ))  # fmt: skip


@staff
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back; what someone has worked on since is left and said."""
    actor = actor_of(request)
    taken = found(imports(actor).get, pk=pk)
    try:
        left = undo_import(taken, by=actor, at=timezone.now())
    except NotNow:
        messages.error(request, _("Importen är inte genomförd."))
        return redirect("office:import", pk)
    if left:
        said = ngettext("Importen är ångrad. {count} system lämnades, för någon har ändrat det "
                        "sedan dess.", "Importen är ångrad. {count} system lämnades, för någon "
                        "har ändrat dem sedan dess.", left)  # fmt: skip
        messages.warning(request, said.format(count=left))
    else:
        messages.success(request, _("Importen är ångrad."))
    return redirect("office:import", pk)
