"""What a unit writes to the applicant of itself, when something has happened to the case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from torget.foundation.actor import Actor
from torget.rooms.cases.models import Case, Post
from torget.rooms.cases.terms import Author
from torget.rooms.jobs.actions import enqueue


def say_from_unit(case: Case, words: Callable[[str], str], *, by: Actor, at: datetime) -> None:
    """Write the words in the applicant's language in the conversation, and tell that they are
    there. Nothing where nobody could read them.
    """
    party = case.parties.exclude(person=None, email="").order_by("pk").first()
    if party is None:
        return
    Post.objects.create(
        case=case,
        author=Author.OFFICER,
        author_name=case.unit.name_in(party.language),
        text=words(party.language),
        written_at=at,
    )
    enqueue("tell_of_news", case=case.number, by=by, at=at)
