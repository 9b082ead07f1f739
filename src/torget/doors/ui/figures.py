"""Statistics as they are asked for in an address, and given to machines and spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from torget.rooms.eservices.queries import published, published_service
from torget.rooms.organisation.queries import unit
from torget.rooms.statistics.terms import FEW, Choice, Figures, Period, Row, period_of

# Every figure of a row, as people say it.
FIGURES = {
    "received": N_("Kom in"),
    "decided": N_("Beslutade"),
    "closed": N_("Avslutade"),
    "waiting": N_("Väntade på svar vid periodens slut"),
    "median": N_("Handläggningstid i dagar, median"),
    "p90": N_("Handläggningstid i dagar för nio av tio"),
    "promised": N_("Procent i tid mot vårt löfte"),
    "statutory": N_("Procent i tid mot lagens tid"),
    "digital": N_("Procent digitalt"),
    "automated": N_("Procent automatiskt beslutade"),
}


class UnknownChoice(Exception):
    """Something in the address that there is not."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(name, value)
        self.name, self.value = name, value


def chosen(given: Mapping[str, str]) -> Choice:
    """The choice that stands in the address as tjanst, enhet and period; UnknownChoice."""
    period, service = period_of(given.get("period", "")), given.get("tjanst", "")
    key = given.get("enhet", "")
    if period is None:
        raise UnknownChoice("period", given["period"])
    try:
        if service:
            published_service(service)
    except ObjectDoesNotExist as error:
        raise UnknownChoice("tjanst", service) from error
    try:
        pk = unit(key).pk if key else None
    except ObjectDoesNotExist as error:
        raise UnknownChoice("enhet", key) from error
    return Choice(period=period, service=service, unit=pk)


def phase_titles(service: str) -> dict[str, str]:
    """What the phases of the service's process are called, or of all services without one.

    Where services have different words for the same phase, all of them are said.
    """
    language = get_language() or "sv"
    titles: dict[str, list[str]] = {}
    for one in [published_service(service)] if service else published():
        for phase in one.compiled.process.process.phases:
            titles.setdefault(phase.key, []).append(phase.title.in_(language))
    return {key: " / ".join(dict.fromkeys(words)) for key, words in titles.items()}


def part_name(row: Row, period: Period) -> str:
    """The row's day, month or year: 2028-02-29, 2028-02, 2028."""
    return row.first.isoformat()[: {"year": 4, "month": 7, "day": 10}[period.by]]


def data_of(found: Figures, period: Period, phases: Mapping[str, str]) -> dict[str, Any]:
    """The figures for machines; the shape is told in docs/utveckla/api.md."""
    return {
        "exact": found.exact,
        "measured_to": found.measured_to,
        "by": period.by,
        "total": _plain(found.total),
        "periods": [{"period": part_name(row, period), **_plain(row)} for row in found.rows],
        "waiting_by_age": [{"from_days": age, "count": count} for age, count in found.ages.items()],
        "phases": [
            {
                "phase": key,
                "title": phases.get(key, key),
                "median": spent.median,
                "p90": spent.p90,
                "count": spent.count,
            }
            for key, spent in found.phases.items()
        ],
    }


def _plain(row: Row) -> dict[str, Any]:
    names = [one.name for one in fields(row) if one.name != "first"]
    return {name: getattr(row, name) for name in names}


def said(row: Row, name: str) -> str:
    """A figure in a table; what is hidden says so, and what there is none of is a dash."""
    if name in row.hidden:
        return _("färre än {few}").format(few=FEW) if name in COUNTS else _("för få")
    value = getattr(row, name)
    return "–" if value is None else str(value)


COUNTS = frozenset({"received", "decided", "closed", "waiting"})


def spreadsheet(found: Figures, period: Period) -> str:
    """The rows as CSV that Swedish spreadsheets open."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_("Period"), *(_(label) for label in FIGURES.values())])
    for row in found.rows:
        writer.writerow([part_name(row, period), *(said(row, name) for name in FIGURES)])
    return "\ufeff" + text.getvalue()
