"""Handing a case over, on its page."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import a_case
from torget.rooms.cases.models import Case

pytestmark = pytest.mark.django_db
Staff = Callable[..., Client]


def test_an_officer_hands_a_case_over_and_comes_back_to_the_queue(staff: Staff) -> None:
    case, browser = a_case(), staff()
    here = f"/desk/arende/{case.number}/"
    assert "Lämna över" in browser.get(here).text
    assert browser.get(f"{here}lamna-over/").status_code == 200
    empty = browser.post(f"{here}lamna-over/", {"unit": "", "reason": "Gata."})
    assert (empty.status_code, "Välj en enhet" in empty.text) == (422, True)
    strange = browser.post(f"{here}lamna-over/", {"unit": "bygg", "reason": "Gata."})
    assert strange.status_code == 422

    told = browser.post(f"{here}lamna-over/", {"unit": "gata", "reason": "Gata."}, follow=True)
    assert told.redirect_chain == [("/desk/", 302)]
    assert "har nu ärendet." in told.text
    assert Case.objects.get().unit.key == "gata"
    assert browser.get(here).status_code == 404
