"""The gate before publishing."""

import re
from collections.abc import Callable
from html import unescape

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.rooms.eservices.texts import SOURCE
from torget.rooms.eservices.models import WorkingCopy
from torget.rooms.eservices.queries import versions_of
from torget.rooms.organisation.terms import Role

Browser = Callable[..., Client]
HERE = "/studio/cykelstall/"


def gate(browser: Client) -> str:
    return unescape(browser.get(f"{HERE}kontroll/").content.decode())


def outcomes(page: str) -> dict[str, int]:
    return {name: page.count(f'<li class="{name}">') for name in ("holds", "advises", "stops")}


def test_every_check_is_shown_with_what_to_do(rack: WorkingCopy, builder: Browser) -> None:
    page = gate(builder())

    assert outcomes(page) == {"holds": 11, "advises": 2, "stops": 0}
    assert "Skriv ett tal i ”yearly_volume”." in page


def test_the_gate_asks_once_for_what_all_its_checks_need(
    rack: WorkingCopy, builder: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = builder()
    gate(browser)

    with django_assert_num_queries(8):
        gate(browser)


def test_a_service_is_published_and_residents_find_it(
    rack: WorkingCopy, builder: Browser, client: Client
) -> None:
    browser = builder()
    done = browser.post(f"{HERE}publicera/", {"on": "1", "what_is_new": "Första."}, follow=True)

    assert "Version 1 är publicerad." in unescape(done.content.decode())
    assert client.get("/e-tjanst/cykelstall/").status_code == 200
    assert [version.what_is_new for version in versions_of("cykelstall")] == ["Första."]


def test_what_stops_is_shown_and_there_is_no_button(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    broken = SOURCE.replace("unit: gata", "unit: parken")
    browser.post(f"{HERE}spara/", {"which": "source", "on": "1", "text": broken})

    page = gate(browser)
    assert outcomes(page)["stops"] == 2
    assert re.findall(r'action="([^"]+publicera/)"', page) == []
    told = browser.post(f"{HERE}publicera/", {"on": "2"}, follow=True).content.decode()
    assert "något stoppar" in told
    assert versions_of("cykelstall").count() == 0


def test_who_only_writes_is_told_whom_to_ask(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder(role=Role.SERVICE_BUILDER)

    assert "Be den som är ansvarig för e-tjänsten att publicera." in gate(browser)
    assert browser.post(f"{HERE}publicera/", {"on": "1"}).status_code == 403


def test_a_text_that_changed_while_it_was_read_is_read_again(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    browser.post(f"{HERE}spara/", {"which": "source", "on": "1", "text": f"{SOURCE}#\n"})

    told = browser.post(f"{HERE}publicera/", {"on": "1"}, follow=True).content.decode()
    assert "Texten har ändrats sedan du läste." in told
    assert versions_of("cykelstall").count() == 0
