"""Changing what is declared of an information type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache
from msgspec import structs

from torget.doors.office.history import in_words
from torget.doors.office.words import TYPE_COLUMNS, YES_OR_NO
from torget.doors.ui.doing import Doing, Field, draw_doing
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.foundation.actor import Forbidden
from torget.rooms.information.actions import change_type
from torget.rooms.information.queries import (
    DeclarationNotRight,
    facts_of,
    information_type,
    may_change,
)
from torget.rooms.information.terms import (
    GdprBasis,
    Openness,
    PersonalData,
    Retention,
    RetentionStart,
    Text,
)
from torget.rooms.organisation.queries import positions_on

if TYPE_CHECKING:
    from datetime import date

    from torget.rooms.information.terms import InformationTypeFacts

MOST_YEARS = 200
FAULTS = {
    "owner": N_("Välj en befattning som finns"),
    "legal_basis": N_("Skriv minst ett lagrum"),
    "gdpr_exception": N_("Känsliga personuppgifter behöver ett undantag enligt artikel 9.2"),
    "personal_data": N_("Sådana personuppgifter kräver högre konfidentialitet. Klassa om först"),
    "retention": N_("Skriv både hur många år och vad de räknas från, eller lämna båda tomma"),
    "open": N_("Bara information med konfidentialitet 0 får bli öppna data"),
    "holder": N_("Skriv på båda språken, eller lämna båda tomma"),
    "years": N_("Skriv ett helt antal år mellan 0 och 200"),
}


@never_cache
@staff
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Change what is declared, save the class, which is decided on by itself."""
    actor, today = actor_of(request), timezone.localdate()
    row = found(information_type, key, actor, on=today)
    if not may_change(row, actor, today=today):
        raise Forbidden("information.declare")
    facts, name = facts_of(row), in_words(row.name)
    belongs = {"number": name, "title": name, "url": reverse("office:type", args=[key])}
    page = _page(facts, today)
    if request.method != "POST":
        return draw_doing(request, belongs, page)
    typed = page.typed(request)
    faults = page.faults(typed) or _unreadable(typed)
    if not faults:
        try:
            change_type(_declared(facts, typed), by=actor, at=timezone.now())
        except DeclarationNotRight as error:
            faults = {FIELDS.get(one, one): _said(one) for one in sorted(error.faults)}
        else:
            messages.success(request, _("Ändringen är sparad och gäller nu."))
            return redirect("office:type", key)
    return draw_doing(request, belongs, page, typed=typed, faults=faults)


FIELDS = {"retention": "years"}  # where a fault is shown, when the field has another name


def _label(column: str) -> str:
    return _(TYPE_COLUMNS[column])


def _said(fault: str) -> str:
    return _(FAULTS[fault])


def _page(facts: InformationTypeFacts, today: date) -> Doing:
    return Doing(
        title=_("Ändra informationstypen"),
        lead=[_("Det du ändrar gäller genast: i e-tjänsterna, i det som invånaren får veta om "
                "sina uppgifter och i gallringen. Klassningen beslutas för sig.")],
        fields=[*_what(facts, today), *_law(facts), *_kept(facts)],
        button=_("Spara"),
    )  # fmt: skip


def _what(facts: InformationTypeFacts, today: date) -> list[Field]:
    language = get_language() or "sv"
    owners = [("", _("Saknas")), *((one.key, one.name_in(language)) for one in positions_on(today))]
    holder = facts.holder or Text("", "")
    return [
        Field("owner", _label("owner"), type="select", required=False,
              options=owners, value=facts.owner or "",
              hint=_("Den som innehar befattningen svarar för informationen.")),
        Field("description_sv", _("Beskrivning på svenska"), rows=2, value=facts.description.sv),
        Field("description_en", _("Beskrivning på engelska"), rows=2, value=facts.description.en),
        Field("purpose_sv", _("Ändamål på svenska"), rows=2, value=facts.purpose.sv),
        Field("purpose_en", _("Ändamål på engelska"), rows=2, value=facts.purpose.en),
        Field("holder_sv", _("Finns redan hos, på svenska"), required=False, value=holder.sv,
              hint=_("En annan myndighet som redan har uppgiften.")),
        Field("holder_en", _("Finns redan hos, på engelska"), required=False, value=holder.en),
    ]  # fmt: skip


def _law(facts: InformationTypeFacts) -> list[Field]:
    kinds = [(one.value, str(one.label)) for one in PersonalData]
    bases = [(one.value, one.value) for one in GdprBasis]
    return [
        Field("legal_basis", _label("legal_basis"), rows=3, missing=_said("legal_basis"), 
              value="\n".join(facts.legal_basis), hint=_("Ett på varje rad.")),
        Field("personal_data", _label("personal_data"), type="select", options=kinds,
              value=facts.personal_data.value),
        Field("gdpr_basis", _label("gdpr_basis"), type="select", options=bases,
              value=facts.gdpr_basis.value),
        Field("gdpr_exception", _label("gdpr_exception"), required=False,
              value=facts.gdpr_exception, hint=_("Till exempel 9.2 g.")),
        Field("secrecy", _label("secrecy"), required=False, value=facts.secrecy,
              hint=_("Kapitel och paragraf i offentlighets- och sekretesslagen.")),
    ]  # fmt: skip


def _kept(facts: InformationTypeFacts) -> list[Field]:
    retention = facts.retention
    starts = [("", _("Bevaras")), *((one.value, str(one.label)) for one in RetentionStart)]
    answers = [("ja", _(YES_OR_NO[True])), ("nej", _(YES_OR_NO[False]))]
    return [
        Field("years", _label("retention_years"), required=False,
              value="" if retention.years is None else str(retention.years),
              hint=_("Lämna tomt för det som bevaras.")),
        Field("starts", _label("retention_from"), type="select", required=False,
              options=starts, value=retention.starts.value if retention.starts else ""),
        Field("retention_why", _label("retention_why"), rows=2, value=retention.why),
        Field("decision", _label("retention_decision"), required=False,
              value=retention.decision,
              hint=_("Organ, dag och paragraf. Utan beslut gallras ingenting.")),
        Field("open", _label("is_open"), type="choice", options=answers,
              value="ja" if facts.openness.open else "nej"),
        Field("open_why", _label("open_why"), rows=2, value=facts.openness.why),
    ]  # fmt: skip


def _unreadable(typed: dict[str, str]) -> dict[str, str]:
    """What a declaration cannot be made of, by field."""
    faults = {}
    years = typed["years"]
    if years and not (years.isascii() and years.isdigit() and int(years[:9]) <= MOST_YEARS):
        faults["years"] = _said("years")
    if bool(typed["holder_sv"]) != bool(typed["holder_en"]):
        faults["holder_en" if typed["holder_sv"] else "holder_sv"] = _said("holder")
    return faults


def _declared(facts: InformationTypeFacts, typed: dict[str, str]) -> InformationTypeFacts:
    holder = Text(typed["holder_sv"], typed["holder_en"]) if typed["holder_sv"] else None
    return structs.replace(
        facts,
        owner=typed["owner"] or None,
        description=Text(typed["description_sv"], typed["description_en"]),
        purpose=Text(typed["purpose_sv"], typed["purpose_en"]),
        holder=holder,
        legal_basis=tuple(
            line.strip() for line in typed["legal_basis"].split("\n") if line.strip()
        ),
        personal_data=PersonalData(typed["personal_data"]),
        gdpr_basis=GdprBasis(typed["gdpr_basis"]),
        gdpr_exception=typed["gdpr_exception"][:100],
        secrecy=typed["secrecy"][:100],
        retention=Retention(
            years=int(typed["years"]) if typed["years"] else None,
            starts=RetentionStart(typed["starts"]) if typed["starts"] else None,
            why=typed["retention_why"],
            decision=typed["decision"][:200],
        ),
        openness=Openness(open=typed["open"] == "ja", why=typed["open_why"]),
    )
