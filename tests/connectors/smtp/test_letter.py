"""What an outgoing message looks like as e-mail, also when somebody is up to something."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from torget.connectors.smtp.letter import letter_for, message_id
from torget.rooms.messaging.ports import DeliveryFailed, OutgoingFile, OutgoingMessage

SENDER = "Solviks kommun <ingen-svarar@solvik.example>"
MESSAGE = OutgoingMessage("k1", "maja@solvik.example", "Ämne", "Hej!\n", "sv")


def sent(message: OutgoingMessage, sender: str = SENDER) -> EmailMessage:
    """The letter as a receiver reads it."""
    read = message_from_bytes(letter_for(message, sender=sender).as_bytes(), policy=default)
    assert isinstance(read, EmailMessage)
    return read


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x00", "\u2028"])
def test_a_subject_cannot_smuggle_a_header(end: str) -> None:
    letter = sent(replace(MESSAGE, subject=f"Hej{end}Bcc: alla@solvik.example"))
    assert (letter["Subject"], letter["Bcc"]) == ("Hej Bcc: alla@solvik.example", None)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "maja",
        "maja@localhost",
        "maja@solvik.example\r\nBcc: alla@solvik.example",
        "maja@solvik.example, erik@solvik.example",
        "Maja <maja@solvik.example>",
        "maja@solvik.example>",
        "maja @solvik.example",
        "maja@@solvik.example",
        "maja@solvik.example\x00",
        "å@solvik.example",
        "maja@a..b.example",
    ],
)
def test_what_is_not_one_address_is_a_lasting_failure(address: str) -> None:
    with pytest.raises(DeliveryFailed) as failure:
        letter_for(replace(MESSAGE, to=address), sender=SENDER)
    told = (failure.value.permanent, failure.value.reason)
    assert told == (True, "E-postadressen är felskriven.")


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("maja+torget@solvik.example", "maja+torget@solvik.example"),
        ("o'hara@a.b.example", "o'hara@a.b.example"),
        ("maja@ö.example", "maja@xn--nda.example"),
    ],
)
def test_an_unusual_address_is_an_address(address: str, written: str) -> None:
    assert letter_for(replace(MESSAGE, to=address), sender=SENDER)["To"] == written


def test_a_missing_sender_can_be_put_right() -> None:
    with pytest.raises(DeliveryFailed) as failure:
        letter_for(MESSAGE, sender="")
    assert failure.value.permanent is False


def test_the_message_id_tells_a_repetition_and_shows_no_key() -> None:
    first, again, other = (message_id(key, "a@solvik.example") for key in ("k1", "k1", "k2"))
    assert (first == again, first == other, first.endswith("@solvik.example>")) == (
        True,
        False,
        True,
    )


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("ritning.pdf", "ritning.pdf"),
        ("ritning åäö.pdf", "ritning åäö.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\fil.pdf", "fil.pdf"),
        ("a\r\nX: b.pdf", "a X: b.pdf"),
        ('a"b.pdf', 'a"b.pdf'),
        ("", "bilaga"),
    ],
)
def test_a_files_name_is_only_a_name(name: str, kept: str) -> None:
    file = OutgoingFile(name, "application/pdf", b"x")
    [part] = sent(replace(MESSAGE, files=(file,))).iter_attachments()
    assert part.get_filename() == kept


@pytest.mark.parametrize(
    ("media_type", "kept"),
    [
        ("image/png", "image/png"),
        ("APPLICATION/PDF", "application/pdf"),
        ("multipart/mixed", "application/octet-stream"),
        ("message/rfc822", "application/octet-stream"),
        ("text/html; charset=x", "application/octet-stream"),
        ("", "application/octet-stream"),
        ("a\r\nb/c", "application/octet-stream"),
    ],
)
def test_a_files_kind_is_kept_when_it_is_one(media_type: str, kept: str) -> None:
    file = OutgoingFile("fil", media_type, b"\x00\xff\r\n")
    [part] = sent(replace(MESSAGE, files=(file,))).iter_attachments()
    assert (part.get_content_type(), part.get_payload(decode=True)) == (kept, b"\x00\xff\r\n")


def test_a_long_line_of_any_letters_survives() -> None:
    body = "åäö € 😀 " * 300 + "\n"
    letter = sent(replace(MESSAGE, body=body))
    assert letter.get_content().replace("\r\n", "\n") == body
