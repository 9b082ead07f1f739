"""The gate before publishing."""

import json
import re
from collections.abc import Callable
from html import unescape

import msgspec
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.rooms.eservices.inspected import a_report, inspected, plan_of
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
    inspected(rack)
    page = gate(builder())

    assert outcomes(page) == {"holds": 17, "advises": 4, "stops": 0}
    assert (
        'Skriv ett tal. Det jämförs med användningen varje år. <a href="/studio/cykelstall/'
        'uppgifter/om/">Rätta under Om tjänsten</a>'
    ) in page


def test_the_gate_asks_once_for_what_all_its_checks_need(
    rack: WorkingCopy, builder: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = builder()
    gate(browser)

    with django_assert_num_queries(9):
        gate(browser)


def test_a_service_is_published_and_residents_find_it(
    rack: WorkingCopy, builder: Browser, client: Client
) -> None:
    browser = builder()
    inspected(rack)
    done = browser.post(f"{HERE}publicera/", {"on": "1", "what_is_new": "Första."}, follow=True)

    assert "Version 1 är publicerad." in unescape(done.content.decode())
    assert client.get("/e-tjanst/cykelstall/").status_code == 200
    assert [version.what_is_new for version in versions_of("cykelstall")] == ["Första."]


def test_what_stops_is_shown_and_there_is_no_button(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    broken = SOURCE.replace("unit: gata", "unit: parken")
    browser.post(f"{HERE}spara/", {"which": "source", "on": "1", "text": broken})

    page = gate(browser)
    assert outcomes(page)["stops"] == 3
    assert re.findall(r'action="([^"]+publicera/)"', page) == []
    told = browser.post(f"{HERE}publicera/", {"on": "2"}, follow=True).content.decode()
    assert "något stoppar" in told
    assert versions_of("cykelstall").count() == 0


def test_who_only_writes_is_told_whom_to_ask(rack: WorkingCopy, builder: Browser) -> None:
    inspected(rack)
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


def told(rack: WorkingCopy) -> str:
    """What the gate's script would send when axe has found nothing."""
    return msgspec.json.encode(a_report(plan_of(rack))).decode()


def test_the_gate_lists_every_page_for_the_browser_to_look_at_and_each_can_be_looked_at(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    page = gate(browser)
    pages = json.loads(re.findall(r'data-pages="(\[.+?\])"', page)[0])

    assert pages == [
        "/studio/cykelstall/visa/?steg=place&person=0&granska=1",
        "/en/studio/cykelstall/visa/?steg=place&person=0&granska=1",
        "/studio/cykelstall/visa/?steg=description&person=1&granska=1",
        "/en/studio/cykelstall/visa/?steg=description&person=1&granska=1",
    ]
    shown = [unescape(browser.get(address).content.decode()) for address in pages]
    assert ["vendor/inspect.js" in one for one in shown] == [True] * 4
    plain = unescape(browser.get(f"{HERE}visa/").content.decode())
    assert "vendor/inspect.js" not in plain


def test_the_english_gate_sends_the_browser_to_the_same_pages(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    swedish, english = (
        re.findall(r'data-pages="([^"]+)"', browser.get(f"{way}{HERE}kontroll/").content.decode())
        for way in ("", "/en")
    )
    assert (len(english), english) == (1, swedish)


def test_what_the_browser_found_is_kept_and_the_gate_opens(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    assert "4 sidor är inte granskade än." in gate(browser)

    sent = {"on": "1", "report": told(rack)}
    answer = browser.post(f"{HERE}granska/", sent, follow=True)
    assert "Sidorna är granskade." in answer.content.decode()
    assert outcomes(gate(browser))["stops"] == 0


def test_what_cannot_be_a_report_is_refused_and_a_late_one_is_made_again(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    for report in ("", "[]", "{", told(rack).replace(":4,", ":5,"), told(rack)[:-1]):
        sent = {"on": "1", "report": report}
        assert browser.post(f"{HERE}granska/", sent).status_code == 400

    late = browser.post(f"{HERE}granska/", {"on": "0", "report": told(rack)}, follow=True)
    assert "Texten ändrades medan sidorna granskades." in late.content.decode()
    assert "4 sidor är inte granskade än." in gate(browser)
