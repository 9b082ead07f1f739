"""The queue: which cases there are to work with, and how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, Value

from torget.foundation.actor import Actor
from torget.rooms.cases.models import Case, CaseQuerySet, Post
from torget.rooms.cases.queries.cases import cases_for
from torget.rooms.cases.queries.search import Found, cases_of_person, found_cases
from torget.rooms.cases.rules import SOON
from torget.rooms.cases.search_words import is_number
from torget.rooms.cases.terms import Author, Status

MOST = 1000  # nobody works faster for knowing whether there are 4 000 or 5 000
NOTHING = Found(())


class AnyOf(Func):
    """Among the keys, given as one array: a thousand values of their own cost more than finding
    the cases.
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What an officer wants to see of the queue."""

    show: str = "open"  # open, mine, unassigned, late, soon, unread, closed, all
    search: str = ""  # a number's beginning, or words
    person: str = ""  # the digest from look_for_person
    unit: int | None = None
    service: str = ""
    status: str = ""
    officer: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A row in the list: what comes after it, or before it, is the next page or the one before."""

    at: str  # the day, or the moment, that the list is in the order of
    pk: int
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class CasesShown:
    """One page of the queue. `found` says how the search went."""

    cases: list[Case]
    has_next: bool
    has_previous: bool
    found: Found


def queue(
    actor: Actor, chosen: QueueFilter, *, today: date, found: Found | None = None
) -> CaseQuerySet:
    """The actor's queue, in order. `found`: what `search_for` gave, by those who want it too."""
    found = found or search_for(chosen, actor=actor)
    cases = with_unread(cases_for(actor).select_related("officer"))
    if chosen.person:
        cases = cases.filter(pk__in=cases_of_person(chosen.person, actor=actor).values("pk"))
    if is_number(chosen.search):
        cases = cases.filter(number__startswith=chosen.search.strip().upper())
    elif chosen.search.strip():
        cases = cases.filter(AnyOf(F("pk"), Value(list(found.cases))))
    narrowed = {
        "unit": chosen.unit,
        "service": chosen.service or None,
        "status": chosen.status or None,
        "officer": chosen.officer,
    }
    cases = cases.filter(**{name: value for name, value in narrowed.items() if value is not None})
    return _kind(cases, chosen.show, actor=actor, today=today)


def _kind(cases: CaseQuerySet, show: str, *, actor: Actor, today: date) -> CaseQuerySet:
    match show:
        case "closed":
            return cases.filter(status=Status.CLOSED).order_by("-closed_at", "-id")
        case "all":
            return cases.order_by("-id")
        case "mine":
            return cases.open().filter(officer=actor.employee)
        case "unassigned":
            return cases.open().filter(officer=None)
        case "late":
            return cases.open().filter(decided_at=None, due_on__lt=today)
        case "soon":
            return cases.open().filter(decided_at=None, due_on__range=(today, today + SOON))
        case "unread":
            return cases.open().filter(pk__in=_unread().values("case"))
    return cases.open()


def search_for(chosen: QueueFilter, *, actor: Actor) -> Found:
    """What the words of the choice find; nothing when it has none."""
    if not chosen.search.strip() or is_number(chosen.search):
        return NOTHING
    return found_cases(chosen.search, actor=actor)


def queue_page(
    actor: Actor, chosen: QueueFilter, *, today: date, place: Place | None, most: int
) -> CasesShown:
    """The rows after the place, or before it. Costs the same however far down the list it is."""
    found = search_for(chosen, actor=actor)
    cases = queue(actor, chosen, today=today, found=found)
    if place is None:
        rows = list(cases[: most + 1])
        return CasesShown(rows[:most], len(rows) > most, has_previous=False, found=found)
    backwards = place.is_before
    beyond = cases.filter(_beyond(chosen.show, place))
    rows = list((beyond.reverse() if backwards else beyond)[: most + 1])
    more, rows = len(rows) > most, rows[:most]
    if backwards:
        return CasesShown(rows[::-1], has_next=True, has_previous=more, found=found)
    return CasesShown(rows, has_next=more, has_previous=True, found=found)


def place_of(case: Case, show: str, *, is_before: bool = False) -> Place:
    """Where the case stands in a list of this kind."""
    at = "" if show == "all" else str(case.due_on)
    if show == "closed" and case.closed_at:
        at = case.closed_at.isoformat()
    return Place(at, case.pk, is_before=is_before)


def _beyond(show: str, place: Place) -> Q:
    """After the place in the order of the list, or before it, written so that an index can go on.

    Raises ValueError for a place that is no place in such a list.
    """
    falling = show in ("closed", "all")
    sign = "lt" if falling != place.is_before else "gt"
    further = Q(**{f"pk__{sign}": place.pk})
    if show == "all":
        return further
    name = "closed_at" if show == "closed" else "due_on"
    at = datetime.fromisoformat(place.at) if show == "closed" else date.fromisoformat(place.at)
    return Q(**{f"{name}__{sign}e": at}) & (Q(**{f"{name}__{sign}": at}) | further)


def _unread() -> Any:
    return Post.objects.filter(author=Author.RESIDENT, read_at=None)


def with_unread(cases: CaseQuerySet) -> CaseQuerySet:
    """The cases with `has_unread`: whether the applicant has written something unread."""
    return cases.annotate(has_unread=Exists(_unread().filter(case=OuterRef("pk"))))


@dataclass(frozen=True, slots=True)
class QueueCounts:
    open: int
    mine: int
    unassigned: int
    late: int


def queue_counts(actor: Actor, *, today: date) -> QueueCounts:
    """How many there are of each kind. Counting stops at MOST, so it costs the same for many."""
    every = Case.objects.readable_by(actor).open()
    kinds = (
        every,
        every.filter(officer=actor.employee),
        every.filter(officer=None),
        every.filter(decided_at=None, due_on__lt=today),
    )
    counted = [_limited(kind) for kind in kinds]
    columns = ", ".join(f"(SELECT count(*) FROM ({sql}) AS kind)" for sql, _values in counted)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [value for _sql, values in counted for value in values])
        return QueueCounts(*cursor.fetchone())


def _limited(cases: CaseQuerySet) -> tuple[str, tuple[Any, ...]]:
    """SQL for at most MOST of the cases, and its values."""
    try:
        return cases.values("pk")[:MOST].query.sql_with_params()
    except EmptyResultSet:  # the actor has no units at all
        return "SELECT 1 WHERE false", ()
