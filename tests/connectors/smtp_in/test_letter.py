"""What is read out of letters, as different mail programs and machines write them."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torget.connectors.smtp_in.letter import Automatic, Unreadable, read_letter
from torget.rooms.messaging.ports import IncomingLetter, OutgoingFile

PDF = b"%PDF-1.7\n\x00\xff"


def a_letter(text: str = "Hej!\n", **headers: str) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = "Maja <maja@exempel.example>"
    letter["Message-ID"] = "<1@exempel.example>"
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    letter.set_content(text)
    return letter


def test_a_plain_letter_with_files_is_read_whole() -> None:
    letter = a_letter("Åh,  vad fint!\r\n\r\nHälsningar\r\nMaja\r\n")
    letter.add_attachment(PDF, maintype="application", subtype="pdf", filename="karta åäö.pdf")
    letter.add_attachment(b"GIF89a", maintype="image", subtype="gif", disposition="inline")
    letter.add_attachment(b"..", maintype="application", subtype="pkcs7-signature", filename="s")
    assert read_letter(letter.as_bytes()) == IncomingLetter(
        key="<1@exempel.example>",
        sender="maja@exempel.example",
        text="Åh,  vad fint!\n\nHälsningar\nMaja",
        files=(
            OutgoingFile("karta åäö.pdf", "application/pdf", PDF),
            OutgoingFile("bilaga.gif", "image/gif", b"GIF89a"),
        ),
    )


def test_the_plain_text_is_chosen_before_the_page_and_is_no_file() -> None:
    letter = a_letter("Ja.")
    letter.add_alternative("<p>Nej.</p>", subtype="html")
    read = read_letter(letter.as_bytes())
    assert (read.text, read.files) == ("Ja.", ())


def test_a_page_becomes_text_with_its_line_breaks_and_without_what_is_hidden() -> None:
    letter = EmailMessage()
    letter.set_content(
        "<html><head><title>x</title><style>p {color: red}</style></head><body><p>Hej\n där!</p>"
        "<!-- nej --><div>Rad 1<br>Rad&nbsp;2 &amp; 3</div><script>alert(1)</script></body></html>",
        subtype="html",
    )
    assert read_letter(letter.as_bytes()).text == "Hej där!\nRad 1\nRad 2 & 3"


@pytest.mark.parametrize(
    "headers",
    [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List_Id": "<a.example>"}],
)
def test_what_nobody_wrote_is_not_read(headers: dict[str, str]) -> None:
    with pytest.raises(Automatic):
        read_letter(a_letter(**headers).as_bytes())


def test_a_person_s_letter_may_say_that_it_is_one() -> None:
    assert read_letter(a_letter(Auto_Submitted="no").as_bytes()).text == "Hej!"


def test_the_same_letter_has_the_same_key_also_without_an_id() -> None:
    letter = a_letter()
    del letter["Message-ID"]
    first, again = (read_letter(letter.as_bytes()).key for _ in range(2))
    assert first == again
    assert first != read_letter(letter.as_bytes() + b".").key


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\n\xe5\xe4\xf6", "åäö"),
        (b"Content-Type: text/plain; charset=nobody-knows\r\n\r\n\xe5", "å"),
        (b"Content-Type: text/plain; charset=utf-8\r\n\r\na\x00b\x07\r\n\xff", "a b \n\ufffd"),
        (b"Subject: bara ett huvud\r\n", ""),
        (b"", ""),
        (b"Content-Type: text/html\r\n\r\n", ""),
    ],
)
def test_odd_letters_give_what_can_be_read(octets: bytes, text: str) -> None:
    assert read_letter(octets).text.split() == text.split()


@given(st.binary(max_size=400))
def test_rubbish_is_read_or_refused_and_nothing_else(octets: bytes) -> None:
    head = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
    for whole in (octets, head + octets):
        try:
            read = read_letter(whole)
        except (Unreadable, Automatic):
            continue
        assert "\x00" not in read.text
