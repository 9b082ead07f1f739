"""Over the queue: by status, by day, what is saved, and what colleagues have noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from torget.foundation.actor import Actor
from torget.rooms.cases.models import Case, Mention, Note, SavedChoice
from torget.rooms.cases.queries.queue import QueueFilter, queue, search_for
from torget.rooms.cases.terms import Status

ON_BOARD = tuple(status for status in Status if status != Status.CLOSED)
NEWS_FOR = timedelta(days=7)


def board(actor: Actor, chosen: QueueFilter, *, today: date, most: int) -> dict[Status, list[Case]]:
    """The most urgent open cases of each status, one more than `most` when there are more."""
    found = search_for(chosen, actor=actor)
    return {
        status: list(
            queue(actor, replace(chosen, status=status), today=today, found=found).select_related(
                "officer", "submission", "decision"
            )[: most + 1]
        )
        for status in ON_BOARD
    }


def due_by_day(
    actor: Actor, chosen: QueueFilter, *, first: date, last: date, today: date
) -> dict[date, int]:
    """How many undecided cases are promised an answer on each day, the last one included."""
    cases = queue(actor, chosen, today=today).filter(decided_at=None, due_on__range=(first, last))
    counted = cases.order_by().values_list("due_on").annotate(count=Count("pk"))
    return dict(counted)


def saved_choices(actor: Actor) -> QuerySet[SavedChoice]:
    """One's own, and those that are shared with a unit where one reads cases; by name."""
    mine = Q(owner=actor.employee)
    shared = Q(shared_with__in=actor.units_for("case.read"))
    return SavedChoice.objects.filter(mine | shared).select_related("owner").order_by("name", "pk")


def colleagues_notes(actor: Actor, *, now: datetime, most: int) -> QuerySet[Note]:
    """What colleagues have noted lately in one's own open cases, the newest first."""
    mine = Case.objects.readable_by(actor).open().filter(officer=actor.employee)
    return (
        Note.objects.filter(case__in=mine, written_at__gt=now - NEWS_FOR)
        .exclude(author=actor.employee)
        .select_related("case", "author")
        .order_by("-written_at")[:most]
    )


def my_mentions(actor: Actor) -> QuerySet[Mention]:
    """Notes that mention the employee and that they have not seen, in cases they may read."""
    readable = Case.objects.readable_by(actor).order_by()
    unseen = Mention.objects.filter(employee=actor.employee, seen_at=None, note__case__in=readable)
    return unseen.select_related("note__case", "note__author").order_by("-note__written_at")
