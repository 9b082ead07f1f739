"""The checklist of a closed case, and the page of what was found."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import NOON, a_case, an_employee
from torget.rooms.cases.actions import close_case, take_case
from torget.rooms.cases.models import Case, QualityCheck

pytestmark = pytest.mark.django_db
EVA = "eva.strom@solvik.example"
ANSWERS = {"basis": "yes", "reasons": "no", "served": "none", "documents": "yes"}


def a_drawn_case() -> Case:
    case = a_case(kind="notification")
    take_case(case, by=an_employee(), at=NOON)
    close_case(case, by=an_employee(), at=NOON)
    QualityCheck.objects.create(case=case, drawn_at=NOON)
    return case


def test_a_manager_finds_it_on_the_day_answers_and_reads_the_result(
    staff: Callable[..., Client],
) -> None:
    case, browser = a_drawn_case(), staff(EVA)
    here = f"/desk/arende/{case.number}/kvalitet/"
    assert "Ärenden att kvalitetsgranska" in browser.get("/desk/min-dag/").text
    assert "Går skälen att förstå?" in browser.get(here).text

    half = browser.post(here, {"basis": "yes", "comment": "Skälen nämner inte planen."})
    assert (half.status_code, half.text.count("Välj ett svar")) == (422, 6)
    assert "Skälen nämner inte planen." in half.text

    answer = browser.post(here, ANSWERS | {"comment": "Skälen nämner inte planen."}, follow=True)
    assert [text in answer.text for text in ("Granskningen är sparad.", "1 ärende är granskat.",
                                             "Skälen nämner inte planen.", case.number)] == [
        True, True, True, True,
    ]  # fmt: skip
    assert "Ärenden att kvalitetsgranska" not in browser.get("/desk/min-dag/").text
    again = browser.post(here, ANSWERS | {"basis": "no"}, follow=True)
    assert "Ärendet är redan granskat." in again.text
    assert QualityCheck.objects.get().basis == "yes"


def test_whoever_handled_the_case_or_checks_none_has_no_such_pages(
    staff: Callable[..., Client],
) -> None:
    case, anna = a_drawn_case(), staff()
    assert anna.get(f"/desk/arende/{case.number}/kvalitet/").status_code == 404
    assert anna.get("/desk/kvalitet/").status_code == 403
    assert "kvalitetsgranska" not in anna.get("/desk/min-dag/").text


def test_a_case_that_was_not_drawn_is_not_checked(staff: Callable[..., Client]) -> None:
    assert staff(EVA).get(f"/desk/arende/{a_case().number}/kvalitet/").status_code == 404


def test_the_page_says_when_nothing_has_been_checked(staff: Callable[..., Client]) -> None:
    browser = staff(EVA)
    assert "Inget är granskat än" in browser.get("/desk/kvalitet/").text
    assert "Kvalitetsgranskning" in browser.get("/desk/statistik/").text
