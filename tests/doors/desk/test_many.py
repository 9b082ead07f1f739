"""The same is done to many cases: looked at first, done once."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.doors.desk.test_queue import many as many_cases
from tests.factories import NOON, a_case, a_decision, a_sensitive_case, an_employee
from torget.journeys.handle_many import do_batch
from torget.rooms.cases.actions import serve_decision, take_case
from torget.rooms.cases.models import Batch, BatchItem, Case, Post
from torget.rooms.organisation.models import Employee

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


def picked(browser: Client, *cases: Case) -> str:
    """The address where one says what to do with the cases."""
    answer = browser.post("/desk/flera/", {"number": [case.number for case in cases]})
    return answer["Location"]


def carried_out(browser: Client, address: str, **planned: object) -> None:
    browser.post(address, planned)
    browser.post(f"{address}gor/")
    do_batch(str(Batch.objects.get().key))


def said(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def test_what_cannot_be_done_is_said_before_and_left_alone(staff: Browser) -> None:
    browser, anna = staff(), an_employee()
    ready, undecided = a_case(), a_case()
    serve_decision(a_decision(ready), by=anna, at=NOON)
    address = picked(browser, ready, undecided)
    browser.post(address, {"act": "close"})
    before = said(browser, address)
    untouched = set(Case.objects.values_list("status", flat=True))
    carried_out(browser, address, act="close")

    assert ("Det finns inget beslut." in before, "Det görs i 1 ärende." in before) == (True, True)
    assert "closed" not in untouched
    assert [case.status for case in Case.objects.order_by("pk")] == ["closed", "received"]
    assert "Klart: gjort i 1 ärende. 1 ärende lämnades som det var." in said(browser, address)


def test_cases_are_given_to_a_colleague(staff: Browser) -> None:
    browser, omar = staff(), Employee.objects.get(email="omar.lind@solvik.example")
    cases = a_case(), a_case()
    carried_out(browser, picked(browser, *cases), act="assign", officer=str(omar.pk))

    assert set(Case.objects.values_list("officer", flat=True)) == {omar.pk}


def test_everyone_gets_the_message_once_however_often_it_is_tried(staff: Browser) -> None:
    browser = staff()
    address = picked(browser, a_case(), a_case())
    carried_out(browser, address, act="message", text="Kontoret är stängt på fredag.")
    BatchItem.objects.update(outcome="")  # as when a worker is lost before it has noted anything
    browser.post(f"{address}gor/")
    do_batch(str(Batch.objects.get().key))

    assert (
        list(Post.objects.values_list("text", flat=True)) == ["Kontoret är stängt på fredag."] * 2
    )


def test_all_that_match_are_picked_without_ticking_them(staff: Browser) -> None:
    browser, anna = staff(), an_employee()
    mine, _other = a_case(), a_case()
    take_case(mine, by=anna, at=NOON)
    browser.post("/desk/flera/", {"all": "1", "show": "mine"})

    assert list(BatchItem.objects.values_list("case", flat=True)) == [mine.pk]


def test_nobody_picks_what_they_may_not_read_or_opens_another_s_batch(staff: Browser) -> None:
    sensitive, case = a_sensitive_case(), a_case()
    address = picked(staff(), sensitive, case)

    assert list(BatchItem.objects.values_list("case", flat=True)) == [case.pk]
    assert staff("omar.lind@solvik.example").get(address).status_code == 404
    assert staff("omar.lind@solvik.example").post(f"{address}gor/").status_code == 404


def test_what_one_may_no_longer_do_is_left_alone(staff: Browser) -> None:
    browser, case = staff(), a_case()
    address = picked(browser, case)
    browser.post(address, {"act": "take"})
    browser.post(f"{address}gor/")
    Employee.objects.get(email="anna.berg@solvik.example").assignments.all().delete()
    do_batch(str(Batch.objects.get().key))

    assert BatchItem.objects.get().outcome == "not_allowed"
    assert Case.objects.get().officer is None


@pytest.mark.parametrize(
    ("planned", "problem"),
    [
        ({}, "Välj vad som ska göras"),
        ({"act": "assign"}, "Välj vem som ska ha ärendena"),
        ({"act": "assign", "officer": "999999"}, "Välj vem som ska ha ärendena"),
        ({"act": "message", "text": "  "}, "Skriv ett meddelande"),
    ],
)
def test_what_is_missing_is_said_at_the_field(
    planned: dict[str, str], problem: str, staff: Browser
) -> None:
    browser = staff()
    answer = browser.post(picked(browser, a_case()), planned)

    assert (answer.status_code, problem in answer.content.decode()) == (422, True)
    assert Batch.objects.get().act == ""


def test_nothing_is_done_before_it_is_said_what(staff: Browser) -> None:
    browser = staff()
    address = picked(browser, a_case())
    browser.post(f"{address}gor/")

    assert Batch.objects.get().confirmed_at is None


@pytest.mark.parametrize("count", [1, 300])
def test_the_preview_costs_the_same_for_one_case_and_three_hundred(
    count: int, staff: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = staff()
    many_cases(count)
    browser.post("/desk/flera/", {"all": "1", "show": "open"})
    address = f"/desk/flera/{Batch.objects.get().key}/"
    browser.post(address, {"act": "close"})
    browser.get(address)

    with django_assert_num_queries(6):
        page = browser.get(address)

    assert page.content.decode().count('scope="row"') == count
