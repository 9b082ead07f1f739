"""The decision table of a service: to read, with how its tests went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.studio.changing import frame, open_copy
from torget.doors.studio.value_words import VALUES
from torget.doors.ui.decision_tables import readable
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.rooms.cases.queries import agreement_by_service, disagreements
from torget.rooms.eservices.terms import review

if TYPE_CHECKING:
    from torget.rooms.eservices.terms import CompiledTable, DecisionTable


@never_cache
@staff
def table(request: HttpRequest, key: str) -> HttpResponse:
    """The table as it stands; it is changed on a page of its own, or in the text."""
    copy, revision = open_copy(request, key)
    service = review(revision.texts).service
    language = get_language() or "sv"
    found = service.table if service else None
    page: dict[str, Any] = {
        **frame(request, copy, revision),
        "readable": service is not None,
        "table": readable(found.table, language) if found else None,
        "facts": _facts(found.table, language) if found else [],
        "tests": _tests(found, language) if found else [],
        "agreement": _agreement(key),
        "disagreements": disagreements(key, actor=actor_of(request)) if found else [],
        "change_url": reverse("studio:facts", args=[key, "tabell"]),
    }
    return render(request, "studio/table.html", page)


def _facts(found: DecisionTable, language: str) -> list[dict[str, str]]:
    modes = VALUES["DecisionTable.mode"]
    rows = [
        (_("Tabellen"), _(modes[found.mode])),
        (_("Syfte och verkan"), found.purpose.in_(language)),
        (_("Så fungerar den"), found.works.in_(language)),
        (_("Människans del"), found.human.in_(language)),
        (_("Risker"), found.risks.in_(language) if found.risks else ""),
        (_("Stöd för automatiserat beslut"), found.law),
        (_("Nämndens beslut"), found.resolution),
        (_("Konsekvensbedömning"), found.assessment),
    ]
    return [{"label": label, "text": text} for label, text in rows if text]


def _agreement(key: str) -> list[dict[str, str]]:
    """How the table did on trial, in numbers; nothing before it has been."""
    found = agreement_by_service().get(key)
    if found is None:
        return []
    told = found.agreed + found.disagreed
    share = f"{found.agreed * 100 // told} %" if told else "–"
    rows = [
        (_("Beslut sedan tabellen kom på prov"), str(found.weighed)),
        (_("Så många gånger föreslog den bifall"), str(found.proposed)),
        (_("Beslutet blev som den föreslog"), f"{found.agreed} ({share})"),
        (_("Beslutet blev ett annat"), str(found.disagreed)),
    ]
    return [{"label": label, "text": text} for label, text in rows]


def _tests(found: CompiledTable, language: str) -> list[dict[str, Any]]:
    failed = {failure.test: failure.message for failure in found.failures()}
    titles = {row.key: row.title.in_(language) for row in found.table.rows}
    return [
        {
            "name": test.name,
            "given": ", ".join(f"{one.input} = {one.value}" for one in test.given) or "–",
            "row": titles.get(test.row, test.row) or _("En person beslutar"),
            "passed": test not in failed,
            "says": failed[test].say(_, language) if test in failed else "",
        }
        for test in found.table.tests
    ]
