"""Registers as lists: one declaration is the page, its search, its choices and its files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from torget.doors.office.past import DAY, past_of
from torget.doors.ui.spreadsheets import KINDS, Cell, as_file

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

Row = TypeVar("Row", bound=Model)
PER_PAGE = 50
SEARCH, SORT, PAGE, FILE = "sok", "sortera", "sida", "som"  # in the address


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """`label` is a message id. `value` is what the page shows and files hold; `sort` the field
    that the list can be put in order by; `url` leads from the value.
    """

    key: str
    label: str
    value: Callable[[Row], Cell]
    sort: str = ""
    url: Callable[[Row], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Generic[Row]):
    """Something to narrow the list by: `options` are (value, message id)."""

    key: str
    label: str
    options: Sequence[tuple[str, str]]
    narrow: Callable[[QuerySet[Row], str], QuerySet[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[Row]):
    """A register. `name` is what its files are called; `search` the fields that are searched.

    `add`: what the button that adds a row says, and where it leads; for those who may.
    """

    name: str
    title: str
    intro: str
    columns: Sequence[Column[Row]]
    choices: Sequence[Choice[Row]] = ()
    search: Sequence[str] = ()
    add: tuple[str, str] | None = None


def list_page(request: HttpRequest, listing: Listing[Row], rows: QuerySet[Row]) -> HttpResponse:
    """The register as the address asks for it: a page of it, or all that was chosen as a file."""
    rows = _narrowed(request, listing, rows)
    if (kind := request.GET.get(FILE, "")) in KINDS:
        columns = {column.key: _(column.label) for column in listing.columns}
        cells = ([column.value(row) for column in listing.columns] for row in rows)
        return as_file(kind, listing.name, columns, cells)
    page = Paginator(rows.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get(PAGE))
    shown = rows.filter(pk__in=[*page])  # so that what a row shows is worked out for these alone
    context = {
        "title": _(listing.title),
        "intro": _(listing.intro),
        "count": ngettext("{count} rad", "{count} rader", page.paginator.count).format(
            count=page.paginator.count
        ),
        "searches": bool(listing.search),
        "query": request.GET.get(SEARCH, ""),
        "day": request.GET.get(DAY, ""),
        "choices": [_choice(request, choice) for choice in listing.choices],
        "columns": [_heading(request, column) for column in listing.columns],
        "rows": [[_cell(column, row) for column in listing.columns] for row in shown],
        "files": [
            {"label": kind.upper(), "url": _address(request, **{FILE: kind})} for kind in KINDS
        ],
        "pages": pages_of(request, page),
        "add": {"label": listing.add[0], "url": listing.add[1]} if listing.add else {},
        "past": past_of(request),
    }
    return render(request, "office/list.html", context)


def _narrowed(request: HttpRequest, listing: Listing[Row], rows: QuerySet[Row]) -> QuerySet[Row]:
    for word in request.GET.get(SEARCH, "").split():
        anywhere = Q()
        for field in listing.search:
            anywhere |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(anywhere)
    for choice in listing.choices:
        value = request.GET.get(choice.key, "")
        if value in {value for value, _label in choice.options}:
            rows = choice.narrow(rows, value)
    field, falling = _order(request)
    if field in {column.sort for column in listing.columns if column.sort}:
        rows = rows.order_by(f"-{field}" if falling else field, "pk")
    return rows


def _order(request: HttpRequest) -> tuple[str, bool]:
    asked = request.GET.get(SORT, "")
    return asked.removeprefix("-"), asked.startswith("-")


def _heading(request: HttpRequest, column: Column[Row]) -> dict[str, str]:
    """The heading, where it leads, and how the list is ordered by it now."""
    field, falling = _order(request)
    current = bool(column.sort) and field == column.sort
    onward = f"-{column.sort}" if current and not falling else column.sort
    return {
        "label": _(column.label),
        "url": _address(request, **{SORT: onward}) if column.sort else "",
        "order": ("descending" if falling else "ascending") if current else "",
    }


def _cell(column: Column[Row], row: Row) -> dict[str, Any]:
    value = column.value(row)
    text = "–" if value in (None, "") else str(value)
    return {"label": _(column.label), "text": text, "url": column.url(row) if column.url else ""}


def _choice(request: HttpRequest, choice: Choice[Row]) -> dict[str, Any]:
    asked = request.GET.get(choice.key, "")
    options = [("", _("Alla")), *((value, _(label)) for value, label in choice.options)]
    return {
        "key": choice.key,
        "label": _(choice.label),
        "options": [
            {"value": value, "label": label, "checked": value == asked} for value, label in options
        ],
    }


def _address(request: HttpRequest, **changes: str) -> str:
    """The same list with something else asked for; from its first page."""
    asked = request.GET.copy()
    for gone in (PAGE, FILE):
        asked.pop(gone, None)
    for name, value in changes.items():
        asked[name] = value
    return f"?{asked.urlencode()}"


def pages_of(request: HttpRequest, page: Any) -> dict[str, Any]:
    """What `parts.pages` draws."""
    total, number = page.paginator.num_pages, page.number
    near = range(max(1, number - 2), min(total, number + 2) + 1)

    def url(wanted: int) -> str:
        return _address(request, **{PAGE: str(wanted)})

    return {
        "number": number,
        "total": total,
        "previous_url": url(number - 1) if page.has_previous() else "",
        "next_url": url(number + 1) if page.has_next() else "",
        "links": [{"number": one, "url": url(one)} for one in near],
    }
