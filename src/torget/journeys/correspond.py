"""Officer and applicant write to one another, and the one who should read it is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import override

from torget.foundation.actor import Actor
from torget.journeys.answer_by_mail import tell_of_post
from torget.journeys.decide_automatically import try_the_table
from torget.journeys.letters import Letter, communication_letter, supplement_letter
from torget.journeys.notify import tell_parties
from torget.rooms.cases.actions import (
    answer_supplement,
    ask_for_supplement,
    communicate,
    write_as_officer,
)
from torget.rooms.cases.terms import ANEW, Topic

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case
    from torget.rooms.documents.models import Document


@transaction.atomic
def write_to_applicant(
    case: Case,
    text: str,
    *,
    once: UUID,
    documents: Sequence[Document] = (),
    topic: Topic = ANEW,
    by: Actor,
    at: datetime,
) -> None:
    """Write in the case and tell the applicant that there is something to read."""
    post = write_as_officer(case, text, once=once, documents=documents, topic=topic, by=by, at=at)
    if post:
        tell_of_post(case, post, by=by, at=at)


@transaction.atomic
def request_supplement(case: Case, text: str, *, answer_by: date, by: Actor, at: datetime) -> None:
    """Ask the applicant for more by a day, and tell them; raises CaseNotReady."""
    ask_for_supplement(case, text, answer_by=answer_by, by=by, at=at)

    def letter(language: str) -> Letter:
        with override(language):
            day = date_format(answer_by, "j F Y")
        return supplement_letter(case.number, day, language=language)

    tell_parties(case, letter, by=by, at=at)


@transaction.atomic
def supplement_application(
    case: Case, text: str, *, documents: Sequence[Document], by: Actor, at: datetime
) -> None:
    """The applicant answers what was asked for; answered already, nothing happens."""
    if answer_supplement(case, text, documents=documents, by=by, at=at):
        try_the_table(case, by=by, at=at)


@transaction.atomic
def hear_parties(
    case: Case,
    text: str,
    *,
    answer_by: date,
    documents: Sequence[Document],
    once: UUID,
    by: Actor,
    at: datetime,
) -> None:
    """Show the parties what a decision may rest on, and tell them; raises CaseNotReady."""
    if not communicate(
        case, text, answer_by=answer_by, documents=documents, once=once, by=by, at=at
    ):
        return

    def letter(language: str) -> Letter:
        with override(language):
            day = date_format(answer_by, "j F Y")
        return communication_letter(case.number, day, language=language)

    tell_parties(case, letter, by=by, at=at)
