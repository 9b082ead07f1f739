"""The registers for machines: what is public is open to all, and nothing else is there."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from torget.rooms.information.models import InformationType
from torget.rooms.organisation.models import Committee, Delegation, Employee, Position, Unit

pytestmark = pytest.mark.django_db


def asked(client: Client, what: str, language: str = "") -> dict[str, Any]:
    answer = client.get(f"{language}/api/v1/{what}/")
    assert answer["Access-Control-Allow-Origin"] == "*"
    data: dict[str, Any] = answer.json()
    return data


def test_every_information_type_is_told_with_its_law_and_how_long_it_is_kept(
    client: Client,
) -> None:
    types = {one["key"]: one for one in asked(client, "informationstyper")["information_types"]}

    assert types.keys() == set(InformationType.objects.values_list("key", flat=True))
    assert types["person.name"] == {
        "key": "person.name",
        "name": "Namn",
        "description": "För- och efternamn på den som ansöker, anmäler eller är ombud.",
        "purpose": "Vi behöver veta vem ärendet gäller och vem beslutet ska skickas till.",
        "owner": "Kundcenterchef",
        "unit": "kundcenter",
        "laws": ["förvaltningslagen (2017:900) 20 och 33 §§"],
        "personal_data": "ordinary",
        "holder": "Skatteverket (folkbokföringen)",
        "secrecy": "21 kap. 3 §",
        "kept_years": None,
        "kept_from": None,
        "disposal_decision": None,
        "open": False,
    }


def test_how_information_is_classified_is_not_told(client: Client) -> None:
    [one, *_] = asked(client, "informationstyper")["information_types"]
    hidden = {"confidentiality", "integrity", "availability", "traceability"}
    assert one.keys().isdisjoint(hidden)


def test_the_organisation_is_told_without_names_of_people(client: Client) -> None:
    Committee.objects.create(key="kf", kind="assembly", name={"sv": "Fullmäktige"})  # no units
    told = asked(client, "organisation")

    assert {one["key"] for one in told["committees"]} == {
        one.key for one in Committee.objects.all()
    }
    assert {one["key"] for one in told["units"]} == {one.key for one in Unit.objects.all()}
    assert {one["key"] for one in told["positions"]} == {one.key for one in Position.objects.all()}
    names = Employee.objects.values_list("name", flat=True)
    assert [name for name in names if name in str(told)] == []


def test_a_unit_tells_what_it_is_below(client: Client) -> None:
    above = Unit.objects.all()[0]
    Unit.objects.create(
        key="under", name={"sv": "Under", "en": "Below"}, committee=above.committee, parent=above
    )
    [unit] = [one for one in asked(client, "organisation", "/en")["units"] if one["key"] == "under"]
    assert unit == {
        "key": "under",
        "name": "Below",
        "committee": above.committee.key,
        "below": above.key,
    }


def test_the_delegation_orders_are_told_row_by_row(client: Client) -> None:
    rows = asked(client, "delegationsordning")["delegations"]

    assert len(rows) == Delegation.objects.count()
    [row] = [one for one in rows if one["number"] == "4.2"]
    assert (row["amount_most"], row["passed_on_from"], row["committee"]) == (
        30_000,
        "4.1",
        Committee.objects.get(delegations__number="4.2").key,
    )


@pytest.mark.parametrize("what", ["informationstyper", "organisation", "delegationsordning"])
def test_nothing_can_be_written_there(what: str, client: Client) -> None:
    assert client.post(f"/api/v1/{what}/").status_code == 405


@pytest.mark.parametrize(
    ("what", "queries"), [("informationstyper", 3), ("organisation", 3), ("delegationsordning", 1)]
)
def test_a_register_costs_the_same_whatever_it_holds(
    what: str, queries: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(f"/api/v1/{what}/")
    with django_assert_num_queries(queries):
        client.get(f"/api/v1/{what}/")
