"""Texts of decisions in the studio: shown as for a person, written out, changed, taken away."""

import re
from collections.abc import Callable
from html import unescape

from django.http import HttpResponse
from django.test import Client

from tests.doors.studio.conftest import KIM
from tests.doors.studio.test_forms import fields_in
from tests.factories import NOON
from tests.rooms.eservices.language.test_drafting import OWN
from tests.rooms.eservices.texts import RACK, SOURCE
from torget.rooms.eservices.actions import save_revision
from torget.rooms.eservices.models import WorkingCopy
from torget.rooms.eservices.terms import read_service, shared_texts

Browser = Callable[..., Client]
HERE = "/studio/cykelstall/"


def text_of(page: HttpResponse) -> str:
    return re.sub(r"<[^>]+>", "", unescape(page.content.decode()))


def source_of(copy: WorkingCopy) -> str:
    now = WorkingCopy.objects.select_related("current").get(pk=copy.pk).current
    assert now is not None
    return now.source


def test_texts_are_shown_as_for_the_chosen_test_person(rack: WorkingCopy, builder: Browser) -> None:
    save_revision(rack, RACK.but("source", SOURCE + OWN), on=1, by=KIM, at=NOON)
    browser = builder()
    pupil, neighbour = (text_of(browser.get(f"{HERE}beslut/?person={n}")) for n in (0, 1))
    assert "Nämnden säger ja till Vid en skola." in pupil
    assert ("Ett ställ sätts upp." in pupil, "Ett ställ sätts upp. Vid dammen." in neighbour) == (
        False,
        True,
    )


def test_the_shared_texts_are_written_out_and_taken_away_again(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser, before = builder(), read_service(source_of(rack))
    answer = browser.post(f"{HERE}beslut/", {"do": "own", "on": "1"})

    assert (answer.status_code, answer["Location"]) == (302, f"{HERE}uppgifter/beslut/")
    assert read_service(source_of(rack)).decisions == shared_texts()

    browser.post(f"{HERE}beslut/", {"do": "standard", "on": "2"})
    assert read_service(source_of(rack)) == before


def test_a_clause_of_several_lines_is_changed_by_form_and_a_fault_stands_at_its_field(
    rack: WorkingCopy, builder: Browser
) -> None:
    save_revision(rack, RACK.but("source", SOURCE + OWN), on=1, by=KIM, at=NOON)
    browser, page = builder(), f"{HERE}uppgifter/beslut/"
    sent = fields_in(browser.get(page).content.decode())
    sent["decisions.0.text.1.text"] = ["Ja.\nVälkommen till {wher}."]
    browser.post(page, sent)

    shown = unescape(browser.get(page).content.decode())
    assert "Ja.\nVälkommen till {wher}." in shown
    assert "Det finns inget ”wher” att sätta in. Menade du ”where”?" in shown


def test_a_text_that_cannot_be_read_leads_to_its_faults(
    rack: WorkingCopy, builder: Browser
) -> None:
    save_revision(rack, RACK.but("source", SOURCE + "decisions: 1\n"), on=1, by=KIM, at=NOON)
    assert "Texten har fel som måste rättas" in text_of(builder().get(f"{HERE}beslut/"))
