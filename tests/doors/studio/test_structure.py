"""Steps and questions by forms."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.rooms.eservices.texts import SOURCE
from torget.doors.studio.question_types import NAMES
from torget.rooms.eservices.models import WorkingCopy
from torget.rooms.eservices.terms import editing, read_service

Browser = Callable[..., Client]
HERE = "/studio/cykelstall/"
FORMS = f"{HERE}fragor/"


def text_of(page: HttpResponse) -> str:
    return unescape(page.content.decode())


def steps(copy: WorkingCopy) -> list[Any]:
    now = WorkingCopy.objects.select_related("current").get(pk=copy.pk).current
    assert now is not None
    found: list[Any] = editing.definition(now.source)["steps"]
    return found


def do(browser: Client, what: str, on: int = 1, **more: str) -> HttpResponse:
    return browser.post(f"{FORMS}andra/", {"do": what, "on": str(on)} | more)


def test_every_type_of_question_has_a_name() -> None:
    assert NAMES.keys() == editing.QUESTION_TYPES.keys()


@pytest.mark.parametrize("path", ["", "0/", "0/0/"])
def test_the_forms_are_for_those_who_write_services(
    path: str, rack: WorkingCopy, staff: Browser, builder: Browser
) -> None:
    assert staff("lena.holm@solvik.example").get(FORMS + path).status_code == 403
    assert builder().get(FORMS + path).status_code == 200


SIZE = {
    "label.sv": "Hur stort?",
    "label.en": "How big?",
    "hint.sv": "Ungefär",
    "hint.en": "",
    "type": "choice",
    "information": "report.matter",
    "required": "1",
    "show_when": "where == 'school'",
    "options": "",
    "options.0.key": "small",
    "options.0.label.sv": "Litet",
    "options.0.label.en": "Small",
    "options.1.key": "",
    "options.1.label.sv": "Stort",
    "options.1.label.en": "Large",
    "options.2.key": "",
}


def test_a_whole_step_is_built_without_yaml(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    do(browser, "add", label="Storlek")
    do(browser, "add:2", on=2, label="Hur stort?", type="choice")
    browser.post(f"{FORMS}2/0/", {"on": "3", **SIZE})
    browser.post(
        f"{FORMS}2/",
        {"on": "4", "title.sv": "Storleken", "title.en": "Size", "show_when": ""},
    )

    assert steps(rack)[2] == {
        "key": "storlek",
        "title": {"sv": "Storleken", "en": "Size"},
        "questions": [
            {
                "type": "choice",
                "key": "hur_stort",
                "label": {"sv": "Hur stort?", "en": "How big?"},
                "information": "report.matter",
                "hint": {"sv": "Ungefär", "en": "Ungefär"},
                "show_when": "where == 'school'",
                "options": [
                    {"key": "small", "label": {"sv": "Litet", "en": "Small"}},
                    {"key": "stort", "label": {"sv": "Stort", "en": "Large"}},
                ],
            }
        ],
    }
    now = WorkingCopy.objects.select_related("current").get(pk=rack.pk).current
    assert now is not None
    assert read_service(now.source).steps[2].title.en == "Size"


def test_steps_and_questions_are_moved_and_removed(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    do(browser, "down:0")
    assert [step["key"] for step in steps(rack)] == ["description", "place"]
    do(browser, "remove:0.0", on=2)
    assert [len(step["questions"]) for step in steps(rack)] == [0, 1]
    do(browser, "remove:0", on=3)
    assert [step["key"] for step in steps(rack)] == ["place"]


@pytest.mark.parametrize("what", ["", "fly:1", "up", "add:9", "remove:7", "remove:0.0.0", "up:x"])
def test_what_no_button_says_is_refused(what: str, rack: WorkingCopy, builder: Browser) -> None:
    assert do(builder(), what, label="A").status_code == 404


def test_a_form_says_that_comments_go_before_they_do(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    assert "Texten har kommentarer" in text_of(browser.get(f"{FORMS}0/"))
    do(browser, "down:0")
    assert "Texten har kommentarer" not in text_of(browser.get(f"{FORMS}0/"))


def test_who_is_late_keeps_what_was_typed_and_saves_again(
    rack: WorkingCopy, builder: Browser
) -> None:
    anna, omar = builder(), builder("omar.lind@solvik.example")
    do(omar, "add", label="Mer")
    typed = {"title.sv": "Stället", "title.en": "The spot", "show_when": ""}
    late = anna.post(f"{FORMS}0/", {"on": "1", **typed})

    page = text_of(late)
    assert (late.status_code, 'value="Stället"' in page) == (409, True)
    assert "Omar Lind hann spara före dig." in page
    (on,) = set(re.findall(r'name="on" value="(\d+)"', page))
    anna.post(f"{FORMS}0/", {"on": on, **typed})
    assert [step["title"]["sv"] for step in steps(rack)] == ["Stället", "Beskrivning", "Mer"]


def test_a_text_beyond_forms_leads_to_the_text(rack: WorkingCopy, builder: Browser) -> None:
    browser = builder()
    browser.post(f"{HERE}spara/", {"which": "source", "on": "1", "text": "key: ["})

    assert browser.get(FORMS)["Location"] == HERE
    assert browser.get(f"{FORMS}0/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_few_steps_and_many(
    count: int,
    rack: WorkingCopy,
    builder: Browser,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = builder()
    for number in range(count):
        do(browser, "add", on=number + 1, label="Mer")
    browser.get(FORMS)

    with django_assert_num_queries(6):
        page = browser.get(FORMS)
    assert text_of(page).count('<li class="panel">') == 2 + count


def test_the_definition_that_forms_write_still_passes_its_tests(
    rack: WorkingCopy, builder: Browser
) -> None:
    browser = builder()
    do(browser, "up:1.0")
    browser.post(
        f"{FORMS}1/",
        {"on": "1", "title.sv": "B", "title.en": "D", "show_when": "where == 'elsewhere'"},
    )

    page = text_of(browser.get(f"{HERE}"))
    assert ("Stämmer inte" in page, "Inga fel i texten." in page) == (False, True)
    assert SOURCE.startswith("#")
