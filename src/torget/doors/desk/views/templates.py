"""The texts that messages begin from: a unit's list, writing one and removing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.desk.doing import Doing, Field, doing_page
from torget.doors.desk.from_template import LANGUAGES
from torget.doors.ui.requests import actor_of, found, once_of
from torget.doors.ui.staff import staff
from torget.rooms.cases.actions import add_template, change_template, remove_template
from torget.rooms.cases.queries import message_templates
from torget.rooms.cases.terms import unknown_facts
from torget.rooms.organisation.queries import units_by_pk

if TYPE_CHECKING:
    from torget.rooms.cases.models import MessageTemplate

LONGEST_TITLE, LONGEST_TEXT = 60, 5000
TEXT = "text_"  # before the language, in the name of its field
MERGED_HINT = N_(
    "Det här byts ut när mallen används: {number} mot ärendets nummer, {title} mot vad det "
    "gäller, {officer} mot ditt namn och {today} mot dagens datum."
)


@never_cache
@staff
def templates(request: HttpRequest) -> HttpResponse:
    """All that one may change, unit by unit."""
    actor, language = actor_of(request), get_language() or "sv"
    actor.must_anywhere("case.write")
    rows = [
        {
            "title": one.title,
            "unit": one.unit.name_in(language),
            "languages": ", ".join(_(LANGUAGES[key]) for key in LANGUAGES if key in one.texts),
            "url": reverse("desk:template", args=[one.pk]),
            "remove_url": reverse("desk:remove_template", args=[one.pk]),
        }
        for one in message_templates(actor)
    ]
    rows.sort(key=lambda row: row["unit"])
    page = {"templates": rows, "add_url": reverse("desk:add_template")}
    return render(request, "desk/templates.html", page)


def _writing(template: MessageTemplate | None) -> Doing:
    texts: Mapping[str, str] = template.texts if template else {}
    title = template.title if template else ""
    return Doing(
        title=_("Ändra mallen") if template else _("Ny mall"),
        lead=[_(MERGED_HINT), _("Finns inte sökandens språk används svenska.")],
        fields=[
            Field("title", _("Rubrik"), _("Det som handläggarna väljer på."), value=title,
                  missing=_("Skriv en rubrik")),
            *(
                Field(TEXT + key, _("Text: {language}").format(language=_(name)),
                      rows=8 if key == "sv" else 5, required=key == "sv",
                      value=texts.get(key, ""), missing=_("Skriv texten på svenska"))
                for key, name in LANGUAGES.items()
            ),
        ],
        button=_("Spara"),
        back=(_("Mallar"), reverse("desk:templates")),
    )  # fmt: skip


def _faults(doing: Doing, typed: Mapping[str, str]) -> dict[str, str]:
    faults = doing.faults(typed)
    if len(typed["title"]) > LONGEST_TITLE:
        faults["title"] = _("Skriv högst {count} tecken").format(count=LONGEST_TITLE)
    for name, text in typed.items():
        if not name.startswith(TEXT):
            continue
        if len(text) > LONGEST_TEXT:
            faults[name] = _("Skriv högst {count} tecken").format(count=LONGEST_TEXT)
        elif unknown := unknown_facts(text):
            faults[name] = _("{name} är inget som kan bytas ut").format(name=f"{{{unknown[0]}}}")
    return faults


def _texts(typed: Mapping[str, str]) -> dict[str, str]:
    return {key: typed[TEXT + key] for key in LANGUAGES}


@never_cache
@staff
def add(request: HttpRequest) -> HttpResponse:
    """Write a new one, for a unit where one writes to applicants."""
    actor, language = actor_of(request), get_language() or "sv"
    actor.must_anywhere("case.write")
    units, mine = units_by_pk(), actor.units_for("case.write")
    ours = sorted((one.name_in(language), key) for key, one in units.items() if key in mine)
    options = [(str(key), name) for name, key in ours]
    where = Field("unit", _("Enhet"), type="select", options=options, value=options[0][0])
    doing = _writing(None)
    doing = replace(doing, fields=[where, *doing.fields])
    if request.method != "POST":
        return doing_page(request, None, doing)
    typed = doing.typed(request)
    if faults := _faults(doing, typed):
        return doing_page(request, None, doing, typed=typed, faults=faults)
    add_template(
        typed["title"], _texts(typed), unit=int(typed["unit"]), once=once_of(request), by=actor,
        at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Mallen är sparad."))
    return redirect("desk:templates")


@never_cache
@staff
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Write one anew."""
    actor = actor_of(request)
    template = found(message_templates(actor).get, pk=key)
    doing = _writing(template)
    if request.method != "POST":
        return doing_page(request, None, doing)
    typed = doing.typed(request)
    if faults := _faults(doing, typed):
        return doing_page(request, None, doing, typed=typed, faults=faults)
    change_template(template, typed["title"], _texts(typed), by=actor, at=timezone.now())
    messages.success(request, _("Mallen är sparad."))
    return redirect("desk:templates")


@staff
@require_POST
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """It is gone from the list; what was sent from it stays."""
    remove_template(key, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Mallen är borttagen."))
    return redirect("desk:templates")
