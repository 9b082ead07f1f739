"""Messages out of the house, over the simulated mail server."""

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.contract.simulators import Simulators
from tests.factories import NOON, an_employee
from torget.foundation.actor import Forbidden, the_system
from torget.rooms.audit.models import Entry
from torget.rooms.documents.actions import store_own
from torget.rooms.messaging.actions import send_again, send_message
from torget.rooms.messaging.jobs import ATTEMPTS, deliver_message
from torget.rooms.messaging.models import Message
from torget.rooms.messaging.ports import DeliveryFailed
from torget.rooms.messaging.queries import messages_about, undelivered
from torget.rooms.messaging.terms import State
from torget.rooms.organisation.queries import unit

pytestmark = pytest.mark.django_db
ANNA, PER, JONAS = (f"{name}@solvik.example" for name in ("anna.berg", "per.sandin", "jonas.rask"))
TO = "maja@exempel.example"


def a_message(*, at_unit: str | None = "bygg", to: str = TO) -> Message:
    return send_message(
        to,
        subject="Det finns ett beslut",
        body="Hej!\n",
        language="sv",
        about="case:BYGG-2026-0001",
        unit=unit(at_unit).pk if at_unit else None,
        by=the_system("test"),
        at=NOON,
    )


def a_failed_one(world: Simulators, *, at_unit: str | None = "bygg") -> Message:
    world.tell("refused", addresses=[TO])
    message = a_message(at_unit=at_unit)
    deliver_message(message.pk)
    message.refresh_from_db()
    return message


def seen_by(email: str) -> list[Message]:
    return list(undelivered(actor=an_employee(email)))


def test_a_message_is_delivered_once_although_the_job_runs_twice(world: Simulators) -> None:
    message = a_message()
    for _ in range(2):
        deliver_message(message.pk)

    message.refresh_from_db()
    [mail] = world.tell("mails")
    assert (mail["recipients"], mail["subject"], mail["text"]) == (
        [TO],
        "Det finns ett beslut",
        "Hej!\n",
    )
    assert (message.state, message.attempts, message.sent_at is not None) == (State.SENT, 1, True)


def test_files_go_with_the_message(world: Simulators) -> None:
    document = store_own(
        "kvittens.pdf", b"%PDF-1.7", "application/pdf", by=the_system("test"), at=NOON
    )
    message = send_message(
        TO, subject="S", body="B\n", language="sv", about="x", unit=None, documents=[document],
        by=the_system("test"), at=NOON,
    )  # fmt: skip
    deliver_message(message.pk)

    [mail] = world.tell("mails")
    assert mail["attachments"] == [
        {"name": "kvittens.pdf", "media_type": "application/pdf", "size": 8}
    ]


def test_a_message_is_queued_in_the_transaction_of_its_cause() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _send_and_fail()
    assert (Message.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)


def _send_and_fail() -> None:
    a_message()
    raise ZeroDivisionError


def test_what_fails_for_now_is_tried_again_until_it_arrives(world: Simulators) -> None:
    message = a_message()
    world.tell("switch", simulator="smtp", mode="off")
    with pytest.raises(DeliveryFailed):  # so that the queue runs it again
        deliver_message(message.pk)
    message.refresh_from_db()
    waiting = (message.state, message.attempts, message.last_error != "")
    world.tell("switch", simulator="smtp", mode="on")
    deliver_message(message.pk)

    message.refresh_from_db()
    assert waiting == (State.WAITING, 1, True)
    assert (message.state, message.attempts, message.last_error) == (State.SENT, 2, "")
    assert len(world.tell("mails")) == 1


def test_when_the_attempts_are_used_up_it_has_failed_and_the_queue_lets_go(
    world: Simulators,
) -> None:
    world.tell("switch", simulator="smtp", mode="off")
    message = a_message()
    Message.objects.filter(pk=message.pk).update(attempts=ATTEMPTS - 1)
    deliver_message(message.pk)

    assert [found.pk for found in seen_by(ANNA)] == [message.pk]


def test_an_address_that_does_not_exist_fails_at_once(world: Simulators) -> None:
    message = a_failed_one(world)

    assert (message.state, message.attempts, message.sent_at) == (State.FAILED, 1, None)


@pytest.mark.parametrize(
    ("at_unit", "who"),
    [("bygg", [ANNA]), ("gata", [PER]), ("kundcenter", [PER, JONAS]), (None, [ANNA, PER, JONAS])],
)
def test_what_could_not_be_delivered_is_shown_to_the_staff_of_the_unit(
    world: Simulators, at_unit: str | None, who: list[str]
) -> None:
    message = a_failed_one(world, at_unit=at_unit)

    shown = {email: seen_by(email) for email in (ANNA, PER, JONAS)}
    assert shown == {email: [message] if email in who else [] for email in shown}


def test_a_failed_message_is_sent_again_to_a_corrected_address(world: Simulators) -> None:
    message = a_failed_one(world)
    send_again(message, to="ny@exempel.example", by=an_employee(ANNA), at=NOON)
    deliver_message(message.pk)

    message.refresh_from_db()
    [mail] = world.tell("mails")
    [entry] = Entry.objects.filter(what="message.resent")
    assert (mail["recipients"], message.state) == (["ny@exempel.example"], State.SENT)
    assert (entry.actor, entry.subject) == (an_employee(ANNA).id, f"message:{message.key}")
    assert seen_by(ANNA) == []


def test_sending_again_twice_is_once(world: Simulators) -> None:
    message = a_failed_one(world)
    before = ProcrastinateJob.objects.count()
    for _ in range(2):
        send_again(message, to=TO, by=an_employee(ANNA), at=NOON)

    assert ProcrastinateJob.objects.count() == before + 1


@pytest.mark.parametrize(("at_unit", "email"), [("gata", ANNA), ("bygg", PER), ("bygg", JONAS)])
def test_only_staff_of_the_unit_send_again(world: Simulators, at_unit: str, email: str) -> None:
    message = a_failed_one(world, at_unit=at_unit)

    with pytest.raises(Forbidden):
        send_again(message, to=TO, by=an_employee(email), at=NOON)
    message.refresh_from_db()
    assert message.state == State.FAILED


def test_what_belongs_to_no_unit_is_sent_again_by_anyone_who_looks_after_messages(
    world: Simulators,
) -> None:
    message = a_failed_one(world, at_unit=None)

    with pytest.raises(Forbidden):
        send_again(message, to=TO, by=the_system("test"), at=NOON)
    send_again(message, to=TO, by=an_employee(JONAS), at=NOON)
    assert seen_by(JONAS) == []


def test_messages_about_a_case_are_told_in_the_order_they_were_queued() -> None:
    first, second = a_message(), a_message(to="erik@exempel.example")
    assert list(messages_about("case:BYGG-2026-0001")) == [first, second]
    assert list(messages_about("case:BYGG-2026-0002")) == []
