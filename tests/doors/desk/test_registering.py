"""Registering what came in, on its pages."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from torget.rooms.cases.models import Case

pytestmark = pytest.mark.django_db
Staff = Callable[..., Client]
HERE = "/desk/registrera/bygglov/"


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "channel": "visit",
        "reached_on": timezone.localdate().isoformat(),
        "number": "",
        "name": "Maja Lindqvist",
        "email": "maja@exempel.example",
        "phone": "",
        "language": "sv",
        "text": "Vill bygga ett plank.",
        "once": "00000000-0000-0000-0000-000000000007",
    } | changes


def test_an_officer_chooses_a_service_and_comes_to_the_new_case(staff: Staff) -> None:
    browser = staff()
    assert f'href="{HERE}"' in unescape(browser.get("/desk/registrera/").text)
    assert browser.get(HERE).status_code == 200
    scan = SimpleUploadedFile("blankett.pdf", b"%PDF-1.7 x")
    page = browser.post(HERE, typed(files=scan), follow=True)

    case = Case.objects.get()
    assert page.redirect_chain == [(f"/desk/arende/{case.number}/", 302)]
    said = (f"Ärende {case.number} är registrerat hos", "Besök", "Vill bygga", "blankett.pdf")
    assert [text in unescape(page.text) for text in said] == [True] * 4
    again = browser.post(HERE, typed(), follow=True)
    assert ("Det är redan registrerat." in again.text, Case.objects.count()) == (True, 1)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"channel": ""}, "Välj hur det kom in"),
        ({"text": ""}, "Skriv vad det gäller"),
        ({"reached_on": "i går"}, "Skriv en dag som 2026-05-01"),
        ({"reached_on": "0001-01-01"}, "Skriv en dag i dag eller högst ett år tillbaka"),
        (
            {"reached_on": str(timezone.localdate() + timedelta(days=1))},
            "Skriv en dag i dag eller högst ett år tillbaka",
        ),
        ({"number": "19880320-2385"}, "Skriv ett personnummer som 19880320-2384"),
        ({"name": ""}, "Skriv ett personnummer, eller ett namn"),
        ({"name": "M" * 81}, "Skriv högst 80 tecken"),
        ({"email": "maja"}, "Skriv en e-postadress som namn@exempel.se"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    staff: Staff, changes: dict[str, str], told: str
) -> None:
    page = staff().post(HERE, typed(phone="070-1740605", **changes))
    assert (page.status_code, told in unescape(page.text), "070-1740605" in page.text) == (
        422,
        True,
        True,
    )
    assert Case.objects.count() == 0


def test_a_report_may_come_from_nobody_known(staff: Staff) -> None:
    staff().post("/desk/registrera/felanmalan/", typed(name="", email=""))
    assert Case.objects.get().applicant_name == ""


def test_a_service_that_is_not_there_is_not_found(staff: Staff) -> None:
    assert staff().get("/desk/registrera/finns-inte/").status_code == 404
