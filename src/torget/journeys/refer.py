"""Someone is asked for an opinion, answers, and is reminded before the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from torget.foundation.actor import Actor, the_system
from torget.journeys.letters import answer_letter, referral_letter
from torget.rooms.cases.actions import (
    answer_referral,
    extend_referral,
    note_reminder,
    send_referral,
)
from torget.rooms.cases.queries import referrals_to_remind, word_of
from torget.rooms.jobs.ports import pulse
from torget.rooms.messaging.actions import send_message

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case, Referral
    from torget.rooms.cases.terms import Asked
    from torget.rooms.documents.models import Document

HOUR = 3600
MOST = 500  # at a time; the rest the next hour


@transaction.atomic
def refer(
    case: Case,
    asked: Asked,
    *,
    documents: Sequence[Document],
    once: UUID,
    by: Actor,
    at: datetime,
) -> None:
    """Send the referral and the letter with its link; raises CaseNotReady."""
    sent = send_referral(case, asked, documents=documents, once=once, by=by, at=at)
    if sent:
        _write_to(sent, again=False, by=by, at=at)


@transaction.atomic
def give_more_time(referral: Referral, answer_by: date, *, by: Actor, at: datetime) -> None:
    """Move the day and tell the one who was asked; raises CaseNotReady."""
    extend_referral(referral, answer_by, by=by, at=at)
    referral.refresh_from_db()
    _write_to(referral, again=True, by=by, at=at)


@transaction.atomic
def take_in_answer(
    referral: Referral, text: str, *, documents: Sequence[Document], by: Actor, at: datetime
) -> None:
    """Take in the answer and tell the officer; raises CaseNotReady or Forbidden."""
    answered = answer_referral(referral, text, documents=documents, by=by, at=at)
    if answered is None:
        return
    case = answered.case
    officer = case.officer or answered.asked_by
    letter = answer_letter(case.number)
    send_message(officer.email, subject=letter.subject, body=letter.body, language="sv",
                 about=f"case:{case}", unit=case.unit_id, by=by, at=at)  # fmt: skip


@pulse("remind of referrals", seconds=HOUR)
def remind_of_referrals() -> None:
    """Some days before the day, once; two workers at once remind once."""
    by, at = the_system("worker"), timezone.now()
    for referral in referrals_to_remind(today=timezone.localdate(at))[:MOST]:
        with transaction.atomic():
            if note_reminder(referral, by=by, at=at):
                _write_to(referral, again=True, by=by, at=at)


def _write_to(referral: Referral, *, again: bool, by: Actor, at: datetime) -> None:
    """What the case is about is not told: mail is an open postcard."""
    path = f"desk/remiss/{referral.pk}/" if referral.unit_id else f"remiss/{word_of(referral)}/"
    with override("sv"):
        day = date_format(referral.answer_by, "j F Y")
    letter = referral_letter(
        referral.case.number, day, f"{settings.ENVIRONMENT.site_url}/{path}", again=again
    )
    send_message(
        referral.to_email,
        subject=letter.subject,
        body=letter.body,
        language="sv",
        about=f"case:{referral.case}",
        unit=referral.case.unit_id,
        holds_link=referral.unit_id is None,
        by=by,
        at=at,
    )
