"""A resident answers a message by e-mail."""

from uuid import uuid4

import msgspec
import pytest
from pytest_django import Settings

from tests.factories import NOON, a_case, a_sensitive_case, an_employee
from torget.foundation.actor import the_system
from torget.journeys.answer_by_mail import CaseMail, answer_by_mail, new_in
from torget.journeys.correspond import write_to_applicant
from torget.rooms.audit.models import Entry
from torget.rooms.cases.models import Case, Post
from torget.rooms.messaging.models import Message
from torget.rooms.messaging.ports import IncomingLetter, OutgoingFile

pytestmark = pytest.mark.django_db
MAJA = "maja@exempel.example"
BY = the_system("mail")


@pytest.fixture(autouse=True)
def _answers_are_taken(settings: Settings) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(
        settings.ENVIRONMENT, mail_reply="svar@solvik.example"
    )


def asked(case: Case) -> Message:
    """The e-mail that tells of an officer's question."""
    write_to_applicant(case, "När börjar du?", once=uuid4(), by=an_employee(), at=NOON)
    return Message.objects.latest("pk")


def a_letter(
    text: str = "I maj.", *, sender: str = MAJA, files: tuple[OutgoingFile, ...] = ()
) -> IncomingLetter:
    return IncomingLetter("<1@exempel.example>", sender, text, files)


def answers() -> list[tuple[str, str, str]]:
    posts = Post.objects.filter(author="resident").order_by("pk")
    return [(post.author_name, post.mailed_from, post.text) for post in posts]


def test_an_answer_lands_in_the_thread_it_answers_once() -> None:
    case = a_case()
    sent = asked(case)
    for _ in range(2):  # the other side never heard that we had it
        answer_by_mail(sent.reply_to, a_letter(), by=BY, at=NOON)

    assert answers() == [("Maja Lindqvist", MAJA, "I maj.")]
    assert Post.objects.get(author="resident").thread == Post.objects.get(author="officer")
    entry = Entry.objects.filter(what="case.written").latest("id")
    assert (entry.actor, entry.details) == ("system:mail", {"author": "resident"})


def test_an_answer_from_another_address_is_kept_and_nobody_s() -> None:
    sent = asked(a_case())
    answer_by_mail(sent.reply_to, a_letter(sender="n@annan.example"), by=BY, at=NOON)
    assert answers() == [("", "n@annan.example", "I maj.")]


def test_files_come_along() -> None:
    sent = asked(a_case())
    files = (OutgoingFile("karta.pdf", "application/pdf", b"%PDF-1.7"),)
    answer_by_mail(sent.reply_to, a_letter("", files=files), by=BY, at=NOON)
    [post] = Post.objects.filter(author="resident")
    assert [file.name for file in post.documents.all()] == ["karta.pdf"]


@pytest.mark.parametrize(
    ("letter", "why"),
    [
        (a_letter(files=(OutgoingFile("a.exe", "application/pdf", b"MZ\x90"),)), "Filen a.exe"),
        (a_letter(" "), "Mejlet var tomt."),
        (a_letter("x" * 100_001), "Texten är för lång."),
    ],
)
def test_what_cannot_be_taken_is_told_to_the_party_s_own_address(
    letter: IncomingLetter, why: str
) -> None:
    case = a_case()
    sent = asked(case)
    answer_by_mail(sent.reply_to, letter, by=BY, at=NOON)
    told = Message.objects.latest("pk")
    assert (answers(), told.to, told.reply_to) == ([], MAJA, "")
    assert told.subject == f"Ditt mejl kom inte med i ärende {case.number}"
    assert why in told.body


def test_a_closed_case_takes_no_answer_and_says_so() -> None:
    case = a_case()
    sent = asked(case)
    Case.objects.filter(pk=case.pk).update(status="closed", closed_at=NOON)
    answer_by_mail(sent.reply_to, a_letter(), by=BY, at=NOON)
    assert answers() == []
    assert "Ärendet är avslutat." in Message.objects.latest("pk").body


def test_what_is_sensitive_or_protected_is_not_answered_by_mail() -> None:
    protected = a_case()
    sent = asked(protected)
    assert sent.reply_to != ""
    Case.objects.filter(pk=protected.pk).update(protected=True)
    answer_by_mail(sent.reply_to, a_letter(), by=BY, at=NOON)
    assert answers() == []

    sensitive = a_sensitive_case()
    write_to_applicant(
        sensitive, "Hej", once=uuid4(), by=an_employee("lena.holm@solvik.example"), at=NOON
    )
    told = Message.objects.latest("pk")
    assert (told.reply_to, "Det går inte att svara" in told.body) == ("", True)


def test_only_addresses_that_we_gave_out_are_known() -> None:
    sent = asked(a_case())
    known = [CaseMail().knows(one) for one in (sent.reply_to, "svar@solvik.example", f"1{sent}")]
    assert known == [True, False, False]


def test_where_no_answers_are_taken_none_is_asked_for(settings: Settings) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, mail_reply="")
    assert asked(a_case()).reply_to == ""


MARK = "– – – Skriv ditt svar ovanför den här raden – – –"


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("I maj.", "I maj."),
        (
            f"I maj.\n\nDen 3 mars skrev Solvik <svar+1.2.a@solvik.example>:\n> {MARK}\n> Hej",
            "I maj.",
        ),
        (f"Ja.\n\n______\nFrån: Solvik <a@solvik.example>\nSkickat: i dag\n\n{MARK}\nHej!", "Ja."),
        (f"Ja.\n\nMvh\nMaja\n\n>> {MARK}", "Ja.\n\nMvh\nMaja"),
        (f"> {MARK}\n> Hej\nI maj.", f"> {MARK}\n> Hej\nI maj."),
        (f"Två stycken.\n\nSista raden.\n{MARK}", "Två stycken.\n\nSista raden."),
    ],
)
def test_only_what_is_new_is_shown_unless_it_stands_below(text: str, new: str) -> None:
    assert new_in(text) == new


def test_the_whole_letter_is_kept_beside_what_is_new() -> None:
    sent = asked(a_case())
    whole = f"I maj.\n\n> {MARK}\n> Hej!"
    answer_by_mail(sent.reply_to, a_letter(whole), by=BY, at=NOON)
    post = Post.objects.get(author="resident")
    assert (post.text, post.whole) == ("I maj.", whole)
