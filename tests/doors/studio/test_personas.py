"""Test persons that are recorded by walking through the service."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.rooms.eservices.texts import PERSONAS, SOURCE
from torget.rooms.eservices.models import WorkingCopy
from torget.rooms.eservices.terms import people_to_try

Browser = Callable[..., Client]
HERE = "/studio/cykelstall/"
LIST = f"{HERE}testpersoner/"


def text_of(page: HttpResponse) -> str:
    return unescape(page.content.decode())


def field(page: HttpResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text_of(page))
    assert found is not None, name
    return found[1]


def written(copy: WorkingCopy) -> str:
    now = WorkingCopy.objects.select_related("current").get(pk=copy.pk).current
    assert now is not None
    return now.personas


def begins(browser: Client, person: str = "no_eid", day: str = "2026-11-23") -> HttpResponse:
    return browser.post(f"{LIST}prova/", {"person": person, "day": day})


def goes_on(browser: Client, page: HttpResponse, **answers: Any) -> HttpResponse:
    """Answer the page that is shown and press its button."""
    carried = {"trial": field(page, "trial"), "step": field(page, "step")}
    return browser.post(f"{LIST}prova/", {**carried, **answers})


def keeps(browser: Client, page: HttpResponse, name: str) -> HttpResponse:
    return browser.post(f"{LIST}spara/", {"trial": field(page, "trial"), "name": name})


def test_a_test_is_recorded_by_walking_through_the_service(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    place = begins(browser)
    description = goes_on(browser, place, where="elsewhere")
    assert "Beskriv platsen" in text_of(description)
    end = goes_on(browser, description, description="Vid dammen.")
    assert "Platsen → Beskrivning" in text_of(end)
    keeps(browser, end, "Någon vid dammen")

    assert written(rack).startswith(PERSONAS)
    assert yaml.safe_load(written(rack).removeprefix(PERSONAS)) == [
        {
            "name": "Någon vid dammen",
            "today": date(2026, 11, 23),
            "answers": {"where": "elsewhere", "description": "Vid dammen."},
            "path": ["place", "description"],
            "unit": "gata",
        }
    ]
    assert text_of(browser.get(LIST)).count(">Stämmer<") == 3


def test_what_is_wrong_is_said_and_back_leads_back_with_the_answers(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    wrong = goes_on(browser, begins(browser))
    assert (wrong.status_code, "Välj ett alternativ" in text_of(wrong)) == (422, True)
    description = goes_on(browser, wrong, where="elsewhere")
    back = goes_on(browser, description, back="1", description="Vid")
    assert re.search(r'value="elsewhere"[^>]* checked', text_of(back)) is not None


def test_a_changed_service_shows_where_the_ways_parted_and_that_can_be_accepted(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    changed = SOURCE.replace("unit: kundcenter}", "unit: va}").replace(
        "show_when: where == 'elsewhere'", "show_when: where == 'school'"
    )
    browser.post(f"{HERE}spara/", {"which": "source", "on": "1", "text": changed})
    page = text_of(browser.get(LIST))
    assert page.count(">Stämmer inte<") == 2
    assert re.findall(r"<dt>Gick sedan</dt><dd>([^<]*)</dd>", page) == [
        "Beskrivning",
        "inte längre",
    ]

    browser.post(f"{LIST}andra/", {"do": "accept:1"})
    people = yaml.safe_load(written(rack))
    assert [(one["path"], one["unit"]) for one in people] == [
        (["place"], "kundcenter"),
        (["place"], "gata"),
    ]


def test_a_test_is_walked_again_from_its_own_answers(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    place = browser.post(f"{LIST}prova/", {"again": "1"})
    assert re.search(r'value="elsewhere"[^>]* checked', text_of(place)) is not None
    end = goes_on(browser, place, where="school")
    assert field(end, "name") == "Granne till en park"
    keeps(browser, end, "Lärare vid en skola")

    people = yaml.safe_load(written(rack))
    assert [(one["name"], one["answers"]) for one in people] == [
        ("Elev vid en skola", {"where": "school"}),
        ("Lärare vid en skola", {"where": "school"}),
    ]


def test_a_test_is_taken_away_and_comes_back_by_undoing(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    browser.post(f"{LIST}andra/", {"do": "remove:0"})
    assert [one["name"] for one in yaml.safe_load(written(rack))] == ["Granne till en park"]
    browser.post(f"{HERE}aterga/", {"which": "personas", "on": "2", "number": "1"})
    assert written(rack) == PERSONAS


def test_a_day_can_be_moved(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    question = """      - type: date
        key: start_on
        information: report.matter
        label: {sv: Första dag, en: First day}
        earliest: today
routing:"""
    text = SOURCE.replace("routing:", question)
    browser.post(f"{HERE}spara/", {"which": "source", "on": "1", "text": text})
    day = {"start_on.day": "1", "start_on.month": "12", "start_on.year": "2026"}
    answers = {"description": "Vid dammen.", **day}

    before = goes_on(browser, begins(browser, day="2026-11-30"), where="elsewhere")
    assert "Här slutar vägen" in text_of(goes_on(browser, before, **answers))
    after = goes_on(browser, begins(browser, day="2026-12-02"), where="elsewhere")
    assert goes_on(browser, after, **answers).status_code == 422


def test_files_are_named_and_never_stored(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    question = """      - {type: files, key: picture, information: report.place,
         label: {sv: Bild, en: Picture}}
routing:"""
    text = SOURCE.replace("routing:", question)
    browser.post(f"{HERE}spara/", {"which": "source", "on": "1", "text": text})
    page = goes_on(browser, begins(browser), where="elsewhere")
    picture = SimpleUploadedFile("damm.jpg", b"12345", "image/jpeg")
    with_file = goes_on(browser, page, upload="picture", picture=picture)
    assert "damm.jpg" in text_of(with_file)
    keeps(browser, goes_on(browser, with_file, description="Vid dammen."), "Fotograf")

    kept = yaml.safe_load(written(rack))[2]
    assert (kept["documents"], kept["answers"]["picture"][0]["size"]) == (["damm.jpg"], 5)


@pytest.mark.parametrize("someone", people_to_try(), ids=lambda one: one.key)
def test_anyone_who_comes_with_torget_can_begin(
    someone: Any, rack: WorkingCopy, builder: Browser
) -> None:
    page = begins(builder(), someone.key)
    assert (page.status_code, someone.name.sv in text_of(page)) == (200, True)


def test_a_name_is_needed_and_a_forged_trial_is_refused(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    end = goes_on(browser, begins(browser), where="school")
    nameless = keeps(browser, end, " ")
    assert (nameless.status_code, "Skriv ett namn" in text_of(nameless)) == (422, True)
    forged = {"trial": field(end, "trial") + "x", "name": "A"}
    assert browser.post(f"{LIST}spara/", forged).status_code == 404
    assert written(rack) == PERSONAS


@pytest.mark.parametrize("pressed", ["", "remove:9", "accept:x", "fly:0"])
def test_what_no_button_says_is_refused(pressed: str, rack: WorkingCopy, builder: Browser) -> None:
    assert builder().post(f"{LIST}andra/", {"do": pressed}).status_code == 404


def test_tests_that_cannot_be_read_are_not_changed_by_buttons(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    odd = "- name: Vem\n" + PERSONAS
    browser.post(f"{HERE}spara/", {"which": "personas", "on": "1", "text": odd})
    browser.post(f"{LIST}andra/", {"do": "remove:0"})
    assert written(rack) == odd
    assert "1 testperson går inte att läsa." in text_of(browser.get(LIST))


def test_only_those_who_write_services_test_them(
    rack: WorkingCopy, staff: Browser, client: Client
) -> None:
    assert client.get(LIST).status_code == 302
    other = staff("lena.holm@solvik.example")
    assert [other.get(LIST).status_code, begins(other).status_code] == [403, 403]
