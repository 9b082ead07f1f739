"""Pages cost the same number of queries for one row and for many."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import NOON, a_case, a_draft, a_person, a_resident, an_employee
from torget.rooms.cases.actions import add_note, write_as_officer, write_as_resident

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


@pytest.mark.parametrize("count", [1, 3])
def test_a_case_costs_the_same_with_one_message_and_three(
    count: int, staff: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser, case, anna = staff(), a_case(), an_employee()
    for _ in range(count):
        write_as_resident(case, "Hej!", once=uuid.uuid4(), by=a_resident(), at=NOON)
        write_as_officer(case, "Hej!", once=uuid.uuid4(), by=anna, at=NOON)
        add_note(case, "Ringt.", once=uuid.uuid4(), by=anna, at=NOON)

    browser.get(f"/desk/arende/{case}/")

    with django_assert_num_queries(29):
        page = browser.get(f"/desk/arende/{case}/")

    assert page.content.decode().count("Ringt.") == count


@pytest.mark.parametrize("count", [1, 3])
def test_my_pages_cost_the_same_for_one_case_and_three(
    count: int, resident: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = a_person()
    browser = resident(person)
    for _ in range(count):
        a_case(person)
        a_draft(person=person)

    browser.get("/mina-sidor/")

    with django_assert_num_queries(7):
        page = browser.get("/mina-sidor/")

    assert page.content.decode().count("case-row") == count


def test_a_step_is_shown_with_two_queries_and_saved_with_three(
    resident: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = a_person()
    browser = resident(person)
    draft = a_draft(person=person)
    address = f"/utkast/{draft.key}/steg/description/"
    browser.get(address)  # the session notes once that someone is active

    with django_assert_num_queries(2):
        browser.get(address)
    with django_assert_num_queries(3):
        browser.post(address, {"description": "Ett hål.", "next": "1"})
