"""A decision is sent to a colleague, who reads it and approves it or sends it back."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from tests.doors.desk.test_deciding import WRITTEN, path
from tests.rooms.cases.test_approving import LENA, PER, colleague, demanding
from torget.rooms.cases.models import Approval, Decision

pytestmark = pytest.mark.django_db
Staff = Callable[..., Client]


def test_from_preview_to_the_approved_decision(staff: Staff) -> None:
    case = demanding("[{rounds: [colleague]}]")
    colleague()
    anna, lena = staff(), staff(LENA)
    preview = unescape(anna.post(path(case, "besluta"), WRITTEN).text)
    anna.post(path(case, "besluta", "fatta"), WRITTEN)
    refused = Decision.objects.count()
    anna.post(path(case, "besluta", "godkanns"), WRITTEN)
    page = path(case, "godkannande", str(Approval.objects.get().pk))
    own = unescape(anna.get(page).text)

    assert ("Skicka för godkännande" in preview, "Fatta beslutet" in preview) == (True, False)
    assert refused == 0
    assert ('value="approve"' in own, "Fatta beslutet" in own) == (False, False)
    assert page in unescape(lena.get("/desk/min-dag/").text)
    assert "Planket skymmer sikten." in unescape(lena.get(page).text)
    lena.post(page, {"do": "approve", "reason": ""})

    assert "Beslutet är godkänt och kan fattas." in unescape(anna.get(path(case)).text)
    assert "Fatta beslutet" in unescape(anna.get(page).text)
    anna.post(path(case, "besluta", "fatta"), WRITTEN)
    assert Decision.objects.get().case_id == case.pk


def test_sending_back_needs_a_reason_which_the_drafter_reads(staff: Staff) -> None:
    case = demanding("[{rounds: [colleague]}]")
    colleague()
    anna, lena = staff(), staff(LENA)
    anna.post(path(case, "besluta", "godkanns"), WRITTEN)
    page = path(case, "godkannande", str(Approval.objects.get().pk))
    empty = lena.post(page, {"do": "back", "reason": ""})
    lena.post(page, {"do": "back", "reason": "Vad säger planen?"})

    assert (empty.status_code, "Skriv vad som behöver ändras" in unescape(empty.text)) == (
        422,
        True,
    )
    assert "Vad säger planen?" in unescape(anna.get(page).text)
    assert "Beslutet är tillbakaskickat." in unescape(anna.get(path(case)).text)
    assert page in unescape(anna.get("/desk/min-dag/").text)


def test_the_way_to_a_text_that_waits_is_the_obvious_one_and_only_for_those_who_decide(
    staff: Staff,
) -> None:
    case = demanding("[{rounds: [colleague]}]")
    anna = staff()
    anna.post(path(case, "besluta", "godkanns"), WRITTEN)
    way = (
        f'<a class="ds-button" href="{path(case, "godkannande", str(Approval.objects.get().pk))}">'
    )
    pages = [unescape(who.get(path(case)).text) for who in (anna, staff(PER))]
    assert [way in page for page in pages] == [True, False]
    assert ["Beslutet väntar på godkännande." in page for page in pages] == [True, True]
