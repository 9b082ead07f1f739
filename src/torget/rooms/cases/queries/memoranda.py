"""What has been written to the committee in a case."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from torget.rooms.cases.models import Case, Memorandum
from torget.rooms.cases.terms import MemorandumText

if TYPE_CHECKING:
    from django.db.models import QuerySet


def memoranda_of(case: Case) -> QuerySet[Memorandum]:
    """Of a case that the actor has been allowed to see, the oldest first; for staff only."""
    return case.memoranda.select_related("document").order_by("pk")


def memorandum_as_typed(case: Case, text: MemorandumText) -> Memorandum:
    """The memorandum as it would be; not kept."""
    return Memorandum(case=case, **asdict(text))


def get_memorandum(case: Case, key: int) -> Memorandum:
    """One of the case's, or Memorandum.DoesNotExist."""
    return memoranda_of(case).select_related("case__unit__committee").get(pk=key)
