"""Owners answer on one page whether what stands about their systems is true."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories import an_employee
from torget.journeys.ask_owners import ask_owners
from torget.rooms.systems.models import Campaign, System
from torget.rooms.systems.queries import to_confirm

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = timezone.localdate()
ASTRID, EVA = "astrid.vik@solvik.example", "eva.strom@solvik.example"


def test_an_owner_answers_on_one_page_also_without_reading_the_rest(
    staff: Callable[..., Client],
) -> None:
    System.objects.update(confirmed_at=None, confirmed_by="")
    ingrid = staff("ingrid.wall@solvik.example")  # omsorgschef, and a case officer
    page = ingrid.get("/office/system/mina/").content.decode()

    assert 'value="omsorgsboken"' in page
    assert 'value="lovflode"' not in page
    assert ingrid.post("/office/system/mina/", {}).status_code == 422
    assert ingrid.post("/office/system/mina/", {"true": "lovflode"}).status_code == 422
    answer = ingrid.post("/office/system/mina/", {"true": ["omsorgsboken", "nyckelskapet"]})

    assert answer.status_code == 302
    confirmed = System.objects.filter(confirmed_by="Ingrid Wall").values_list("key", flat=True)
    assert sorted(confirmed) == ["nyckelskapet", "omsorgsboken"]


def test_the_list_of_those_who_have_not_answered_says_who_is_late(
    staff: Callable[..., Client],
) -> None:
    astrid = staff(ASTRID)
    assert "Ingen har frågats än." in astrid.get("/office/system/fraga/").content.decode()
    typed = {"due_on": str(timezone.localdate() + 5 * DAY)}
    assert astrid.post("/office/system/fraga/ny/", {"due_on": "2020-01-01"}).status_code == 422
    assert astrid.post("/office/system/fraga/ny/", typed).status_code == 302
    campaign = Campaign.objects.get()
    assert "Försenat" in astrid.get("/office/system/fraga/").content.decode()

    Campaign.objects.update(due_on=timezone.localdate() - DAY)
    page = astrid.get("/office/system/fraga/").content.decode()
    assert page.count('<td data-label="Försenat">Ja</td>') == System.objects.count()
    assert to_confirm(an_employee(EVA), today=timezone.localdate()).count() == 5
    assert campaign.started_by == "Astrid Vik"
    assert staff(EVA).get("/office/system/fraga/ny/").status_code == 403


@pytest.mark.parametrize("count", [1, 40])
def test_one_page_costs_the_same_for_one_system_and_many(
    count: int, staff: Callable[..., Client], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kept = System.objects.filter(lifecycle="operation").values_list("pk", flat=True)[:count]
    System.objects.exclude(pk__in=list(kept)).delete()
    System.objects.update(confirmed_at=None, confirmed_by="")
    ask_owners(TODAY + 21 * DAY, by=an_employee(ASTRID), at=timezone.now())
    browser = staff(ASTRID)
    browser.get("/office/system/fraga/")

    with django_assert_num_queries(6):
        browser.get("/office/system/fraga/")


def test_without_a_question_only_what_nobody_has_confirmed_for_a_year_waits(
    staff: Callable[..., Client],
) -> None:
    old = timezone.now() - timedelta(days=366)
    System.objects.update(confirmed_at=timezone.now(), confirmed_by="Astrid Vik")
    assert "Inget av dina system väntar" in staff(EVA).get("/office/system/mina/").content.decode()
    System.objects.filter(key="lovflode").update(confirmed_at=old)

    assert [row.key for row in to_confirm(an_employee(EVA), today=TODAY)] == ["lovflode"]
