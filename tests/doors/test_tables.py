"""Tables, ends of the way, prices and closed services, as a resident meets them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import a_draft, a_person
from tests.rooms.eservices.language.services import a_definition
from tests.rooms.eservices.language.test_rows import ENDS, HOUSEHOLD
from torget.foundation.actor import Actor
from torget.rooms.eservices.actions import publish_version
from torget.rooms.eservices.terms import ServiceTexts
from torget.rooms.submissions.models import Draft

Browser = Callable[..., Client]
PUBLISHER = Actor("test", "Tester", grants={"service.publish": frozenset({1})})
FEE = "fee: {text: {sv: Timpris, en: By the hour}, amount: hours * 100.5}\n"
TABLE = {"members.0.name": "Ada", "members.0.works": "yes", "members.0.income": "30 000"}


def publish(steps: str, more: str = "") -> None:
    """Publish a trial service of these steps; all it collects is of a kind that is declared."""
    text = re.sub(r"information: [\w.]+", "information: contact.email", a_definition(steps, more))
    publish_version(ServiceTexts(text), by=PUBLISHER, at=timezone.now())


def begun(resident: Browser, **answers: Any) -> tuple[Client, str]:
    """Someone who has begun to fill in the trial service, and the address of their draft."""
    person = a_person()
    return resident(person), f"/utkast/{a_draft('trial', person=person, **answers).key}/"


def names(page: Any) -> list[str]:
    """The fields of the table on a page, each once."""
    found = re.findall(r'name="(members\.[\w.]+)"', page.content.decode())
    return list(dict.fromkeys(found))


def test_one_more_row_comes_with_what_was_written_kept(resident: Browser) -> None:
    publish(HOUSEHOLD)
    browser, draft = begun(resident)
    page = browser.post(f"{draft}steg/household/", {**TABLE, "add": "members"})
    assert page.status_code == 200
    assert names(page) == [
        "members.0.name", "members.0.works", "members.0.income", "members.1.name",
        "members.1.works",
    ]  # fmt: skip
    assert 'value="30 000"' in page.content.decode()
    assert "360\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr</output>" in page.content.decode()
    assert "Person 2" in page.content.decode()


def test_a_row_is_taken_away_and_the_next_takes_its_place(resident: Browser) -> None:
    publish(HOUSEHOLD)
    browser, draft = begun(resident)
    rows = {**TABLE, "members.1.name": "Bo", "members.1.works": "no"}
    page = browser.post(f"{draft}steg/household/", {**rows, "remove_row": "members:0"})
    assert names(page) == ["members.0.name", "members.0.works"]
    assert 'value="Bo"' in page.content.decode()


def test_no_more_rows_are_given_than_there_may_be(resident: Browser) -> None:
    publish(HOUSEHOLD)
    browser, draft = begun(resident)
    rows = {f"members.{n}.name": "Ada" for n in range(3)}
    page = browser.post(f"{draft}steg/household/", {**rows, "add": "members"})
    assert "Person 4" not in page.content.decode()


def test_what_is_wrong_in_a_row_is_said_at_its_field_and_linked(resident: Browser) -> None:
    publish(HOUSEHOLD)
    browser, draft = begun(resident)
    rows = {**TABLE, "members.1.works": "no", "next": "1"}
    page = browser.post(f"{draft}steg/household/", rows)
    assert page.status_code == 422
    assert (
        '<li><a href="#q-members-1-name">Person 2: Skriv svaret</a></li>' in page.content.decode()
    )


def test_what_an_answer_in_a_row_calls_for_is_shown_with_the_next_page(resident: Browser) -> None:
    publish(HOUSEHOLD)
    browser, draft = begun(resident)
    rows = {"members.0.name": "Ada", "members.0.works": "yes", "next": "1"}
    page = browser.post(f"{draft}steg/household/", rows)
    assert names(page) == ["members.0.name", "members.0.works", "members.0.income"]
    assert names(browser.get(f"{draft}steg/household/")) == names(page)
    assert 'value="Ada"' in browser.get(f"{draft}steg/household/").content.decode()


def test_rows_are_saved_and_shown_again_with_what_follows_from_them(resident: Browser) -> None:
    publish(HOUSEHOLD)
    browser, draft = begun(resident)
    answer = browser.post(f"{draft}steg/household/", {**TABLE, "next": "1"})
    assert answer.headers["Location"] == f"{draft}kontrollera/"
    page = browser.get(f"{draft}steg/household/").content.decode()
    assert 'name="members.0.income" value="30000"' in page
    assert "360\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr</output>" in page


@pytest.mark.parametrize("rubbish", ["members:x", "members:99", "members", "age:0", ":", "nobody"])
def test_a_strange_request_for_a_row_changes_nothing(resident: Browser, rubbish: str) -> None:
    publish(HOUSEHOLD)
    browser, draft = begun(resident)
    page = browser.post(f"{draft}steg/household/", {**TABLE, "remove_row": rubbish})
    assert names(page) == ["members.0.name", "members.0.works", "members.0.income"]


def test_someone_whom_the_service_is_not_for_is_told_what_to_do(resident: Browser) -> None:
    publish(ENDS)
    browser, draft = begun(resident)
    answer = browser.post(f"{draft}steg/age/", {"age": "40", "next": "1"})
    assert answer.headers["Location"] == f"{draft}steg/age/slut/"
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "<h1>Tjänsten är för dig som fyllt 65</h1>" in page
    assert "Ring oss." in page
    assert browser.get(f"{draft}steg/hours/").headers["Location"] == f"{draft}steg/age/slut/"


def test_the_end_is_not_shown_to_someone_whom_the_service_is_for(resident: Browser) -> None:
    publish(ENDS)
    browser, draft = begun(resident, age=70)
    assert browser.get(f"{draft}steg/age/slut/").headers["Location"] == draft


def test_the_price_is_told_before_it_is_sent(resident: Browser) -> None:
    publish(ENDS, FEE)
    browser, draft = begun(resident, age=70, hours=3)
    page = browser.get(f"{draft}kontrollera/").content.decode()
    assert "301,50\N{NO-BREAK SPACE}kr" in page


def test_a_service_that_has_closed_says_so_and_cannot_be_begun(resident: Browser) -> None:
    publish(ENDS, "opening: {closed: {sv: Stängt för i år., en: Closed.}, closes_on: 2025-05-01}\n"
            .replace("2025-05-01", "'2025-05-01'"))  # fmt: skip
    browser = resident()
    assert "Stängt för i år." in browser.get("/e-tjanst/trial/").content.decode()
    answer = browser.post("/ansok/trial/")
    assert answer.headers["Location"] == "/e-tjanst/trial/"
    assert Draft.objects.count() == 0
