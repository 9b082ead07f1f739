"""An officer writes to the committee, reads it as PDF, finishes it, and the committee decides."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from tests.doors.desk.test_authority import RESOLVED, deciding, extract
from tests.factories import a_case
from torget.rooms.cases.models import Case, Decision, Memorandum

pytestmark = pytest.mark.django_db
Staff = Callable[..., Client]
TYPED = {"heading": "Bygglov på Solvik Strand", "assessment": "Planen följs.", "proposal": "Ja."}


def writing(case: Case, *rest: object) -> str:
    return "/".join(["/desk/arende", case.number, "tjansteskrivelse", *map(str, rest), ""])


def test_from_the_first_words_to_the_committee_s_decision(staff: Staff) -> None:
    case, browser = a_case(), staff()
    saved = browser.post(writing(case), TYPED)
    draft = Memorandum.objects.get()
    shown = unescape(browser.get(f"/desk/arende/{case.number}/").text)
    read = browser.post(writing(case, draft.pk), TYPED | {"on": "1", "do": "pdf"})
    done = browser.post(writing(case, draft.pk), TYPED | {"on": "1", "do": "finish"})

    assert saved["Location"] == writing(case, draft.pk)
    assert "Utkast, sparat av Anna Berg" in shown
    assert (read["Content-Type"], read.content[:5]) == ("application/pdf", b"%PDF-")
    assert done["Location"] == f"/desk/arende/{case.number}/#documents"
    after = unescape(browser.get(f"/desk/arende/{case.number}/").text)
    assert f"tjansteskrivelse-{case.number}.pdf" in after

    asked = unescape(browser.get(deciding(case, "namnden")).text)
    assert "Tjänsteskrivelse som nämnden hade" in asked
    decided = RESOLVED | {"files": extract(), "memorandum": draft.pk}
    browser.post(deciding(case, "namnden"), decided)
    assert Decision.objects.get().memorandum_id == draft.pk


def test_reading_it_as_pdf_keeps_nothing(staff: Staff) -> None:
    case, browser = a_case(), staff()
    browser.post(writing(case), TYPED | {"do": "pdf"})
    assert Memorandum.objects.count() == 0


def test_a_colleague_s_words_are_not_overwritten_and_one_s_own_are_not_lost(staff: Staff) -> None:
    case, anna, lena = a_case(), staff(), staff("lena.holm@solvik.example")
    anna.post(writing(case), TYPED)
    draft = Memorandum.objects.get()
    anna.post(writing(case, draft.pk), TYPED | {"on": "1", "proposal": "Nej."})
    late = anna.post(writing(case, draft.pk), TYPED | {"on": "1", "proposal": "Kanske."})

    page = unescape(late.text)
    assert (late.status_code, "hann spara före dig" in page, "Kanske." in page) == (409, True, True)
    assert (
        "<dt>Förslag till beslut, sparat</dt><dd>Nej.</dd>" in page,
        "<dt>" in page.replace("<dt>Förslag", ""),
    ) == (True, False)
    assert 'name="on" value="2"' in page
    draft.refresh_from_db()
    assert draft.proposal == "Nej."
    assert lena.get(writing(case, draft.pk)).status_code == 404  # of another unit


def test_it_is_finished_with_a_proposal_and_begun_with_a_heading(staff: Staff) -> None:
    case, browser = a_case(), staff()
    nameless = browser.post(writing(case), TYPED | {"heading": ""})
    empty = browser.post(writing(case), TYPED | {"proposal": "", "do": "finish"})
    assert (nameless.status_code, "Skriv en rubrik" in nameless.text) == (422, True)
    assert (empty.status_code, "Skriv vad nämnden föreslås besluta" in unescape(empty.text)) == (
        422,
        True,
    )


def test_a_finished_one_leads_to_its_document(staff: Staff) -> None:
    case, browser = a_case(), staff()
    browser.post(writing(case), TYPED | {"do": "finish"})
    answer = browser.get(writing(case, Memorandum.objects.get().pk))
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/desk/arende/{case.number}/#documents",
    )
