"""The information types: what the municipality holds, whose it is, how it is protected and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache

from torget.doors.office.history import in_words, told
from torget.doors.office.listing import Choice, Column, Listing, list_page
from torget.doors.office.past import as_it_was, day_of, past_of
from torget.doors.office.words import TYPE_COLUMNS, YES_OR_NO
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.rooms.audit.queries import changes_of
from torget.rooms.eservices.queries import services_holding
from torget.rooms.information.queries import (
    classifications_of,
    information_type,
    information_types,
    may_change,
    may_classify,
    with_holders,
)
from torget.rooms.information.terms import Aspect, Level, PersonalData, RetentionStart
from torget.rooms.organisation.queries import all_position_names, unit

if TYPE_CHECKING:
    from torget.rooms.information.models import Classification, InformationType

OWNED = {"med": N_("Har ägare"), "utan": N_("Saknar ägare"), "vakant": N_("Ägaren är vakant")}
KEPT = {"bevaras": N_("Bevaras"), "gallras": N_("Gallras"), "obeslutat": N_("Gallring ej beslutad")}
PERSONAL = {
    PersonalData.NONE: N_("Inga personuppgifter"),
    PersonalData.ORDINARY: N_("Personuppgifter"),
    PersonalData.PROTECTED: N_("Extra skyddsvärda personuppgifter"),
    PersonalData.SPECIAL: N_("Känsliga personuppgifter (artikel 9)"),
}
LEVELS = [(str(level.value), f"{level.value}") for level in Level]


def _owned(rows: QuerySet[InformationType], value: str) -> QuerySet[InformationType]:
    if value == "vakant":
        return rows.filter(Q(is_answered_for=False), owner__isnull=False)
    return rows.filter(owner__isnull=value == "utan")


def _owner(row: InformationType) -> str:
    """The position that answers for it; whether nobody holds it."""
    if row.owner is None:
        return _("Saknas")
    name = row.owner.name_in(get_language() or "sv")
    held = getattr(row, "is_answered_for", True)
    return name if held else _("{position} (vakant)").format(position=name)


def _kept(rows: QuerySet[InformationType], value: str) -> QuerySet[InformationType]:
    years = Q(retention_years=None)
    chosen = {
        "bevaras": years,
        "gallras": ~years & ~Q(retention_decision=""),
        "obeslutat": ~years & Q(retention_decision=""),
    }
    return rows.filter(chosen[value])


def _in_language(text: Any) -> str:
    return in_words(text) if text else ""


LISTING: Listing[InformationType] = Listing(
    name="informationstyper",
    title=N_("Informationstyper"),
    intro=N_(
        "All information som kommunen tar emot i e-tjänster. Det som står här gäller: "
        "inloggning, behörighet, gallring och öppna data följer av det."
    ),
    columns=(
        Column(
            key="name",
            label=N_("Namn"),
            value=lambda row: _in_language(row.name),
            sort="name__sv",
            url=lambda row: reverse("office:type", args=[row.key]),
        ),
        Column(key="key", label=N_("Nyckel"), value=lambda row: row.key, sort="key"),
        Column(
            key="owner",
            label=N_("Informationsägare"),
            value=lambda row: _owner(row),
            sort="owner__name__sv",
        ),
        Column(key="confidentiality", label=N_("K"), value=lambda row: row.confidentiality,
               sort="confidentiality"),
        Column(key="integrity", label=N_("R"), value=lambda row: row.integrity, sort="integrity"),
        Column(key="availability", label=N_("T"), value=lambda row: row.availability,
               sort="availability"),
        Column(key="traceability", label=N_("S"), value=lambda row: row.traceability,
               sort="traceability"),
        Column(
            key="personal_data",
            label=N_("Personuppgifter"),
            value=lambda row: str(PersonalData(row.personal_data).label),
            sort="personal_data",
        ),
        Column(key="retention", label=TYPE_COLUMNS["retention"], value=lambda row: kept(row),
               sort="retention_years"),
        Column(key="open", label=N_("Öppna data"), value=lambda row: _(YES_OR_NO[row.is_open]),
               sort="is_open"),
    ),
    choices=(
        Choice(key="agare", label=N_("Ägare"), options=[*OWNED.items()], narrow=_owned),
        Choice(
            key="k",
            label=N_("Konfidentialitet"),
            options=LEVELS,
            narrow=lambda rows, value: rows.filter(confidentiality=value),
        ),
        Choice(
            key="personuppgifter",
            label=N_("Personuppgifter"),
            options=[(one.value, PERSONAL[one]) for one in PersonalData],
            narrow=lambda rows, value: rows.filter(personal_data=value),
        ),
        Choice(
            key="oppna",
            label=N_("Öppna data"),
            options=[("ja", YES_OR_NO[True]), ("nej", YES_OR_NO[False])],
            narrow=lambda rows, value: rows.filter(is_open=value == "ja"),
        ),
        Choice(key="tid", label=N_("Bevaras eller gallras"), options=[*KEPT.items()],
               narrow=_kept),
    ),
    search=("name__sv", "name__en", "key", "owner__name__sv", "unit"),
)  # fmt: skip


@never_cache
@staff
@as_it_was
def types(request: HttpRequest) -> HttpResponse:
    rows = with_holders(information_types(actor_of(request)), on=day_of(request))
    return list_page(request, LISTING, rows)


@never_cache
@staff
@as_it_was
def one_type(request: HttpRequest, key: str) -> HttpResponse:
    actor, language = actor_of(request), get_language() or "sv"
    row = found(information_type, key, actor, on=day_of(request))
    services = services_holding(row.key)
    changes = changes_of({"information_informationtype": ("id", row.pk)}, actor=actor)
    context = {
        "name": _in_language(row.name),
        "description": _in_language(row.description),
        "owner": _owner_of(row),
        "facts": _facts(row),
        "aspects": [
            {
                "label": str(aspect.label),
                "level": getattr(row, aspect.value),
                "word": str(Level(getattr(row, aspect.value)).label),
                "why": getattr(row, f"{aspect.value}_why"),
            }
            for aspect in Aspect
        ],
        "decided": [_decided(one) for one in classifications_of(row)],
        "classify_url": reverse("office:classify", args=[key])
        if not past_of(request) and may_classify(row, actor, today=day_of(request))
        else "",
        "change_url": reverse("office:change_type", args=[key])
        if not past_of(request) and may_change(row, actor, today=day_of(request))
        else "",
        "services": [
            {
                "name": one.compiled.service.title.in_(language),
                "url": reverse("website:service", args=[one.key]),
            }
            for one in services
        ],
        "history": told(changes, TYPE_COLUMNS, {"owner_id": all_position_names(language)}),
        "past": past_of(request),
    }
    return render(request, "office/information_type.html", context)


def _decided(one: Classification) -> dict[str, Any]:
    """A decision on the class, as `parts` of the page show it."""
    levels = [f"{aspect.label} {getattr(one, aspect.value)}" for aspect in Aspect]
    return {
        "at": one.decided_at,
        "by": one.decided_by,
        "levels": ", ".join(levels),
        "note": one.note,
        "review_on": one.review_on,
        "in_force": one.superseded_at is None,
    }


def _owner_of(row: InformationType) -> dict[str, Any] | None:
    """The position that owns it, and whether anyone holds it."""
    if row.owner is None:
        return None
    url = reverse("office:position", args=[row.owner.key])
    return {"name": row.owner.name_in(get_language() or "sv"), "url": url,
            "held": getattr(row, "is_answered_for", True)}  # fmt: skip


def _facts(row: InformationType) -> list[dict[str, str]]:
    facts = {
        "purpose": _in_language(row.purpose),
        "owner": _owner(row),
        "unit": _unit(row.unit),
        "legal_basis": in_words(row.legal_basis),
        "personal_data": str(PersonalData(row.personal_data).label),
        "gdpr_basis": row.gdpr_basis if row.personal_data != PersonalData.NONE else "",
        "gdpr_exception": row.gdpr_exception,
        "holder": _in_language(row.holder),
        "secrecy": row.secrecy,
        "retention": f"{kept(row)}. {row.retention_why}",
        "retention_decision": row.retention_decision,
        "is_open": f"{_(YES_OR_NO[row.is_open])}. {row.open_why}",
    }
    return [{"label": _(TYPE_COLUMNS[name]), "text": text} for name, text in facts.items() if text]


def _unit(key: str) -> str:
    """The unit's name; the key of one that this municipality does not have."""
    try:
        return unit(key).name_in(get_language() or "sv")
    except ObjectDoesNotExist:
        return key


def kept(row: InformationType) -> str:
    """How long, in words; what the committee has not decided on is a proposal."""
    if row.retention_years is None:
        return _("Bevaras")
    start = str(RetentionStart(row.retention_from).label)
    text = _("Gallras {years} år efter att {start}")
    if not row.retention_decision:
        text = _("Förslag: gallras {years} år efter att {start}")
    return text.format(years=row.retention_years, start=start)
