"""The register of positions: who answers, since when, and where nobody does."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from torget.rooms.information.models import InformationType
from torget.rooms.organisation.models import Holding, Position
from torget.rooms.systems.models import System

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
ASTRID = "astrid.vik@solvik.example"
LIST = "/office/organisation/befattningar/"


def rows(browser: Client, query: str = "") -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(browser.get(f"{LIST}?som=json&{query}").content)
    return found


def test_a_position_shows_who_holds_it_since_when_and_by_whose_decision(staff: Browser) -> None:
    row = next(row for row in rows(staff(ASTRID)) if row["name"] == "It-chef")

    assert row == {
        "name": "It-chef",
        "unit": "Kundcenter",
        "holder": "Astrid Vik",
        "since": "2026-01-01",
        "by": "Förvaltningschefen",
        "known": "Nej",
    }


def test_positions_that_nobody_holds_are_found(staff: Browser) -> None:
    Holding.objects.filter(position__key="it-chef").update(valid_to=date(2026, 2, 1))
    vacant = rows(staff(ASTRID), "innehav=vakant")

    assert {row["name"] for row in vacant} == {"It-chef", "Miljöchef", "Skolchef"}
    assert {row["holder"] for row in vacant} == {"Vakant"}
    assert len(rows(staff(ASTRID), "innehav=tillsatt")) == Position.objects.count() - 3
    start = staff(ASTRID).get("/office/").content.decode()
    assert "<strong>3</strong>är vakanta" in start


def test_the_register_is_for_those_who_answer_for_it(staff: Browser) -> None:
    assert staff(ASTRID).get(LIST).status_code == 200
    assert staff().get(LIST).status_code == 403
    assert Client().get(LIST).status_code == 302


@pytest.mark.parametrize("count", [1, 9])
def test_the_list_costs_the_same_for_one_row_and_nine(
    count: int, staff: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kept = Position.objects.filter(holdings__isnull=False)[:count].values_list("pk", flat=True)
    kept = [*kept, *Position.objects.filter(holdings=None).values_list("pk", flat=True)][:count]
    InformationType.objects.update(owner=None)
    System.objects.all().delete()
    Holding.objects.exclude(position__in=kept).delete()
    Position.objects.exclude(pk__in=kept).delete()
    browser = staff(ASTRID)
    browser.get(LIST)

    with django_assert_num_queries(7):
        page = browser.get(LIST).content.decode()

    assert page.count('<th scope="row">') == count
