"""The tables of cases, by topic."""

from torget.rooms.cases.models.case import (
    Case,
    CaseQuerySet,
    Decision,
    Event,
    Note,
    Party,
    Post,
    Presence,
    Series,
    SupplementRequest,
)
from torget.rooms.cases.models.search import SearchRow, SearchWord

__all__ = [
    "Case",
    "CaseQuerySet",
    "Decision",
    "Event",
    "Note",
    "Party",
    "Post",
    "Presence",
    "SearchRow",
    "SearchWord",
    "Series",
    "SupplementRequest",
]
