"""An officer decides on the case's pages: the text to start from, what is missing, the PDF."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import a_case, a_decision, an_employee
from torget.rooms.cases.actions import serve_decision
from torget.rooms.cases.models import Case, Decision
from torget.rooms.cases.terms import AppealWay
from torget.rooms.documents.models import Document

pytestmark = pytest.mark.django_db
Staff = Callable[..., Client]
WRITTEN = {
    "outcome": "refused",
    "decision_text": "Nämnden avslår ansökan.",
    "reasons": "Planket skymmer sikten.",
    "legal_basis": "plan- och bygglagen (2010:900) 9 kap.",
}


def path(case: Case, *rest: str) -> str:
    return "/".join(["/desk/arende", case.number, *rest, ""])


def test_a_place_left_open_is_told_at_its_field_and_nothing_typed_is_lost(staff: Staff) -> None:
    case = a_case()
    sent = WRITTEN | {"decision_text": "Avslag på {property}.", "reasons": "Det går inte eftersom"}
    page = staff().post(path(case, "besluta"), sent)

    assert (page.status_code, page.text.count('aria-invalid="true"')) == (422, 2)
    assert "Fyll i det som står inom klamrar: {property}" in page.text
    assert "Avslag på {property}.</textarea>" in page.text
    assert Decision.objects.count() == 0


def test_the_preview_is_read_as_the_pdf_that_the_applicant_will_get(staff: Staff) -> None:
    case, browser = a_case(), staff()
    shown = browser.post(path(case, "besluta"), WRITTEN)
    made = browser.post(f"/desk/arende/{case.number}/besluta/utkast.pdf", WRITTEN)

    assert "Visa som PDF" in shown.text
    assert (made["Content-Type"], made.content[:5]) == ("application/pdf", b"%PDF-")
    assert (Decision.objects.count(), Document.objects.filter(name__contains="utkast").count()) == (
        0,
        0,
    )


def test_a_decision_keeps_how_it_is_appealed(staff: Staff) -> None:
    case = a_case()
    staff().post(path(case, "besluta", "fatta"), WRITTEN)
    assert Decision.objects.get(case=case).appeal_way == AppealWay.GENERAL


def test_kommunallagen_13_the_day_on_the_board_is_noted_on_the_case(staff: Staff) -> None:
    case, browser = a_case(), staff()
    serve_decision(
        a_decision(case, appeal_way=AppealWay.LEGALITY), by=an_employee(),
        at=case.received_at,
    )  # fmt: skip
    before = browser.get(path(case)).text
    to_come = browser.post(path(case, "anslag"), {"posted_on": "2099-01-01"})
    noted = browser.post(path(case, "anslag"), {"posted_on": "2026-03-09"})
    after = browser.get(path(case)).text

    assert "Dagen på anslagstavlan är inte noterad." in before
    assert (to_come.status_code, "Dagen har inte varit än" in to_come.text) == (422, True)
    assert noted.status_code == 302
    assert "Laglighetsprövning kan begäras till och med 30 mars 2026." in after
