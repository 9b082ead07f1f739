"""How the work goes: figures in words, drawn, in tables, and to take out."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from babel.dates import format_date
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache

from torget.doors.ui.charts import bar_chart
from torget.doors.ui.figures import (
    FIGURES,
    UnknownChoice,
    chosen,
    part_name,
    phase_titles,
    said,
    spreadsheet,
)
from torget.doors.ui.questions import Option
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.rooms.cases.queries import first_day
from torget.rooms.eservices.queries import published
from torget.rooms.organisation.queries import units_by_pk
from torget.rooms.statistics.queries import figures
from torget.rooms.statistics.terms import FEW

if TYPE_CHECKING:
    from torget.rooms.statistics.terms import Choice, Figures, Period, Row

# Each picture, and the figures of its table: title, what is drawn, what the roof is at least.
SECTIONS = (
    (N_("Hur mycket kom in?"), "received", 0, ("received", "decided", "closed", "waiting")),
    (N_("Hur lång tid tog det?"), "median", 0, ("median", "p90")),
    (N_("Blev det klart i tid?"), "promised", 100, ("promised", "statutory")),
    (N_("Hur mycket sker digitalt?"), "digital", 100, ("digital", "automated")),
)
# A figure of the total, and the sentence that says it.
SENTENCES = (
    ("received", ngettext_lazy("{value} ärende kom in.", "{value} ärenden kom in.", "value")),
    (
        "decided",
        ngettext_lazy("{value} ärende beslutades.", "{value} ärenden beslutades.", "value"),
    ),
    (
        "waiting",
        ngettext_lazy(
            "{value} ärende väntade på svar när perioden slutade.",
            "{value} ärenden väntade på svar när perioden slutade.",
            "value",
        ),
    ),
    (
        "median",
        ngettext_lazy(
            "Hälften fick svar inom {value} dag.", "Hälften fick svar inom {value} dagar.", "value"
        ),
    ),
    (
        "p90",
        ngettext_lazy(
            "Nio av tio fick svar inom {value} dag.",
            "Nio av tio fick svar inom {value} dagar.",
            "value",
        ),
    ),
    ("promised", gettext_lazy("{value} procent fick svar den dag vi hade lovat, eller tidigare.")),
    ("statutory", gettext_lazy("{value} procent beslutades inom lagens tid.")),
    ("digital", gettext_lazy("{value} procent kom in digitalt.")),
    ("automated", gettext_lazy("{value} procent beslutades automatiskt.")),
)
PATTERNS = {"day": "d MMMM y", "month": "MMMM y", "year": "y"}
SHORT = {"day": "d", "month": "LLL", "year": "y"}
MONTHS = 12  # to choose among, the latest


@never_cache
@staff
def statistics(request: HttpRequest) -> HttpResponse:
    """The figures of a service, a unit and a period."""
    given, choice, found = _asked(request)
    phases = phase_titles(choice.service)
    total = found.total
    page = {
        "action": request.path,
        "services": _services(choice.service),
        "units": _units(given["enhet"]),
        "periods": _periods(given["period"]),
        "words": _in_words(total),
        "sections": [_section(found, choice, given, *one) for one in SECTIONS],
        "ages": _ages(found),
        "phases": [
            (phases.get(key, key), _days(spent.median), _days(spent.p90), _many(spent.count))
            for key, spent in found.phases.items()
        ],
        "coarse": not found.exact,
        "few": FEW,
        "measured_to": found.measured_to,
        "csv_url": f"{reverse('desk:statistics_csv')}?{urlencode(given)}",
        "quality_url": reverse("desk:quality") if actor_of(request).units_for("case.check") else "",
        "json_url": f"{reverse('api:case_statistics')}?{urlencode(given)}",
    }
    return render(request, "desk/statistics.html", page)


@never_cache
@staff
def as_csv(request: HttpRequest) -> HttpResponse:
    """The same figures for a spreadsheet."""
    given, choice, found = _asked(request)
    name = "-".join(["statistik", *(value for value in given.values() if value)])
    answer = HttpResponse(spreadsheet(found, choice.period), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _asked(request: HttpRequest) -> tuple[dict[str, str], Choice, Figures]:
    """What stands in the address; without it one's own unit, this year."""
    actor, today = actor_of(request), timezone.localdate()
    actor.must_anywhere("statistics.read")
    own = min(actor.units_for("statistics.read"))
    usual = {"tjanst": "", "enhet": units_by_pk()[own].key, "period": str(today.year)}
    given = {name: request.GET.get(name, value) for name, value in usual.items()}
    try:
        choice = chosen(given)
    except UnknownChoice as unknown:
        raise Http404 from unknown
    return given, choice, figures(choice, actor=actor, today=today)


def _section(
    found: Figures,
    choice: Choice,
    given: dict[str, str],
    title: str,
    drawn: str,
    top: int,
    names: tuple[str, ...],
) -> dict[str, Any]:
    period = choice.period
    values = [(_day(row.first, SHORT[period.by]), getattr(row, drawn)) for row in found.rows]
    return {
        "key": drawn,
        "title": _(title),
        "text": _(FIGURES[drawn]),
        "chart": bar_chart(values, top=top),
        "head": [_(FIGURES[name]) for name in names],
        "rows": [
            {
                "label": _day(row.first, PATTERNS[period.by]),
                "url": _closer(row, period, given),
                "cells": [said(row, name) for name in names],
            }
            for row in found.rows
        ],
    }


def _closer(row: Row, period: Period, given: dict[str, str]) -> str:
    """Where a year is told by month, and a month by day."""
    if period.by == "day":
        return ""
    return "?" + urlencode(given | {"period": part_name(row, period)})


def _in_words(total: Row) -> list[str]:
    """The key figures as sentences; what there is nothing to say of is left out."""
    figures_and_words = [(getattr(total, name), words) for name, words in SENTENCES]
    return [words.format(value=value) for value, words in figures_and_words if value is not None]


def _ages(found: Figures) -> dict[str, Any]:
    least = list(found.ages)
    bands = [
        (_("{first}–{last} dagar").format(first=first, last=after - 1), found.ages[first])
        for first, after in pairwise(least)
    ]
    bands.append((_("{first} dagar eller mer").format(first=least[-1]), found.ages[least[-1]]))
    return {
        "chart": bar_chart([(str(age), count) for age, count in found.ages.items()]),
        "rows": [(label, _many(count)) for label, count in bands],
    }


def _many(count: int | None) -> str:
    return _("färre än {few}").format(few=FEW) if count is None else str(count)


def _days(days: int | None) -> str:
    return _("för få") if days is None else str(days)


def _services(chosen_key: str) -> list[Option]:
    language = get_language() or "sv"
    listed = [(one.key, one.compiled.service.title.in_(language)) for one in published()]
    return _options([("", _("Alla e-tjänster")), *listed], chosen_key)


def _units(chosen_key: str) -> list[Option]:
    language = get_language() or "sv"
    listed = sorted((unit.name_in(language), unit.key) for unit in units_by_pk().values())
    return _options([("", _("Alla enheter")), *((key, name) for name, key in listed)], chosen_key)


def _periods(chosen_period: str) -> list[Option]:
    """All years, each year since the first case, and the latest months."""
    today = timezone.localdate()
    begun = first_day() or today
    years = [str(year) for year in range(today.year, begun.year - 1, -1)]
    listed = [("", _("Alla år")), *((year, year) for year in years)]
    for ago in range(MONTHS):
        months = today.year * 12 + today.month - 1 - ago
        month = date(months // 12, months % 12 + 1, 1)
        listed.append((f"{month:%Y-%m}", _day(month, PATTERNS["month"])))
    if chosen_period not in dict(listed):
        listed.append((chosen_period, chosen_period))
    return _options(listed, chosen_period)


def _options(listed: list[tuple[str, str]], chosen_value: str) -> list[Option]:
    return [
        Option(value=value, label=name, checked=value == chosen_value) for value, name in listed
    ]


def _day(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=get_language() or "sv")
