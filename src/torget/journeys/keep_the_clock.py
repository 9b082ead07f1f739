"""The officer keeps the law's clock; the parties are told that there is something to read."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from torget.foundation.actor import Actor
from torget.journeys.letters import news_letter
from torget.journeys.notify import tell_parties
from torget.rooms.cases.actions import (
    extend_time,
    forward_appeal,
    record_court_answer,
    refuse_to_conclude,
    review_appeal,
    tell_of_delay,
)

if TYPE_CHECKING:
    from torget.rooms.cases.models import Appeal, Case
    from torget.rooms.cases.terms import CourtOutcome, Review


def _tell(case: Case, *, by: Actor, at: datetime) -> None:
    tell_parties(case, lambda language: news_letter(case.number, language=language), by=by, at=at)


@transaction.atomic
def tell_it_is_late(
    case: Case, reason: str, *, new_day: date, once: UUID, by: Actor, at: datetime
) -> None:
    """Write in the case that it is late, why, and the new day; raises CaseNotReady."""
    if tell_of_delay(case, reason, new_day=new_day, once=once, by=by, at=at):
        _tell(case, by=by, at=at)


@transaction.atomic
def tell_of_longer_time(case: Case, reason: str, *, once: UUID, by: Actor, at: datetime) -> None:
    """Make the time by law longer and write why in the case; raises CaseNotReady."""
    if extend_time(case, reason, once=once, by=by, at=at):
        _tell(case, by=by, at=at)


@transaction.atomic
def refuse_conclusion(case: Case, reasons: str, *, by: Actor, at: datetime) -> None:
    """Refuse the request to conclude the case; raises CaseNotReady."""
    refuse_to_conclude(case, reasons, by=by, at=at)
    _tell(case, by=by, at=at)


@transaction.atomic
def review_the_appeal(
    appeal: Appeal, review: Review, reasons: str, *, by: Actor, at: datetime
) -> None:
    """Decide whether the appeal came in time; raises CaseNotReady."""
    review_appeal(appeal, review, reasons, by=by, at=at)
    _tell(appeal.decision.case, by=by, at=at)


@transaction.atomic
def hand_over_the_appeal(appeal: Appeal, *, by: Actor, at: datetime) -> None:
    """Note that the appeal has gone to the court; raises CaseNotReady."""
    forward_appeal(appeal, by=by, at=at)
    _tell(appeal.decision.case, by=by, at=at)


@transaction.atomic
def note_court_answer(
    appeal: Appeal, outcome: CourtOutcome, *, decided_on: date, final: bool, by: Actor, at: datetime
) -> None:
    """Note what the court decided; raises CaseNotReady."""
    record_court_answer(appeal, outcome, decided_on=decided_on, final=final, by=by, at=at)
    _tell(appeal.decision.case, by=by, at=at)
