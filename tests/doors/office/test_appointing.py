"""Positions and people on their pages: appointing, ending, acknowledging, handing over."""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from torget.rooms.organisation.models import Assignment, Employee, Holding, Position, Unit

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
ASTRID, HEDDA = "astrid.vik@solvik.example", "hedda.noren@solvik.example"
POST = "/office/organisation/befattningar/miljochef/"


def text_of(browser: Client, path: str) -> str:
    return unescape(browser.get(path).content.decode())


def given() -> dict[str, str]:
    nils = Employee.objects.get(email="nils.hed@solvik.example")
    today = timezone.localdate().isoformat()
    return {
        "employee": str(nils.pk),
        "valid_from": today,
        "valid_to": "",
        "appointed_by": "Förvaltningschefen",
    }


def test_the_organisation_is_one_tree_with_holders_and_vacancies(staff: Browser) -> None:
    page = text_of(staff(ASTRID), "/office/organisation/")

    assert 'befattningar/it-chef/">It-chef</a>: <a href="/office/organisation/personer/' in page
    assert page.count(">Vakant</span>") == 2
    assert [page.count(f"<strong>{one.name['sv']}</strong>") for one in Unit.objects.all()] == [
        1
    ] * Unit.objects.count()


@pytest.mark.parametrize("units", [0, 30])
def test_the_tree_costs_the_same_for_few_units_and_many(
    units: int, staff: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    above = Unit.objects.all()[0]
    Unit.objects.bulk_create(
        Unit(key=f"u{n}", name={"sv": f"Enhet {n}"}, committee=above.committee, parent=above)
        for n in range(units)
    )
    browser = staff(ASTRID)
    browser.get("/office/organisation/")

    with django_assert_num_queries(8):
        browser.get("/office/organisation/")


def test_someone_is_appointed_and_the_vacancy_is_gone(staff: Browser) -> None:
    hedda = staff(HEDDA)
    assert "Befattningen är vakant" in text_of(hedda, POST)

    answer = hedda.post(f"{POST}utse/", given())

    assert (answer.status_code, answer["Location"]) == (302, POST)
    page = text_of(hedda, POST)
    assert ("Befattningen är vakant" in page, "Nils Hed" in page) == (False, True)


def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(staff: Browser) -> None:
    wrong = given() | {"valid_from": "i morgon", "appointed_by": ""}

    answer = staff(HEDDA).post(f"{POST}utse/", wrong)

    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert ("Skriv en dag som 2026-05-01" in page, "Skriv vem som har bestämt det" in page) == (
        True,
        True,
    )
    assert 'value="i morgon"' in page


def test_one_who_holds_it_already_cannot_be_appointed_once_more(staff: Browser) -> None:
    hedda = staff(HEDDA)
    hedda.post(f"{POST}utse/", given())
    later = (timezone.localdate() + timedelta(days=5)).isoformat()

    answer = hedda.post(f"{POST}utse/", given() | {"valid_from": later})

    assert "personen har den redan" in unescape(answer.content.decode())
    assert Holding.objects.filter(position__key="miljochef").count() == 1


def test_the_one_who_holds_it_confirms_and_nobody_else_can(staff: Browser) -> None:
    held = Holding.objects.get(position__key="it-chef")
    page = "/office/organisation/befattningar/it-chef/"
    know = f"{page}{held.pk}/bekrafta/"
    assert know not in text_of(staff(HEDDA), page)
    assert staff(HEDDA).post(know).status_code == 403

    astrid = staff(ASTRID)
    assert know in text_of(astrid, page)
    astrid.post(know)

    held.refresh_from_db()
    assert held.acknowledged_at is not None
    assert know not in text_of(astrid, page)


def test_a_holding_is_ended_from_a_day(staff: Browser) -> None:
    held = Holding.objects.get(position__key="it-chef")
    path = f"/office/organisation/befattningar/it-chef/{held.pk}/avsluta/"
    hedda = staff(HEDDA)
    early = hedda.post(path, {"valid_to": "2025-12-31"})
    assert "efter att innehavet började" in unescape(early.content.decode())

    hedda.post(path, {"valid_to": "2027-01-01"})

    held.refresh_from_db()
    assert held.valid_to == date(2027, 1, 1)


def test_everything_that_someone_holds_is_handed_over_on_one_page(staff: Browser) -> None:
    eva = Employee.objects.get(email="eva.strom@solvik.example")
    anna = Employee.objects.get(email="anna.berg@solvik.example")
    chief = Position.objects.get(key="bygglovschef")
    page = f"/office/organisation/personer/{eva.pk}/"
    hedda = staff(HEDDA)
    assert f"{page}lamna-over/" in text_of(hedda, page)
    form = {
        "leaves": "2027-01-01",
        f"position-{chief.pk}": str(anna.pk),
        "appointed_by": "Kommundirektören",
    }

    assert hedda.post(f"{page}lamna-over/", form)["Location"] == page

    assert Holding.objects.get(employee=anna, position=chief).valid_from == date(2027, 1, 1)
    assert {row.valid_to for row in Assignment.objects.filter(employee=eva)} == {date(2027, 1, 1)}


@pytest.mark.parametrize(
    "path", ["befattningar/miljochef/utse/", "personer/1/lamna-over/", "befattningar/finns-ej/"]
)
def test_those_who_only_read_change_nothing(path: str, staff: Browser) -> None:
    wanted = 404 if "finns-ej" in path else 403
    assert staff(ASTRID).get(f"/office/organisation/{path}").status_code == wanted


@pytest.mark.parametrize("path", ["", "personer/", "roller/", "delegationsordning/"])
def test_the_organisation_is_for_those_who_may_read_it(path: str, staff: Browser) -> None:
    assert staff(ASTRID).get(f"/office/organisation/{path}").status_code == 200
    assert staff().get(f"/office/organisation/{path}").status_code == 403
