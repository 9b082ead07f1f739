"""What the menu says of where one is."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import a_case

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
ANNA, ASTRID = "anna.berg@solvik.example", "astrid.vik@solvik.example"
CURRENT = re.compile(r'<a href="([^"]+)" aria-current="(\w+)"')


def marked(browser: Client, path: str) -> list[tuple[str, str]]:
    """The places of the menu that are marked, and how."""
    menu = browser.get(path).content.decode().replace("&#x2f;", "/").partition("</nav>")[0]
    return CURRENT.findall(menu)


def test_the_page_of_a_place_is_marked_as_the_page(staff: Browser) -> None:
    assert marked(staff(ASTRID), "/office/") == [("/office/", "page")]


def test_a_page_below_a_place_marks_the_place(staff: Browser) -> None:
    assert marked(staff(ASTRID), "/office/regler/") == [("/office/", "true")]


def test_a_case_belongs_to_the_cases(staff: Browser) -> None:
    case = a_case()

    assert marked(staff(ANNA), f"/desk/arende/{case.number}/") == [("/desk/", "true")]


def test_other_places_of_the_desk_do_not_belong_to_the_cases(staff: Browser) -> None:
    assert marked(staff(ANNA), "/desk/min-dag/") == [("/desk/min-dag/", "page")]
    assert marked(staff(ANNA), "/desk/paminnelser/") == []
