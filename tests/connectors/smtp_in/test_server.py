"""Real mail servers hand letters over to ours."""

import smtplib
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage

import msgspec
import pytest
from pytest_django import Settings

from tests.contract.simulators import free_port
from torget.connectors.smtp_in import server
from torget.foundation.health import State
from torget.rooms.messaging.ports import IncomingLetter, mail_doors

OURS = "svar+1@solvik.example"


class House:
    """Knows one address, and keeps what it is given unless it is told to fail."""

    def __init__(self, *, fails: bool = False) -> None:
        self.fails = fails
        self.taken: list[tuple[str, IncomingLetter]] = []

    def knows(self, address: str) -> bool:
        return address == OURS

    def take(self, address: str, letter: IncomingLetter) -> None:
        if self.fails:
            raise ConnectionError("the database is away")
        self.taken.append((address, letter))


@contextmanager
def opened(house: House, more: str = "") -> Iterator[int]:
    port = free_port()
    close = mail_doors["smtp"].open(f"smtp://127.0.0.1:{port}{more}", house)
    try:
        yield port
    finally:
        close()


def send(port: int, *, to: str = OURS, **headers: str) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"] = "maja@exempel.example", to
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    letter.set_content("I maj.\n\n.\nPunkt.")
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.send_message(letter)


def test_a_letter_is_handed_over_whole() -> None:
    house = House()
    with opened(house) as port:
        send(port)
    [(address, letter)] = house.taken
    assert (address, letter.sender, letter.text) == (
        OURS, "maja@exempel.example", "I maj.\n\n.\nPunkt.",
    )  # fmt: skip


def test_an_unknown_address_is_refused_before_the_letter_is_sent() -> None:
    house = House()
    with opened(house) as port, pytest.raises(smtplib.SMTPRecipientsRefused) as error:
        send(port, to="svar+2@solvik.example")
    assert [code for code, _words in error.value.recipients.values()] == [550]
    assert house.taken == []


def test_a_letter_that_could_not_be_kept_is_sent_again_later_by_its_server() -> None:
    with opened(House(fails=True)) as port, pytest.raises(smtplib.SMTPDataError) as error:
        send(port)
    assert error.value.smtp_code == 451
    assert b"database" not in error.value.smtp_error


def test_automatic_answers_go_back() -> None:
    house = House()
    with opened(house) as port, pytest.raises(smtplib.SMTPDataError) as error:
        send(port, Auto_Submitted="auto-replied")
    assert (error.value.smtp_code, house.taken) == (550, [])


def test_nobody_but_the_named_servers_is_spoken_with() -> None:
    with opened(House(), "?from=192.0.2.1") as port, pytest.raises(OSError, match="closed"):
        send(port)


def test_a_letter_may_have_only_so_many_receivers() -> None:
    with opened(House()) as port, smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.ehlo()
        client.mail("maja@exempel.example")
        codes = [client.rcpt(OURS)[0] for _ in range(server.MOST_RECEIVERS + 1)]
    assert codes == [250] * server.MOST_RECEIVERS + [452]


def test_too_large_a_letter_is_refused_by_its_size() -> None:
    with opened(House()) as port, smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.ehlo()
        code, _words = client.mail("maja@exempel.example", [f"size={server.LARGEST + 1}"])
    assert code == 552


@pytest.fixture
def configured(settings: Settings) -> Callable[..., None]:
    def configure(**changes: str) -> None:
        settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, **changes)

    return configure


def test_the_doctor_says_how_it_is(configured: Callable[..., None]) -> None:
    states = []
    configured(mail_in="", mail_reply="")
    states.append(server.mail_in().state)
    configured(mail_reply="svar@solvik.example")
    states.append(server.mail_in().state)
    with opened(House()) as port:
        configured(mail_in=f"smtp://127.0.0.1:{port}")
        states.append(server.mail_in().state)
    states.append(server.mail_in().state)
    assert states == [State.MISSING, State.BROKEN, State.WORKS, State.BROKEN]


def test_a_port_that_is_taken_is_said_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(OSError, match="in use"):
        mail_doors["smtp"].open(f"smtp://127.0.0.1:{other.getsockname()[1]}", House())
