"""Delivering, by the worker."""

from django.db import transaction

from torget.rooms.documents.queries import content_of
from torget.rooms.jobs.ports import clock, task
from torget.rooms.messaging.models import Message
from torget.rooms.messaging.ports import (
    DeliveryFailed,
    OutgoingFile,
    OutgoingMessage,
    delivery_channels,
)
from torget.rooms.messaging.terms import State

ATTEMPTS = 20  # with growing pauses: the last one about six hours after the first


@task("deliver_message", attempts=ATTEMPTS)
def deliver_message(message: int) -> None:
    """Hand a waiting message to its channel; raise to be tried again later.

    The row is locked while we deliver, so two workers never send the same message at once.
    """
    with transaction.atomic():
        row = Message.objects.select_for_update().get(pk=message)
        if row.state != State.WAITING:
            return
        row.attempts += 1
        failure = _deliver(row)
        if failure is None:
            row.state, row.sent_at, row.last_error = State.SENT, clock(), ""
            row.body = "" if row.holds_link else row.body
        else:
            row.last_error = failure.reason
            if failure.permanent or row.attempts >= ATTEMPTS:
                row.state = State.FAILED
        row.save()
    if failure and row.state == State.WAITING:
        raise failure


def _deliver(row: Message) -> DeliveryFailed | None:
    files = tuple(
        OutgoingFile(document.name, document.media_type, content_of(document))
        for document in row.documents.all()
    )
    outgoing = OutgoingMessage(
        str(row.key), row.to, row.subject, row.body, row.language, files, row.reply_to
    )
    try:
        delivery_channels[row.channel].deliver(outgoing)
    except DeliveryFailed as failure:
        return failure
    return None
