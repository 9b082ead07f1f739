"""A table on trial beside the officer's decision."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from tests.factories import a_case
from tests.rooms.cases.test_automation import sent

pytestmark = pytest.mark.django_db
HEADING = "Beslutstabellens förslag"


def test_the_proposal_is_shown_once_an_outcome_is_chosen_with_what_the_table_read(
    staff: Callable[..., Client],
) -> None:
    case, officer = sent(), staff()
    decide = f"/desk/arende/{case.number}/besluta/"

    assert HEADING not in officer.get(decide).text
    page = unescape(officer.get(f"{decide}?outcome=refused").text)
    for said in (
        HEADING, "Få vid en skola", "2 ställ sätts upp.", "Det kostar 800 i Solvik.",
        "Sökandens svar", "Ett register",
    ):  # fmt: skip
        assert said in page


def test_what_the_table_leaves_to_a_person_is_said_with_why(staff: Callable[..., Client]) -> None:
    case = sent(racks=None)
    page = unescape(staff().get(f"/desk/arende/{case.number}/besluta/?outcome=granted").text)
    assert "Något som tabellen frågar om saknas. Då beslutar en person." in page
    assert "ställ sätts upp" not in page


def test_without_a_table_nothing_is_proposed(staff: Callable[..., Client]) -> None:
    page = staff().get(f"/desk/arende/{a_case().number}/besluta/?outcome=granted").text
    assert ("Skälen" in page, HEADING in page) == (True, False)
