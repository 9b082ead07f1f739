"""The applicant is told that something has happened, by the way they can be reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from torget.foundation.actor import Actor, the_system
from torget.journeys.letters import Letter, news_letter
from torget.rooms.cases.queries import case_by_number
from torget.rooms.jobs.ports import task
from torget.rooms.messaging.actions import send_message

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case


def tell_parties(case: Case, letter_in: Callable[[str], Letter], *, by: Actor, at: datetime) -> int:
    """Queue the letter to every party with an e-mail address; return how many."""
    parties = list(case.parties.exclude(email=""))
    for party in parties:
        letter = letter_in(party.language)
        send_message(
            party.email,
            subject=letter.subject,
            body=letter.body,
            language=party.language,
            about=f"case:{case}",
            unit=case.unit_id,
            by=by,
            at=at,
        )
    return len(parties)


@task("tell_of_news")
def tell_of_news(case: str) -> None:
    """Tell the parties that there is something to read in the case."""
    tell_parties(
        case_by_number(case),
        lambda language: news_letter(case, language=language),
        by=the_system("worker"),
        at=timezone.now(),
    )
