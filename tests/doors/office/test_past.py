"""Pages of the registers as they were, with who changed what."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from torget.demo.fill import FILLER
from torget.rooms.audit.actions import record
from torget.rooms.information.models import InformationType

Browser = Callable[..., Client]
ASTRID = "astrid.vik@solvik.example"
PAGE = "/office/information/person.name/"
TODAY = timezone.localdate()


@pytest.fixture
def renamed(committed: None) -> Iterator[None]:
    """A type that was declared ten days ago and renamed five days later, each committed."""
    before = InformationType.objects.get(key="person.name").name
    _names(before | {"sv": "Gamla namnet"}, 10)
    _names(before | {"sv": "Nya namnet"}, 5)
    yield
    _names(before, 0)


def _names(name: dict[str, str], days_ago: int) -> None:
    with transaction.atomic():
        InformationType.objects.filter(key="person.name").update(name=name)
        at = timezone.now() - timedelta(days=days_ago)
        record("information.changed", "information:person.name", by=FILLER, at=at)


def test_a_page_is_read_as_it_was_on_a_day(renamed: None, staff: Browser) -> None:
    browser = staff(ASTRID)

    def heading(query: str = "") -> str:
        page = browser.get(PAGE + query).content.decode()
        return page.partition("<h1>")[2].partition("</h1>")[0]

    assert heading() == "Nya namnet"
    assert heading(f"?dag={TODAY - timedelta(days=7)}") == "Gamla namnet"
    assert browser.get(f"{PAGE}?dag={TODAY - timedelta(days=20)}").status_code == 404


def test_what_is_seen_of_another_day_says_so_and_leads_back(renamed: None, staff: Browser) -> None:
    day = TODAY - timedelta(days=7)
    page = staff(ASTRID).get(f"/office/information/?sok=namn&dag={day}").content.decode()

    assert "Så här såg det ut den" in page
    assert 'href="?sok=namn"' in page
    assert ("Gamla namnet" in page, "Nya namnet" in page) == (True, False)


def test_history_tells_who_changed_what_from_what(renamed: None, staff: Browser) -> None:
    page = staff(ASTRID).get(PAGE).content.decode()

    assert "Namn: <del>Gamla namnet</del> <ins>Nya namnet</ins>" in page
    assert "· Torget</p>" in page


def test_who_may_look_is_decided_by_today(renamed: None, staff: Browser) -> None:
    day = TODAY - timedelta(days=7)

    assert staff(ASTRID).get(f"{PAGE}?dag={day}").status_code == 200
    assert staff().get(f"{PAGE}?dag={day}").status_code == 403
