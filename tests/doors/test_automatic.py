"""The public register of automated decisions."""

from html import unescape

import pytest
from django.test import Client

from tests.factories import a_decision
from tests.rooms.cases.test_automation import another, sent
from tests.small_services import RACKS, publish
from torget.rooms.cases.terms import Outcome
from torget.rooms.eservices.queries import published_service

pytestmark = pytest.mark.django_db
LIST, HERE = "/automatiska-beslut/", "/automatiska-beslut/cykelstall/"
API = "/api/v1/automatiska-beslut/"


def test_a_table_in_use_is_told_with_its_rules_sources_and_law(client: Client) -> None:
    publish(RACKS, "cykelstall")
    assert HERE in unescape(client.get(LIST).text)
    page = unescape(client.get(HERE).text)
    for said in (
        "På prov: tabellen föreslår, en människa beslutar", "Snabba besked.",
        "En handläggare beslutar.", "Få vid en skola", "racks <= 3", "Ett register",
        "förvaltningslagen (2017:900) 6 §", "Inget är beslutat sedan tabellen kom till.",
    ):  # fmt: skip
        assert said in page
    english = unescape(client.get(f"/en{HERE}").text)
    assert ("A few at a school" in english, "Quick answers." in english) == (True, True)


def test_the_foot_of_every_page_leads_to_the_register(client: Client) -> None:
    assert f'href="{LIST}"' in unescape(client.get("/").text)


def test_without_a_table_in_use_people_decide(client: Client) -> None:
    publish(RACKS.replace("mode: shadow", "mode: idle", 1), "cykelstall")
    assert "Människor fattar alla våra beslut" in client.get(LIST).text
    assert client.get(HERE).status_code == 404
    assert client.get(API).json() == {"services": []}


def test_figures_are_rounded_and_few_are_not_told(client: Client) -> None:
    first = sent()
    a_decision(first, Outcome.GRANTED)
    assert client.get(API).json()["services"][0]["numbers"] == {"weighed": None, "agreed": None}
    assert "För få för att visas" in client.get(HERE).text
    for outcome in [Outcome.GRANTED] * 5 + [Outcome.REFUSED] * 5:
        a_decision(another(), outcome)
    assert client.get(API).json()["services"][0]["numbers"] == {"weighed": 10, "agreed": 55}


def test_machines_get_all_that_the_page_says(client: Client) -> None:
    publish(RACKS, "cykelstall")
    answer = client.get(API)
    (told,) = answer.json()["services"]
    table = published_service("cykelstall").compiled.table
    assert table is not None
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (told["key"], told["mode"], told["table_hash"]) == ("cykelstall", "shadow", table.hash)
    assert told["page"] == f"http://testserver{HERE}"
    assert [row["cells"] for row in told["table"]["rows"]] == [
        ["town != 'Solvik'"],
        ["where == 'school'", "racks <= 3", "cost <= 900"],
    ]
    assert [one["number"] for one in told["versions"]] == [1]


@pytest.mark.parametrize("proposed", [1, 8])
def test_the_register_costs_the_same_whatever_has_been_decided(
    proposed: int, client: Client, django_assert_max_num_queries: object
) -> None:
    first = sent()
    for case in [first, *(another() for _ in range(proposed - 1))]:
        a_decision(case, Outcome.GRANTED)
    client.get(HERE)
    with django_assert_max_num_queries(12):  # type: ignore[operator] # a fixture that is a context
        client.get(HERE)
