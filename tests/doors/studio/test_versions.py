"""Versions, what differs, and those who are filling in an older one."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories import a_draft, a_person
from tests.rooms.eservices.inspected import inspected
from torget.journeys.measure_days import MEASURER
from torget.rooms.eservices.models import WorkingCopy
from torget.rooms.eservices.queries import library_services
from torget.rooms.organisation.terms import Role
from torget.rooms.statistics.actions import measure_days
from torget.rooms.submissions.models import Draft

Browser = Callable[..., Client]
HERE = "/studio/felanmalan/"
SOURCE = library_services()["felanmalan"].source


def text_of(page: HttpResponse) -> str:
    return unescape(page.content.decode())


def write(browser: Client, source: str, on: int = 1) -> None:
    browser.post(f"{HERE}borja/")
    browser.post(f"{HERE}spara/", {"which": "source", "on": str(on), "text": source})


def test_what_is_written_is_compared_with_what_is_published(builder: Browser) -> None:
    browser = builder()
    write(browser, SOURCE.replace("sv: Platsen", "sv: Stället"))

    page = text_of(browser.get(f"{HERE}versioner/"))
    assert re.findall(r"<strong>([^<]+)</strong>: (\w+)", page) == [
        ("Steget ”Stället”", "rubriken")
    ]
    assert re.findall(r"<(del|ins)>([^<]+)<", page) == [
        ("del", "Platsen / The place"),
        ("ins", "Stället / The place"),
    ]
    same = text_of(browser.get(f"{HERE}versioner/?fran=1&till=1"))
    assert "Inget skiljer." in same


def test_a_dry_run_tells_what_publishing_would_do_and_changes_nothing(builder: Browser) -> None:
    browser, draft = builder(), a_draft()
    write(browser, SOURCE.replace("key: street\n", "key: road\n").replace("['street',", "["))

    page = text_of(browser.get(f"{HERE}versioner/"))
    assert "0 av 1 öppna utkast passar." in page
    assert "Svaret på frågan ”Vad gäller det?” godtas inte längre. (1)" in page
    assert Draft.objects.get(pk=draft.pk).version_id == draft.version_id


def test_drafts_that_fit_are_moved_and_the_resident_is_told_once(
    builder: Browser, resident: Browser
) -> None:
    browser, maja = builder(), a_person()
    draft = a_draft(person=maja)
    write(browser, SOURCE.replace("sv: Platsen", "sv: Stället"))
    inspected(WorkingCopy.objects.get(key="felanmalan"))
    browser.post(f"{HERE}publicera/", {"on": "2"})
    assert "Flytta dem som passar" in text_of(browser.get(f"{HERE}versioner/"))

    told = browser.post(f"{HERE}versioner/flytta/", follow=True)
    assert "1 utkast flyttades." in text_of(told)
    home = resident(maja)
    said = "E-tjänsten har fått en ny version sedan du var här. Dina svar finns kvar."
    address = f"/utkast/{draft.key}/steg/place/"
    first, second = text_of(home.get(address)), text_of(home.get(address))
    assert (said in first, said in second, "<title>Stället" in first) == (True, False, True)


def test_moving_is_for_those_who_publish(builder: Browser) -> None:
    browser = builder(role=Role.SERVICE_BUILDER)
    browser.post(f"{HERE}borja/")

    assert browser.get(f"{HERE}versioner/").status_code == 200
    assert browser.post(f"{HERE}versioner/flytta/").status_code == 403


def test_a_text_with_faults_cannot_be_compared_but_versions_can_be_read(builder: Browser) -> None:
    browser = builder()
    write(browser, "key: [")

    page = text_of(browser.get(f"{HERE}versioner/?till=nu"))
    assert "Det finns inget att jämföra" in page
    assert page.count('<th scope="row">1</th>') == 1


def test_a_service_that_is_not_published_has_no_versions(rack: object, builder: Browser) -> None:
    page = text_of(builder().get("/studio/cykelstall/versioner/"))

    assert "Tjänsten är inte publicerad än." in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_draft_and_three(
    count: int, builder: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = builder()
    for _ in range(count):
        a_draft()
    write(browser, SOURCE.replace("sv: Platsen", "sv: Stället"))
    browser.get(f"{HERE}versioner/")

    with django_assert_num_queries(10):
        page = text_of(browser.get(f"{HERE}versioner/"))
    assert f"{count} av {count} öppna utkast passar." in page


def test_a_builder_sees_at_which_question_drafts_were_left(builder: Browser) -> None:
    browser = builder(role=Role.SERVICE_BUILDER)
    browser.post(f"{HERE}borja/")
    yesterday = timezone.now() - timedelta(days=1)
    for _ in range(6):
        left = a_draft(person=a_person())
        Draft.objects.filter(pk=left.pk).update(step="place", answers={}, changed_at=yesterday)
    day = timezone.localdate(yesterday)
    measure_days(day, day, by=MEASURER, at=timezone.now())

    page = text_of(browser.get(f"{HERE}versioner/"))

    row = r'<th scope="row">([^<]+)</th><td[^>]*>([^<]+)</td><td class="tabular"[^>]*>([^<]+)<'
    assert re.findall(row, page) == [
        ("Skickade", "–", "0"),
        ("Platsen", "Var är det?", "5"),
    ]
