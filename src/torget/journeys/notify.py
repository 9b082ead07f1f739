"""The applicant is told that something has happened, by the way they can be reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from torget.foundation.actor import Actor
from torget.journeys.letters import Letter
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
