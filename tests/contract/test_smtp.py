"""The e-mail connector against the simulator's mail server."""

from dataclasses import replace

import msgspec
import pytest
from pytest_django import Settings

from tests.contract.simulators import Simulators
from torget.connectors.smtp import client
from torget.foundation.health import State
from torget.rooms.messaging.ports import (
    DeliveryFailed,
    OutgoingFile,
    OutgoingMessage,
    delivery_channels,
)

email = delivery_channels["email"]
MESSAGE = OutgoingMessage(
    key="kvittens-17",
    to="maja@solvik.example",
    subject="Din ansökan om förskola är mottagen – åäö",
    body="Hej!\n\nVi har tagit emot din ansökan.\n.\nEn rad med bara en punkt ovanför.\n",
    language="sv",
    files=(OutgoingFile("kvittens åäö.pdf", "application/pdf", b"%PDF-1.7\r\n\x00\xff"),),
)


def test_a_message_arrives_whole(world: Simulators) -> None:
    email.deliver(MESSAGE)
    [mail] = world.tell("mails")

    headers = mail["headers"]
    assert (mail["sender"], mail["recipients"]) == ("ingen-svarar@solvik.example", [MESSAGE.to])
    assert (mail["subject"], mail["text"]) == (MESSAGE.subject, MESSAGE.body)
    assert mail["attachments"] == [
        {"name": "kvittens åäö.pdf", "media_type": "application/pdf", "size": 12}
    ]
    assert [headers[name] for name in ("From", "To", "Content-Language", "Auto-Submitted")] == [
        "Solviks kommun <ingen-svarar@solvik.example>",
        "maja@solvik.example",
        "sv",
        "auto-generated",
    ]


def test_a_repetition_has_the_same_message_id(world: Simulators) -> None:
    for key in ("kvittens-17", "kvittens-17", "kvittens-18"):
        email.deliver(replace(MESSAGE, key=key))
    third, second, first = [mail["headers"]["Message-ID"] for mail in world.tell("mails")]
    assert (first == second, second == third) == (True, False)


def test_an_address_that_does_not_exist_is_a_lasting_failure(world: Simulators) -> None:
    world.tell("refused", addresses=[MESSAGE.to])
    with pytest.raises(DeliveryFailed) as failure:
        email.deliver(MESSAGE)
    assert (failure.value.permanent, failure.value.reason) == (
        True,
        "E-postadressen finns inte, eller tar inte emot vår e-post.",
    )


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        ("fault", "E-postservern kan inte ta emot meddelandet just nu."),
        ("off", "E-postservern svarar inte."),
        ("slow", "E-postservern svarar inte."),
    ],
)
def test_a_server_in_trouble_is_a_passing_failure(
    world: Simulators, monkeypatch: pytest.MonkeyPatch, mode: str, reason: str
) -> None:
    monkeypatch.setattr(client, "PATIENCE", 0.5)
    world.tell("switch", simulator="smtp", mode=mode, seconds=2)
    with pytest.raises(DeliveryFailed) as failure:
        email.deliver(MESSAGE)
    assert (failure.value.permanent, failure.value.reason) == (False, reason)


def test_a_server_that_is_not_there_is_a_passing_failure(
    world: Simulators, settings: Settings
) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(
        settings.ENVIRONMENT, smtp_url="smtp://localhost:1"
    )
    with pytest.raises(DeliveryFailed) as failure:
        email.deliver(MESSAGE)
    assert failure.value.permanent is False


def test_encryption_that_the_server_does_not_offer_is_told(
    world: Simulators, settings: Settings
) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(
        settings.ENVIRONMENT, smtp_url=f"{world.smtp}?tls=start"
    )
    with pytest.raises(DeliveryFailed) as failure:
        email.deliver(MESSAGE)
    assert failure.value.reason == "E-postservern kan inte ta emot krypterat."


def test_the_health_check_says_how_it_is(world: Simulators, settings: Settings) -> None:
    works = client.smtp().state
    world.tell("switch", simulator="smtp", mode="off")
    silent = client.smtp().state
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, mail_from="")
    nameless = client.smtp().state
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, smtp_url="")
    missing = client.smtp().state
    assert [works, silent, nameless, missing] == [
        State.WORKS,
        State.BROKEN,
        State.BROKEN,
        State.MISSING,
    ]
