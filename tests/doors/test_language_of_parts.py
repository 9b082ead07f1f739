"""Swedish on an English page is marked, so that it is read aloud as Swedish (WCAG 3.1.2)."""

import re
import uuid
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.utils import translation

from tests.factories import NOON, a_case, a_decision, a_person, a_resident, an_employee
from torget.doors.ui.formats import in_language
from torget.rooms.cases.actions import (
    add_note,
    ask_for_supplement,
    serve_decision,
    write_as_officer,
    write_as_resident,
)

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


def swedish(browser: Client, address: str) -> list[str]:
    page = browser.get(address).content.decode()
    return [unescape(text) for text in re.findall(r'<span lang="sv">(.*?)</span>', page)]


@pytest.mark.parametrize(
    ("page", "text", "drawn"),
    [
        ("en", "Bygglov <ges>", '<span lang="sv">Bygglov &lt;ges&gt;</span>'),
        ("sv", "Bygglov <ges>", "Bygglov <ges>"),  # left to the template to escape
        ("en", "", ""),
    ],
)
def test_a_text_is_marked_only_where_the_page_has_another_language(
    page: str, text: str, drawn: str
) -> None:
    with translation.override(page):
        assert in_language(text, "sv") == drawn


def test_names_of_laws_are_swedish(client: Client) -> None:
    assert swedish(client, "/en/e-tjanst/bygglov/") == [
        "plan- och bygglagen (2010:900) 9 kap.",
        "plan- och bygglagen (2010:900) 10 kap. 9 §",
        "plan- och bygglagen (2010:900) 12 kap. 8 §",
    ]
    assert swedish(client, "/e-tjanst/bygglov/") == []


def test_what_officers_write_is_swedish_and_what_residents_write_may_be_anything(
    resident: Browser, staff: Browser
) -> None:
    case, anna = a_case(a_person()), an_employee()
    write_as_resident(case, "Hello!", once=uuid.uuid4(), by=a_resident(), at=NOON)
    write_as_officer(case, "Hej!", once=uuid.uuid4(), by=anna, at=NOON)
    add_note(case, "Ringt.", once=uuid.uuid4(), by=anna, at=NOON)
    ask_for_supplement(case, "Ritningen saknas.", answer_by=NOON.date(), by=anna, at=NOON)

    assert swedish(resident(), f"/en/mina-sidor/arende/{case}/") == ["Ritningen saknas.", "Hej!"]
    assert swedish(staff(), f"/en/desk/arende/{case}/") == ["Hej!", "Ritningen saknas.", "Ringt."]


def test_a_decision_is_swedish(resident: Browser) -> None:
    decision = a_decision(a_case(a_person()))
    serve_decision(decision, by=an_employee(), at=NOON)

    assert swedish(resident(), f"/en/mina-sidor/arende/{decision.case}/") == [
        decision.text, decision.reasons, decision.appeal,
    ]  # fmt: skip
