"""Sending messages, and sending again what failed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.jobs.actions import enqueue
from torget.rooms.messaging.models import Message
from torget.rooms.messaging.terms import State

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document


@transaction.atomic
def send_message(
    to: str,
    *,
    subject: str,
    body: str,
    language: str,
    about: str,
    unit: int | None,
    documents: Sequence[Document] = (),
    holds_link: bool = False,
    reply_to: str = "",
    by: Actor,
    at: datetime,
) -> Message:
    """Queue a message in the current transaction; the worker delivers it.

    `about` names what it concerns, `unit` whose staff sees it if it cannot be delivered. With
    `holds_link` its text is forgotten once it is sent. Answers go to `reply_to`, if anywhere.
    """
    message = Message.objects.create(
        to=to,
        subject=subject,
        body=body,
        language=language,
        about=about,
        unit=unit,
        holds_link=holds_link,
        reply_to=reply_to,
        queued_at=at,
    )
    message.documents.set(documents)
    enqueue("deliver_message", message=message.pk, by=by, at=at)
    return message


@transaction.atomic
def send_again(message: Message, *, to: str, by: Actor, at: datetime) -> None:
    """Queue a failed message once more, maybe to a corrected address; needs `message.resend`."""
    by.must_anywhere("message.resend") if message.unit is None else by.must(
        "message.resend", unit=message.unit
    )
    row = Message.objects.select_for_update().get(pk=message.pk)
    if row.state != State.FAILED:
        return
    row.state, row.attempts, row.to, row.last_error = State.WAITING, 0, to, ""
    row.save()
    record("message.resent", str(row), by=by, at=at)
    enqueue("deliver_message", message=row.pk, by=by, at=at)
