"""An officer asks, someone outside answers through a link, and the answer goes to the parties."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.factories import ERIK, a_case, a_person
from torget.rooms.cases.models import Communication, Referral
from torget.rooms.cases.queries import word_of
from torget.rooms.documents.models import Document
from torget.rooms.messaging.models import Message
from torget.rooms.organisation.queries import unit

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
DAY = timezone.localdate() + timedelta(days=14)
ASKED = {
    "unit": "outside",
    "name": "Polisen",
    "email": "polisen@exempel.example",
    "question": "Hur är platsen?",
    "answer_by": DAY.isoformat(),
}


def test_the_whole_way_from_question_to_hearing(staff: Browser, resident: Browser) -> None:
    case = a_case(a_person())
    desk, officer = f"/desk/arende/{case.number}/", staff()
    sent = officer.post(f"{desk}remiss/", ASKED)
    referral = Referral.objects.get()
    link = f"/remiss/{word_of(referral)}/"
    outside = Client().get(link)
    police, other = resident(a_person(ERIK)), resident(a_person())
    asked = unescape(police.get(link).text)
    refused = other.get(link)
    empty = police.post(link, {"text": ""})
    answer = {"text": "Inget att invända.", "files": SimpleUploadedFile("svar.pdf", b"%PDF-1.7")}
    thanked = unescape(police.post(link, answer, follow=True).text)

    assert (sent.status_code, outside.status_code) == (302, 302)
    assert outside["Location"].startswith("/logga-in/")
    assert ("Hur är platsen?" in asked, "Maja" in asked) == (True, False)
    assert (refused.status_code, "Länken är inte din" in refused.text) == (403, True)
    assert (empty.status_code, "Skriv ditt yttrande" in empty.text) == (422, True)
    assert "Tack för ditt yttrande" in thanked

    shown = unescape(officer.get(desk).text)
    onward = f"{desk}kommunicera/?remiss={referral.pk}"
    hearing = unescape(officer.get(onward).text)
    assert ("Inget att invända." in shown, onward in shown) == (True, True)
    assert ("Yttrande från Polisen" in hearing, "svar.pdf" in hearing) == (True, True)
    came = referral.answer_documents.get()
    officer.post(
        onward, {"text": "Yttrande.", "documents": [came.pk], "answer_by": DAY.isoformat()}
    )
    assert list(Communication.objects.get().documents.all()) == [came]


def test_chosen_documents_are_read_through_the_link_and_no_others(
    staff: Browser, resident: Browser
) -> None:
    case, browser = a_case(a_person()), staff()
    for name in ("karta.pdf", "hemlig.pdf"):
        shown = {"text": "Se här.", "answer_by": DAY.isoformat()}
        shown |= {"files": SimpleUploadedFile(name, b"%PDF-1.7")}
        browser.post(f"/desk/arende/{case.number}/kommunicera/", shown)
    chosen, kept = Document.objects.filter(name__in=("karta.pdf", "hemlig.pdf")).order_by("pk")
    browser.post(f"/desk/arende/{case.number}/remiss/", ASKED | {"documents": [chosen.pk]})
    link, police = f"/remiss/{word_of(Referral.objects.get())}/", resident(a_person(ERIK))

    page = police.get(link).text
    assert ("karta.pdf" in page, "hemlig.pdf" in page) == (True, False)
    read = [police.get(f"{link}fil/{one.pk}/").status_code for one in (chosen, kept)]
    assert read == [200, 404]
    assert resident(a_person()).get(f"{link}fil/{chosen.pk}/").status_code == 403


def test_what_is_missing_is_told_at_its_field_and_nothing_typed_is_lost(staff: Browser) -> None:
    case = a_case()
    page = staff().post(
        f"/desk/arende/{case.number}/remiss/",
        ASKED | {"name": "", "email": "polisen", "answer_by": "2020-01-01"},
    )
    said = unescape(page.text)
    assert page.status_code == 422
    told = ("Skriv vem du frågar", "Skriv en e-postadress", "Välj en dag efter i dag")
    assert [text in said for text in (*told, "Hur är platsen?")] == [True] * 4
    assert Referral.objects.count() == 0


def test_a_sensitive_case_is_warned_of(staff: Browser) -> None:
    plain = a_case()
    pages = [unescape(staff().get(f"/desk/arende/{plain.number}/remiss/").text)]
    plain.protected = True
    plain.save()
    pages.append(unescape(staff().get(f"/desk/arende/{plain.number}/remiss/").text))
    assert ["känsliga eller skyddade" in page for page in pages] == [False, True]


def test_an_own_unit_answers_with_its_staff_account(staff: Browser) -> None:
    case = a_case()
    browser, per = staff(), staff("per.sandin@solvik.example")
    browser.post(f"/desk/arende/{case.number}/remiss/", ASKED | {"unit": unit("gata").pk})
    referral = Referral.objects.get()
    page = f"/desk/remiss/{referral.pk}/"

    assert page in unescape(per.get("/desk/min-dag/").text)
    assert browser.get(page).status_code == 404  # asks, and is not asked
    assert "Hur är platsen?" in per.get(page).text
    assert per.post(page, {"text": ""}).status_code == 422
    per.post(page, {"text": "Vi har inga ledningar där."})
    assert "Vi har inga ledningar där." in browser.get(f"/desk/arende/{case.number}/").text
    assert per.get(page).status_code == 302  # answered


def test_more_time_and_taking_back(staff: Browser, resident: Browser) -> None:
    case = a_case()
    browser = staff()
    browser.post(f"/desk/arende/{case.number}/remiss/", ASKED)
    referral = Referral.objects.get()
    place = f"/desk/arende/{case.number}/remiss/{referral.pk}/"
    later = DAY + timedelta(days=7)
    too_soon = browser.post(f"{place}tid/", {"answer_by": "2020-01-01"})
    browser.post(f"{place}tid/", {"answer_by": later.isoformat()})
    referral.refresh_from_db()
    assert (too_soon.status_code, referral.answer_by) == (422, later)
    assert Message.objects.count() == 2

    browser.post(f"{place}aterta/")
    closed = resident(a_person(ERIK)).get(f"/remiss/{word_of(referral)}/")
    assert (closed.status_code, "Vi har tagit tillbaka frågan" in closed.text) == (410, True)


def test_a_word_that_is_no_link_leads_nowhere(resident: Browser) -> None:
    assert resident().get("/remiss/ingenting/").status_code == 404
