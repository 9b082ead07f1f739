"""An answer may call for more on the same page: then one is asked, and not told off."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import NOON, a_person, a_resident
from tests.rooms.eservices.texts import SOURCE
from tests.small_services import publish
from torget.journeys.start_application import start_application
from torget.rooms.submissions.models import Draft

pytestmark = pytest.mark.django_db

MORE = "Svara också på det som har kommit till."
SERVICE = (
    SOURCE[: SOURCE.index("steps:")]
    + """\
steps:
  - key: pets
    title: {sv: Djur, en: Pets}
    questions:
      - {type: yes_no, key: has_dog, information: report.matter,
         label: {sv: Har du hund?, en: Do you have a dog?}}
      - {type: text, key: breed, information: report.matter, show_when: has_dog,
         label: {sv: Vilken ras?, en: Which breed?}}
      - type: rows
        key: others
        label: {sv: Andra djur, en: Other animals}
        item: {sv: Djur, en: Animal}
        questions:
          - {type: yes_no, key: is_bird, information: report.matter,
             label: {sv: Är det en fågel?, en: Is it a bird?}}
          - {type: text, key: colour, information: report.matter, show_when: is_bird,
             label: {sv: Vilken färg?, en: Which colour?}}
"""
)
FIRST = "has_dog others others.0.is_bird"


@pytest.fixture
def draft() -> Draft:
    service = publish(SERVICE, "cykelstall")
    return start_application(service, language="sv", by=a_resident(a_person()), at=NOON)


def page(browser: Client, draft: Draft, **answers: str) -> tuple[int, bool, bool, str]:
    """Status, whether more was asked for, whether anything was told off, and what was shown."""
    answer = browser.post(f"/utkast/{draft.key}/steg/pets/", {"next": "1", **answers})
    shown = answer.text.partition('name="shown" value="')[2].partition('"')[0]
    return answer.status_code, MORE in answer.text, 'class="problems"' in answer.text, shown


def test_what_an_answer_calls_for_is_asked_and_not_told_off(
    draft: Draft, resident: Callable[..., Client]
) -> None:
    browser = resident()
    answered = {"has_dog": "yes", "others.0.is_bird": "yes"}

    first = page(browser, draft, shown=FIRST, **answered)
    again = page(browser, draft, **{"shown": first[3], **answered})

    everything = "has_dog breed others others.0.is_bird others.0.colour"
    assert first == (200, True, False, everything)
    assert again == (422, False, True, everything)


def test_what_stood_there_and_is_missing_is_told_though_more_has_come(
    draft: Draft, resident: Callable[..., Client]
) -> None:
    status, more, told_off, _shown = page(resident(), draft, shown=FIRST, has_dog="yes")

    assert (status, more, told_off) == (422, False, True)


def test_a_form_that_does_not_say_what_it_showed_is_told_of_everything(
    draft: Draft, resident: Callable[..., Client]
) -> None:
    status, more, told_off, _shown = page(
        resident(), draft, **{"has_dog": "yes", "others.0.is_bird": "no"}
    )

    assert (status, more, told_off) == (422, False, True)
