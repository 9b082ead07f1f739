"""The public register of automated decisions, as pages and machines tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from torget.doors.ui.decision_tables import SOURCES, readable
from torget.rooms.eservices.queries import public_services, versions_of
from torget.rooms.information.queries import all_types
from torget.rooms.statistics.queries import figures_of_tables

if TYPE_CHECKING:
    from torget.rooms.eservices.queries import PublishedService
    from torget.rooms.eservices.terms import CompiledTable

MODES = {
    "shadow": N_("På prov: tabellen föreslår, en människa beslutar"),
    "live": N_("Tabellen beslutar"),
}
SOURCE_CODE = "Torget, EUPL-1.2"


def registered() -> list[PublishedService]:
    """The services whose decision table is in use, on trial or deciding."""
    return [
        one
        for one in public_services()
        if one.compiled.table and one.compiled.table.table.mode != "idle"
    ]


def entry_of(one: PublishedService, language: str) -> dict[str, Any]:
    """Everything that the register says of one service."""
    service, found = one.compiled.service, one.compiled.table
    assert found is not None  # only those with a table are registered
    table, contact = found.table, service.contact
    return {
        "key": one.key,
        "title": service.title.in_(language),
        "mode": table.mode,
        "mode_text": _(MODES[table.mode]),
        "purpose": table.purpose.in_(language),
        "works": table.works.in_(language),
        "human": table.human.in_(language),
        "risks": table.risks.in_(language) if table.risks else "",
        "assessment": table.assessment,
        "law": table.law,
        "resolution": table.resolution,
        "laws": [f"{basis.law} {basis.paragraph}" for basis in service.legal_bases],
        "table": readable(table, language),
        "sources": _sources(one, found, language),
        "versions": _versions(one.key),
        "table_hash": found.hash,
        "numbers": figures_of_tables().get(one.key, {}),
        "supplier": SOURCE_CODE,
        "contact": {
            "name": contact.name.in_(language),
            "phone": contact.phone,
            "email": contact.email,
        },
    }


def _sources(one: PublishedService, found: CompiledTable, language: str) -> list[dict[str, str]]:
    """What each input is, of which kind of information, and from where."""
    types = all_types()
    rows = []
    for asked in found.table.inputs:
        question = one.compiled.questions.get(asked.value.partition(".")[0])
        facts = types.get(question.information) if question else None
        rows.append(
            {
                "label": asked.title.in_(language),
                "kind": facts.name.in_(language) if facts else "",
                "source": _(SOURCES[found.source_of(asked)]),
            }
        )
    return rows


def _versions(key: str) -> list[dict[str, Any]]:
    """The service's published versions, latest first."""
    rows = versions_of(key).values_list("number", "published_at", "hash")
    return [{"number": number, "at": at, "hash": digest} for number, at, digest in rows]


def numbers_said(numbers: dict[str, Any]) -> list[dict[str, str]]:
    """The figures for people; what is hidden is said to be few."""
    few = _("För få för att visas")
    said = {
        "weighed": N_("Ärenden som tabellen har prövat på prov"),
        "agreed": N_("Beslutet blev som tabellen föreslog"),
        "decided": N_("Beslut som tabellen har fattat"),
        "reviewed": N_("Beslut som en människa har granskat"),
        "right": N_("Granskade beslut som var rätt"),
    }
    shares = {"agreed", "right"}
    rows = []
    for name, label in said.items():
        if name not in numbers or (name == "right" and numbers["reviewed"] == 0):
            continue
        value = numbers[name]
        unit = " %" if name in shares else ""
        rows.append({"label": _(label), "text": few if value is None else f"{value}{unit}"})
    return rows
