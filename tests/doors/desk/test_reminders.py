"""Choosing whether to be reminded."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import an_employee
from torget.rooms.cases.queries import wants_reminders

pytestmark = pytest.mark.django_db
HERE = "/desk/paminnelser/"


def test_reminders_are_turned_off_from_my_day_and_stay_off(staff: Callable[..., Client]) -> None:
    browser = staff()
    assert ">Påminnelser</a>" in browser.get("/desk/min-dag/").text
    assert 'value="yes" checked' in browser.get(HERE).text
    answer = browser.post(HERE, {"wanted": "no"}, follow=True)
    assert "Du får inga påminnelser längre." in answer.text
    assert wants_reminders(an_employee()) is False
    assert 'value="no" checked' in browser.get(HERE).text
    assert wants_reminders(an_employee("omar.lind@solvik.example")) is True


def test_an_answer_that_is_none_changes_nothing(staff: Callable[..., Client]) -> None:
    answer = staff().post(HERE, {})
    assert (answer.status_code, "Välj ja eller nej" in answer.text) == (422, True)
    assert wants_reminders(an_employee()) is True


def test_the_choice_is_for_staff_who_have_logged_in(client: Client) -> None:
    assert client.get(HERE).status_code == 302
