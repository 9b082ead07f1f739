"""Declaring jäv, and being away, on their pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import NOON, a_case, an_employee
from torget.rooms.cases.actions import take_case
from torget.rooms.cases.models import Disqualification
from torget.rooms.organisation.models import Absence, Employee

pytestmark = pytest.mark.django_db
Staff = Callable[..., Client]
OMAR = "omar.lind@solvik.example"


def test_an_officer_declares_jav_and_a_manager_lifts_it(staff: Staff) -> None:
    case, anna = a_case(), an_employee()
    take_case(case, by=anna, at=NOON)
    here, browser = f"/desk/arende/{case.number}/", staff()
    empty = browser.post(f"{here}jav/", {"who": str(anna.employee), "reason": ""})
    assert (empty.status_code, "Skriv vad jävet beror på" in empty.text) == (422, True)
    browser.post(f"{here}jav/", {"who": str(anna.employee), "reason": "Sökanden är min bror."})
    page = browser.get(here).text
    assert ("Anna Berg: Sökanden är min bror." in page, "Upphäv jäv" in page) == (True, False)
    told = browser.post(f"{here}ta/", follow=True).text
    assert "Du är jävig i ärendet." in told

    eva, row = staff("eva.strom@solvik.example"), Disqualification.objects.get()
    assert "Upphäv jäv: Anna Berg" in eva.get(here).text
    eva.post(f"{here}jav/{row.pk}/upphav/")
    row.refresh_from_db()
    assert row.lifted_at is not None
    assert eva.post(f"{here}jav/{row.pk}/upphav/").status_code == 404


def test_one_may_not_declare_somebody_of_another_unit(staff: Staff) -> None:
    case = a_case()
    lena = Employee.objects.get(email="lena.holm@solvik.example")
    answer = staff().post(
        f"/desk/arende/{case.number}/jav/", {"who": str(lena.pk), "reason": "Vän."}
    )
    assert (answer.status_code, Disqualification.objects.count()) == (422, 0)


def test_one_says_that_one_is_away_and_the_substitute_sees_it_on_the_day(staff: Staff) -> None:
    today, omar = timezone.localdate(), Employee.objects.get(email=OMAR)
    period = {"valid_from": str(today), "valid_to": str(today + timedelta(days=7))}
    browser = staff()
    browser.post("/desk/franvaro/", period | {"substitute": str(omar.pk)})
    assert "Omar Lind" in browser.get("/desk/franvaro/").text
    own = Employee.objects.get(email="anna.berg@solvik.example")
    page = staff(OMAR).get("/desk/min-dag/").text
    assert (f"handlaggare={own.pk}" in page, "Anna Berg, öppna ärenden" in page) == (True, True)

    twice = browser.post("/desk/franvaro/", period)
    assert "Du har redan sagt att du är borta då" in twice.text
    key = Absence.objects.get().pk
    staff(OMAR).post(f"/desk/franvaro/{key}/")
    assert Absence.objects.count() == 1
    staff().post(f"/desk/franvaro/{key}/")
    assert Absence.objects.count() == 0


@pytest.mark.parametrize(
    ("period", "says"),
    [
        ({"valid_from": "i juli", "valid_to": "2026-08-01"}, "Skriv en dag som 2026-05-01"),
        (
            {"valid_from": "2026-08-01", "valid_to": "2026-07-01"},
            "Du kan inte vara tillbaka innan du är borta",
        ),
    ],
)
def test_days_that_cannot_be_are_told_at_the_field(
    staff: Staff, period: dict[str, str], says: str
) -> None:
    answer = staff().post("/desk/franvaro/", period)
    assert (answer.status_code, says in answer.text, period["valid_from"] in answer.text) == (
        422,
        True,
        True,
    )
