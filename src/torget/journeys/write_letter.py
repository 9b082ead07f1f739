"""The process of a case sends a letter: its PDF is made, and someone is asked to post it."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from torget.foundation.actor import the_system
from torget.journeys.facts import letter_facts
from torget.rooms.cases.actions import keep_letter
from torget.rooms.cases.queries import case_by_number, letter_in
from torget.rooms.documents.actions import store_rendered
from torget.rooms.jobs.ports import task


@task("write_letter")
def write_letter(case: str, transition: str, letter: str) -> None:
    """Make and keep the letter of the transition; with the same key twice, it is one letter."""
    row, by, at = case_by_number(case), the_system("worker"), timezone.now()
    party = row.parties.order_by("pk").first()
    language = party.language if party else "sv"
    text = letter_in(row, transition, language)
    facts = letter_facts(row, text, language=language, at=at)
    document = store_rendered(f"brev-{row.number}.pdf", "notice", facts, by=by, at=at)
    keep_letter(row, text, document, once=UUID(letter), by=by, at=at)
