"""The resident sees promises, late as late, and demands what the law gives a right to."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.factories import ERIK, a_case, a_decision, a_person, an_employee
from torget.rooms.cases.actions import refuse_to_conclude, review_appeal, serve_decision
from torget.rooms.cases.models import Appeal, Case, DelayRequest
from torget.rooms.cases.terms import Outcome, Review

pytestmark = pytest.mark.django_db
Resident = Callable[..., Client]
ASK, APPEAL = "Begär att ärendet avgörs", "Överklaga beslutet"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, files=str(tmp_path))


def path(case: Case, *rest: str) -> str:
    return "/".join(["/mina-sidor/arende", case.number, *rest, ""])


def a_case_since(days: int) -> Case:
    return a_case(at=timezone.now() - timedelta(days=days))


def a_served_case(days: int = 0, outcome: Outcome = Outcome.REFUSED) -> Case:
    at = timezone.now() - timedelta(days=days)
    case = a_case(at=at)
    serve_decision(a_decision(case, outcome, at=at), by=an_employee(), at=at)
    return case


@pytest.mark.parametrize(
    ("days", "late", "asks"), [(10, False, False), (100, True, False), (250, True, True)]
)
def test_late_is_shown_as_late_and_after_six_months_one_may_ask(
    resident: Resident, days: int, late: bool, asks: bool
) -> None:
    shown = resident().get(path(a_case_since(days))).text
    assert ("Det är försenat." in shown, ASK in shown) == (late, asks)


def test_forvaltningslagen_12_one_asks_once_and_reads_the_answer(resident: Resident) -> None:
    case, browser = a_case_since(250), resident()
    form = browser.get(path(case, "avgor"))
    for _time in range(2):
        browser.post(path(case, "avgor"), {"text": "Jag har väntat länge."})
    waiting = browser.get(path(case)).text
    refuse_to_conclude(case, "Ett yttrande saknas.", by=an_employee(), at=timezone.now())
    refused = browser.get(path(case)).text

    assert (form.status_code, DelayRequest.objects.count()) == (200, 1)
    assert ("Du får svar senast" in waiting, ASK in waiting) == (True, False)
    assert ("Ett yttrande saknas." in refused, "Du kan överklaga beslutet" in refused) == (
        True,
        True,
    )


def test_forvaltningslagen_12_the_page_is_not_there_before_six_months(resident: Resident) -> None:
    case = a_case_since(10)
    answer = resident().get(path(case, "avgor"))
    assert (answer.status_code, answer["Location"]) == (302, path(case))


def test_forvaltningslagen_43_a_party_appeals_with_text_and_files(resident: Resident) -> None:
    case, browser = a_served_case(), resident()
    before = browser.get(path(case)).text
    empty = browser.post(path(case, "overklaga"), {"text": " "})
    photo = SimpleUploadedFile("karta.pdf", b"%PDF-1.7 1 0 obj", "application/pdf")
    key = "0b8f4c2e-7a40-4a35-9a8e-3f8f2f6a9d11"
    for _time in range(2):
        browser.post(path(case, "overklaga"), {"text": "Ändra det.", "files": photo, "once": key})

    appeal = Appeal.objects.get()
    after = browser.get(path(case)).text
    assert (APPEAL in before, empty.status_code) == (True, 422)
    assert "Skriv vad du vill ändra och varför" in empty.text
    assert (appeal.text, [one.name for one in appeal.documents.all()]) == (
        "Ändra det.",
        ["karta.pdf"],
    )
    assert ("Du har överklagat beslutet" in after, APPEAL in after) == (True, False)
    assert "karta.pdf" in after


def test_forvaltningslagen_45_one_reads_why_an_appeal_is_dismissed(resident: Resident) -> None:
    case, browser = a_served_case(), resident()
    browser.get(path(case))
    browser.post(path(case, "overklaga"), {"text": "Ändra det."})
    reasons = "Det kom den 24 mars."
    review_appeal(Appeal.objects.get(), Review.LATE, reasons, by=an_employee(), at=timezone.now())
    assert reasons in browser.get(path(case)).text


@pytest.mark.parametrize("outcome", [Outcome.GRANTED, None])
def test_what_cannot_be_appealed_has_no_such_page(
    resident: Resident, outcome: Outcome | None
) -> None:
    case = a_served_case(outcome=outcome) if outcome else a_case_since(1)
    browser = resident()
    shown = browser.get(path(case)).text
    assert (APPEAL in shown, browser.get(path(case, "overklaga")).status_code) == (False, 302)


@pytest.mark.parametrize("page", ["avgor", "overklaga"])
def test_nobody_else_finds_the_pages(resident: Resident, page: str) -> None:
    case = a_served_case()
    assert resident(a_person(ERIK)).get(path(case, page)).status_code == 404
