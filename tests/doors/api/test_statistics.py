"""The same figures for machines."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import a_case
from torget.rooms.cases.models import Case

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
CASES = "/api/v1/statistik/arenden/"


def cases_today(count: int) -> None:
    for _ in range(count):
        a_case()
    Case.objects.update(received_at=timezone.now() - timedelta(minutes=1))


def test_what_can_be_asked_for_is_told(client: Client) -> None:
    told = client.get("/api/v1/statistik/").json()

    assert [one["key"] for one in told["services"]] == ["bygglov", "felanmalan", "forskola"]
    assert {"key": "bygg", "name": "Bygglovsenheten"} in told["units"]
    assert told["cases"] == f"http://testserver{CASES}"


def test_the_public_sees_fives(client: Client) -> None:
    cases_today(8)
    year = str(timezone.localdate().year)

    answer = client.get(CASES)

    row = {
        "received": 10, "decided": 0, "closed": 0, "waiting": 10, "median": None, "p90": None,
        "promised": None, "statutory": None, "digital": 100, "automated": None, "hidden": [],
    }  # fmt: skip
    assert answer.json() == {
        "exact": False,
        "measured_to": None,
        "by": "year",
        "total": row,
        "periods": [{"period": year, **row}],
        "waiting_by_age": [{"from_days": age, "count": 10 if age == 0 else 0}
                           for age in (0, 31, 91, 181)],
        "phases": [],
    }  # fmt: skip
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_staff_without_the_right_see_what_the_public_sees(staff: Browser) -> None:
    cases_today(3)

    told = staff("anna.berg@solvik.example").get(f"{CASES}?enhet=bygg").json()

    assert (told["exact"], told["total"]["received"]) == (False, None)
    assert told["total"]["hidden"] == ["received", "waiting", "digital"]


def test_a_manager_sees_the_units_figures_as_they_are(staff: Browser) -> None:
    cases_today(3)

    told = staff("eva.strom@solvik.example").get(f"{CASES}?enhet=bygg").json()

    assert (told["exact"], told["total"]["received"]) == (True, 3)


def test_a_manager_without_the_second_factor_is_the_public(staff: Browser) -> None:
    cases_today(3)
    browser = staff("eva.strom@solvik.example")
    session = browser.session
    del session["second_factor"]
    session.save()

    assert browser.get(f"{CASES}?enhet=bygg").json()["exact"] is False


@pytest.mark.parametrize("field", ["tjanst", "enhet", "period"])
def test_what_there_is_not_is_told(field: str, client: Client) -> None:
    answer = client.get(f"{CASES}?{field}=finns-inte")

    assert (answer.status_code, answer.json()) == (
        400,
        {"error": f"finns-inte finns inte: {field}", "field": field},
    )


def test_nothing_is_changed_here(client: Client) -> None:
    assert client.post(CASES).status_code == 405
