"""Tasks on the case's page and on one's day."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import NOON, a_case, an_employee
from torget.rooms.cases.actions import take_case
from torget.rooms.cases.models import Task
from torget.rooms.cases.terms import Status

pytestmark = pytest.mark.django_db


def test_a_task_is_added_seen_and_done(staff: Callable[..., Client]) -> None:
    case, browser = a_case(), staff()
    take_case(case, by=an_employee(), at=NOON)
    here = f"/desk/arende/{case.number}/"
    empty = browser.post(f"{here}uppgift/", {"title": "", "due_on": "i maj"})
    assert (empty.status_code, "Skriv vad som ska göras" in empty.text) == (422, True)
    browser.post(
        f"{here}uppgift/", {"title": "Ring grannen", "when": "before", "due_on": "2026-03-01"}
    )

    task = Task.objects.get()
    late = re.search(r'<p class="small overdue">([^<]*)', browser.get(here).text)
    assert late is not None
    assert late[1] == "senast 1 mars 2026"
    assert "Ring grannen" in browser.get("/desk/min-dag/").text
    refused = browser.post(f"{here}avsluta/", follow=True).text
    assert "Det finns uppgifter kvar att göra i ärendet." in refused
    browser.post(f"{here}uppgift/{task.pk}/", {"done": "1"})
    assert "Klart: Anna Berg" in browser.get(here).text
    assert "Ring grannen" not in browser.get("/desk/min-dag/").text


def test_a_decided_matter_is_followed_up_without_hindering_that_the_case_is_closed(
    staff: Callable[..., Client],
) -> None:
    case, browser = a_case(kind="notification"), staff()
    take_case(case, by=an_employee(), at=NOON)
    here = f"/desk/arende/{case.number}/"
    typed = {"title": "Slutsyn", "when": "after", "due_on": ""}
    refused = browser.post(f"{here}uppgift/", typed)
    assert refused.status_code == 422
    assert "Skriv vilken dag bevakningen ska komma upp" in refused.text
    assert 'value="Slutsyn"' in refused.text

    browser.post(f"{here}uppgift/", typed | {"due_on": "2026-03-01"})
    browser.post(f"{here}avsluta/")
    closed = browser.get(here).text
    assert str(Status.CLOSED.label) in closed
    assert "bevakas från 1 mars 2026" in closed
    assert "Slutsyn" in browser.get("/desk/min-dag/").text

    assert "Ärendet förblir avslutat." in browser.get(f"{here}uppgift/").text
    browser.post(f"{here}uppgift/", {"title": "Efterkontroll", "due_on": "2126-03-01"})
    assert "Efterkontroll" in browser.get(here).text
    assert "Efterkontroll" not in browser.get("/desk/min-dag/").text
    assert [task.follows_up for task in Task.objects.all()] == [True, True]


def test_what_was_done_before_a_case_was_closed_stands_without_a_button(
    staff: Callable[..., Client],
) -> None:
    case, browser = a_case(kind="notification"), staff()
    here = f"/desk/arende/{case.number}/"
    browser.post(f"{here}uppgift/", {"title": "Ring", "when": "before", "due_on": ""})
    task = Task.objects.get()
    browser.post(f"{here}uppgift/{task.pk}/", {"done": "1"})
    browser.post(f"{here}avsluta/")
    page = browser.get(here).text
    assert ("Klart: Anna Berg" in page, f"uppgift/{task.pk}/" in page) == (True, False)


def test_a_task_of_another_case_is_not_there(staff: Callable[..., Client]) -> None:
    case, other = a_case(), a_case()
    task = Task.objects.create(case=other, title="Ring", added_by="Anna Berg", added_at=NOON)
    answer = staff().post(f"/desk/arende/{case.number}/uppgift/{task.pk}/", {"done": "1"})
    task.refresh_from_db()
    assert (answer.status_code, task.done_at) == (404, None)
