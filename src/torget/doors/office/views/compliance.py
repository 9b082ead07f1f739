"""Whether the municipality's own rules hold: one page for all, one for what breaks each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.office.compliance import RULES, Rule, checks
from torget.doors.office.listing import PAGE, PER_PAGE, pages_of
from torget.doors.office.past import as_it_was, day_of, past_of
from torget.doors.ui.requests import actor_of
from torget.doors.ui.spreadsheets import KINDS, as_file
from torget.doors.ui.staff import staff

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torget.foundation.compliance import Check, Violation


def _checks(request: HttpRequest, rules: Sequence[Rule]) -> Mapping[int, Check]:
    return checks(actor_of(request), today=day_of(request), rules=rules)


@never_cache
@staff
@as_it_was
def compliance(request: HttpRequest) -> HttpResponse:
    """Every rule, with how many records break it."""
    made = _checks(request, RULES)
    context = {
        "rules": [_rule(one, made.get(one.number)) for one in RULES],
        "past": past_of(request),
    }
    return render(request, "office/compliance.html", context)


def _rule(one: Rule, made: Check | None) -> dict[str, Any]:
    return {
        "number": one.number,
        "says": _(one.says),
        "sources": one.sources,
        "stops": _(one.stops) if one.stops else "",
        "waits": _(one.waits) if made is None and one.waits else "",
        "count": len(made.rows) if made else 0,
        "url": reverse("office:rule", args=[one.number]),
    }


@never_cache
@staff
@as_it_was
def rule(request: HttpRequest, number: int) -> HttpResponse:
    """The records that break the rule, each leading to where it is mended; also as a file."""
    one = next((one for one in RULES if one.number == number), None)
    if one is None:
        raise Http404
    made = _checks(request, [one]).get(number)
    rows = made.rows if made else ()
    if (kind := request.GET.get("som", "")) in KINDS:
        columns = {"name": _("Namn"), "key": _("Nyckel"), "why": _("Vad som brister")}
        return as_file(kind, f"regel-{number}", columns, ([r.name, r.key, _why(r)] for r in rows))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get(PAGE))
    context = {
        **{name: value for name, value in _rule(one, made).items() if name != "url"},
        "rows": [
            {"name": row.name, "why": _why(row), "url": one.url(row) if one.url else ""}
            for row in page
        ],
        "pages": pages_of(request, page),
        "files": [{"label": kind.upper(), "url": f"?som={kind}"} for kind in KINDS],
        "past": past_of(request),
    }
    return render(request, "office/rule.html", context)


def _why(broken: Violation) -> str:
    return _(broken.why).format(**broken.values) if broken.why else ""
