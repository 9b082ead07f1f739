"""The register of information types: seen by those who answer for it, narrowed, taken out."""

import json
from collections.abc import Callable
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from torget.rooms.eservices.queries import published_service
from torget.rooms.information.models import Classification, InformationType
from torget.rooms.organisation.models import Holding
from torget.rooms.systems.models import System

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
ASTRID = "astrid.vik@solvik.example"
LIST = "/office/information/"


def keys(browser: Client, query: str) -> list[str]:
    """What the list holds when it is taken out for machines."""
    return [row["key"] for row in json.loads(browser.get(f"{LIST}?som=json&{query}").content)]


@pytest.mark.parametrize("path", ["/office/", LIST, f"{LIST}person.name/"])
def test_the_register_is_for_those_who_answer_for_it(path: str, staff: Browser) -> None:
    assert staff(ASTRID).get(path).status_code == 200
    assert staff().get(path).status_code == 403
    assert Client().get(path).status_code == 302


@pytest.mark.parametrize("count", [1, 60])
def test_the_list_costs_the_same_for_one_row_and_sixty(
    count: int, staff: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Classification.objects.all().delete()
    kept = list(InformationType.objects.values_list("pk", flat=True)[:count])
    System.objects.all().delete()
    InformationType.objects.exclude(pk__in=kept).delete()
    browser = staff(ASTRID)
    browser.get(LIST)

    with django_assert_num_queries(6):
        page = browser.get(LIST).content.decode()

    assert page.count('<th scope="row">') == min(count, 50)


def test_types_that_nobody_owns_are_found(staff: Browser) -> None:
    InformationType.objects.filter(key="person.name").update(owner=None)
    browser = staff(ASTRID)

    assert keys(browser, "agare=utan") == ["person.name"]
    assert "Ingen äger informationen" in browser.get(f"{LIST}person.name/").content.decode()
    assert "<strong>1</strong>saknar ägare" in browser.get("/office/").content.decode()


def test_types_whose_owner_is_vacant_are_found_and_say_so(staff: Browser) -> None:
    Holding.objects.filter(position__key="it-chef").delete()
    browser = staff(ASTRID)
    owned = InformationType.objects.filter(owner__key__in=["it-chef", "miljochef", "skolchef"])
    one = owned.filter(owner__key="it-chef").get()

    assert set(keys(browser, "agare=vakant")) == set(owned.values_list("key", flat=True))
    page = unescape(browser.get(f"{LIST}{one.key}/").content.decode())
    assert ("Ägaren är vakant" in page, "/befattningar/it-chef/" in page) == (True, True)
    assert "It-chef (vakant)" in browser.get(f"{LIST}?agare=vakant").content.decode()
    start = browser.get("/office/").content.decode()
    assert f"<strong>{owned.count()}</strong>har en vakant ägare" in start


def test_the_list_is_narrowed_by_what_is_declared(staff: Browser) -> None:
    browser = staff(ASTRID)
    serious = InformationType.objects.filter(confidentiality=3)
    kept = InformationType.objects.filter(retention_years=None)

    assert set(keys(browser, "k=3")) == set(serious.values_list("key", flat=True))
    assert set(keys(browser, "tid=bevaras")) == set(kept.values_list("key", flat=True))
    assert keys(browser, "sok=person.name+kundcenter") == ["person.name"]
    assert keys(browser, "sok=finns+inte+alls") == []
    assert len(keys(browser, "k=rubbish&sortera=rubbish&sida=-7")) == (
        InformationType.objects.count()
    )


def test_the_list_is_put_in_order_by_a_column_and_back(staff: Browser) -> None:
    browser = staff(ASTRID)
    rising = list(InformationType.objects.order_by("key").values_list("key", flat=True))

    assert keys(browser, "sortera=key") == rising
    assert keys(browser, "sortera=-key") == rising[::-1]
    page = browser.get(f"{LIST}?sortera=key").content.decode()
    assert ('aria-sort="ascending"' in page, "sortera=-key" in page) == (True, True)


def test_a_workbook_holds_the_chosen_rows_under_their_headings(staff: Browser) -> None:
    answer = staff(ASTRID).get(f"{LIST}?som=xlsx&sok=person.name")
    headings, row = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)

    assert headings[:4] == ("Namn", "Nyckel", "Informationsägare", "K")
    assert row[:4] == ("Namn", "person.name", "Kundcenterchef", 1)


def test_a_type_tells_which_services_ask_for_it(staff: Browser) -> None:
    asked = min(published_service("bygglov").compiled.information_types())
    page = staff(ASTRID).get(f"{LIST}{asked}/").content.decode()

    assert ">Ansök om bygglov</a></li>" in page
    assert staff(ASTRID).get(f"{LIST}finns.inte/").status_code == 404


def test_a_day_that_is_no_day_is_answered_in_words(staff: Browser) -> None:
    page = staff(ASTRID).get(f"{LIST}?dag=i+julas").content.decode()

    assert "Skriv dagen som år-månad-dag" in page
