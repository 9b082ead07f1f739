"""The page where information is classified, and the list of what is not."""

import json
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from torget.rooms.information.models import Classification, InformationType
from torget.rooms.systems.models import System

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
ASTRID, TOVE = "astrid.vik@solvik.example", "tove.berglund@solvik.example"
KEY = "building.role"
PAGE = f"/office/information/{KEY}/klassa/"
LIST = "/office/klassningar/"


def typed(**changes: object) -> dict[str, object]:
    day = timezone.localdate() + timedelta(days=300)
    return {
        "confidentiality": ["1", "2"],
        "confidentiality_why": "Avslöjar var någon bor.",
        "integrity": ["1"],
        "integrity_why": "Fel fastighet.",
        "availability": [],
        "availability_why": "Kan vänta.",
        "traceability": ["1"],
        "traceability_why": "Syns i ärendet.",
        "note": "",
        "review_on": day.isoformat(),
    } | changes


def test_a_class_is_decided_step_by_step_and_shown_on_the_type(staff: Browser) -> None:
    browser = staff(TOVE)
    asked = browser.get(PAGE).content.decode()

    browser.post(PAGE, typed())
    browser.post(PAGE, typed())
    page = unescape(browser.get(f"/office/information/{KEY}/").content.decode())

    assert "Någon får besvär om obehöriga läser uppgiften" in asked
    row = Classification.objects.get(information_type__key=KEY)
    assert (row.confidentiality, row.integrity, row.availability, row.traceability) == (2, 1, 0, 1)
    assert "Konfidentialitet 2, Riktighet 1, Tillgänglighet 0, Spårbarhet 1." in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"integrity": ["1", "3"]}, "Du har hoppat över ett steg"),
        ({"confidentiality": ["1", "2", "3", "4"]}, "Det som rör Sveriges säkerhet"),
        ({"integrity_why": " "}, "Skriv varför"),
        ({"review_on": "2020-01-01"}, "Välj en dag efter i dag"),
        ({"review_on": "snart"}, "Skriv en dag som"),
        ({"integrity": ["rubbish"]}, "Välj ett av alternativen"),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_nothing_typed_is_lost(
    changes: dict[str, object], said: str, staff: Browser
) -> None:
    answer = staff(TOVE).post(PAGE, typed(note="Mitt skäl", **changes))
    page = unescape(answer.content.decode())

    assert (answer.status_code, said in page, "Mitt skäl" in page) == (422, True, True)
    assert not Classification.objects.filter(information_type__key=KEY).exists()


def test_personal_data_below_their_floor_are_refused_in_words(staff: Browser) -> None:
    page = staff(TOVE).post("/office/information/person.identity_number/klassa/",
                            typed(confidentiality=["1"]))  # fmt: skip
    assert "kräver minst nivå 2" in page.content.decode()


def test_what_may_be_open_data_says_why_it_cannot_be_confidential(staff: Browser) -> None:
    page = staff(TOVE).post("/office/information/building.property/klassa/", typed())
    assert "får bli öppna data, och då är nivån 0" in page.content.decode()


def test_only_those_who_may_classify_see_the_way_there(staff: Browser) -> None:
    reader = staff(ASTRID)
    assert reader.get(PAGE).status_code == 403
    assert reader.post(PAGE, typed()).status_code == 403
    shown = f"/office/information/{KEY}/"
    assert PAGE not in unescape(reader.get(shown).content.decode())
    assert PAGE in unescape(staff(TOVE).get(shown).content.decode())
    assert staff().get(LIST).status_code == 403
    assert staff(TOVE).get("/office/information/finns.inte/klassa/").status_code == 404


def test_the_list_tells_what_nobody_has_decided_and_what_is_to_be_looked_at(
    staff: Browser,
) -> None:
    browser = staff(TOVE)
    browser.post(PAGE, typed())
    decided = Classification.objects.filter(superseded_at=None)
    decided.exclude(information_type__key=KEY).update(review_on=timezone.localdate())

    def listed(state: str) -> int:
        return len(json.loads(browser.get(f"{LIST}?som=json&lage={state}").content))

    everything = InformationType.objects.count()
    assert (listed("beslutad"), listed("gammal"), listed("forslag")) == (
        1, decided.count() - 1, everything - decided.count()
    )  # fmt: skip
    start = browser.get("/office/").content.decode()
    assert f"<strong>{everything - decided.count()}</strong>är inte klassade" in start
    assert f"<strong>{decided.count() - 1}</strong>klassningar att se över" in start


@pytest.mark.parametrize("count", [1, 59])
def test_the_list_costs_the_same_for_one_row_and_many(
    count: int, staff: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    System.objects.all().delete()
    Classification.objects.all().delete()
    kept = list(InformationType.objects.values_list("pk", flat=True)[:count])
    InformationType.objects.exclude(pk__in=kept).delete()
    browser = staff(TOVE)
    browser.get(LIST)

    with django_assert_num_queries(6):
        page = browser.get(LIST).content.decode()

    assert page.count('<th scope="row">') == min(count, 50)
