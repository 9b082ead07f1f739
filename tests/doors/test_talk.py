"""Officer and applicant write in threads, with subjects and files, from the page of the case."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import NOON, a_case, a_person, a_resident, an_employee
from torget.rooms.cases.actions import (
    answer_supplement,
    ask_for_supplement,
    write_as_officer,
    write_as_resident,
)
from torget.rooms.cases.models import Case, Post
from torget.rooms.cases.terms import Topic

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


def desk(case: Case, rest: str = "") -> str:
    return f"/desk/arende/{case.number}/{rest}"


def portal(case: Case, rest: str = "") -> str:
    return f"/mina-sidor/arende/{case.number}/{rest}"


def a_file(name: str = "karta.pdf", content: bytes = b"%PDF-1.7") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def subjects(page: str) -> list[str]:
    """The headings of the stream's threads, in their order."""
    return re.findall(r'<li class="thread"[^>]*>\s*<h3>(.*?)</h3>', unescape(page))


def chosen(page: str) -> str:
    """The thread that the box would answer."""
    picked = re.search(r'<option value="(\d*)" selected>', page)
    return picked.group(1) if picked else ""


def test_an_officer_begins_a_thread_and_the_resident_answers_in_it_with_a_file(
    staff: Browser, resident: Browser
) -> None:
    case = a_case()
    anna, maja = staff(), resident(a_person())
    anna.post(desk(case, "skriv/"), {"text": "När?", "subject": "Byggstart", "attached": a_file()})
    first = Post.objects.get()
    page = maja.get(portal(case)).text
    said = {"text": "I maj.", "thread": chosen(page), "attached": a_file("plan.pdf")}
    maja.post(portal(case, "skriv/"), said)

    answer = Post.objects.get(text="I maj.")
    assert (first.subject, answer.thread, answer.subject) == ("Byggstart", first, "")
    assert [file.name for file in first.documents.all()] == ["karta.pdf"]
    assert [file.name for file in answer.documents.all()] == ["plan.pdf"]
    assert subjects(maja.get(portal(case)).text) == ["Byggstart"]
    assert subjects(anna.get(desk(case)).text) == ["Byggstart"]


def test_the_box_answers_the_thread_written_in_last_or_the_one_that_is_chosen(
    staff: Browser, resident: Browser
) -> None:
    case, by = a_case(), an_employee()
    topics = ("Ritning", "Avgift")
    old, new = (
        write_as_officer(case, "?", once=uuid4(), topic=Topic(None, one), by=by, at=NOON)
        for one in topics
    )
    assert old is not None
    assert new is not None
    write_as_resident(
        case, "!", once=uuid4(), topic=Topic(old.pk), by=a_resident(), at=NOON + timedelta(hours=1)
    )
    for browser, page in ((staff(), desk(case)), (resident(), portal(case))):
        assert chosen(browser.get(page).text) == str(old.pk)
        assert chosen(browser.get(f"{page}?thread={new.pk}").text) == str(new.pk)


def test_what_is_asked_for_and_answered_is_a_thread_beside_what_happened(
    staff: Browser, resident: Browser
) -> None:
    case, by, maja = a_case(), an_employee(), a_resident()
    day = (NOON + timedelta(days=14)).date()
    ask_for_supplement(case, "Skicka en karta.", answer_by=day, by=by, at=NOON)
    asked = resident().get(portal(case)).text
    answer_supplement(case, "Här.", documents=(), by=maja, at=NOON)

    assert subjects(asked) == []  # it is asked for above the conversation, with a form of its own
    assert subjects(resident().get(portal(case)).text) == ["Begäran om komplettering"]
    assert subjects(staff().get(desk(case)).text) == ["Begäran om komplettering"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"text": " "}, "Skriv ett meddelande"),
        ({"text": "Hej", "subject": "x" * 101}, "Skriv högst 100 tecken"),
        ({"text": "Hej", "attached": a_file("tom.pdf", b"")}, "Filen tom.pdf är tom."),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_typed_is_lost(
    staff: Browser, resident: Browser, typed: dict[str, object], says: str
) -> None:
    case = a_case()
    for browser, address in ((staff(), desk(case, "skriv/")), (resident(), portal(case, "skriv/"))):
        answer = browser.post(address, typed)
        page = unescape(answer.text)
        assert (answer.status_code, says in page) == (422, True)
        assert str(typed.get("subject", "")) in page
        assert str(typed["text"]).strip() in page
    assert not Post.objects.exists()


def test_a_thread_of_another_case_cannot_be_answered(resident: Browser) -> None:
    mine, other = a_case(), a_case(a_person("198202102394"))
    begun = write_as_officer(other, "Hemligt", once=uuid4(), by=an_employee(), at=NOON)
    assert begun is not None
    resident().post(portal(mine, "skriv/"), {"text": "Hej", "thread": str(begun.pk)})
    said = Post.objects.get(text="Hej")
    assert (said.case, said.thread) == (mine, None)
