"""The queue: which cases there are to work with, and how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, Q

from torget.foundation.actor import Actor
from torget.rooms.cases.models import Case, CaseQuerySet, Post
from torget.rooms.cases.queries.cases import cases_for
from torget.rooms.cases.terms import Author, Status

MOST = 1000  # nobody works faster for knowing whether there are 4 000 or 5 000


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What an officer wants to see of the queue."""

    show: str = "open"  # open, mine, unassigned, late, closed
    search: str = ""
    unit: int | None = None


def queue(actor: Actor, chosen: QueueFilter, *, today: date) -> CaseQuerySet:
    """The actor's queue. Costs the same for few and many: the index gives it in order."""
    cases = with_unread(cases_for(actor).select_related("officer"))
    if chosen.unit is not None:
        cases = cases.filter(unit=chosen.unit)
    if chosen.search:
        term = chosen.search.strip()
        cases = cases.filter(Q(number__istartswith=term) | Q(applicant_name__icontains=term))
    match chosen.show:
        case "closed":
            return cases.filter(status=Status.CLOSED).order_by("-closed_at")
        case "mine":
            return cases.open().filter(officer=actor.employee)
        case "unassigned":
            return cases.open().filter(officer=None)
        case "late":
            return cases.open().filter(decided_at=None, due_on__lt=today)
    return cases.open()


def with_unread(cases: CaseQuerySet) -> CaseQuerySet:
    """The cases with `has_unread`: whether the applicant has written something unread."""
    unread = Post.objects.filter(case=OuterRef("pk"), author=Author.RESIDENT, read_at=None)
    return cases.annotate(has_unread=Exists(unread))


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
