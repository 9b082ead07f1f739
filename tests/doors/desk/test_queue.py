"""The queue as officers see it: narrowed, searched, and read page by page."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories import ERIK, MAJA, NOON, a_case, a_person, an_employee
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import close_case, take_case
from torget.rooms.cases.models import Case

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


def rows(page: object) -> list[str]:
    """The numbers of the cases in the list, in order."""
    return re.findall(r'class="soft tabular small">([^<]+)<', page.content.decode())  # type: ignore[attr-defined]


def link(page: object, rel: str) -> str:
    found = re.search(rf'href="([^"]+)" rel="{rel}"', page.content.decode())  # type: ignore[attr-defined]
    return unescape(found[1]) if found else ""


def many(count: int, **changes: object) -> list[str]:
    """Copies of one case, as many as wanted, the most urgent first; their numbers."""
    template = a_case(**changes)
    submission = template.submission
    drafts, submissions, cases = [], [], []
    for number in range(1, count):
        draft = type(submission.draft)(
            version_id=submission.version_id, started_at=NOON, changed_at=NOON, submitted_at=NOON
        )
        drafts.append(draft)
        fields = {
            field.attname: getattr(submission, field.attname)
            for field in submission._meta.fields
            if field.attname not in ("id", "key", "draft_id")
        }
        submissions.append(type(submission)(draft=draft, **fields))
        fields = {
            field.attname: getattr(template, field.attname)
            for field in Case._meta.fields
            if field.attname not in ("id", "number", "submission_id")
        }
        case = Case(submission=submissions[-1], number=f"BYGG-2025-{number:04}", **fields)
        case.due_on = template.due_on + timedelta(days=number // 3)
        cases.append(case)
    type(submission.draft).objects.bulk_create(drafts)
    type(submission).objects.bulk_create(submissions)
    Case.objects.bulk_create(cases)
    return [template.number, *(case.number for case in cases)]


@pytest.mark.parametrize("count", [1, 300])
def test_the_queue_costs_the_same_for_one_case_and_three_hundred(
    count: int, staff: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = staff()
    many(count)
    browser.get("/desk/")  # what every page's frame shows is kept from here on

    with django_assert_num_queries(9):
        page = browser.get("/desk/")

    assert len(rows(page)) == min(count, 30)


@pytest.mark.parametrize("count", [1, 300])
def test_a_search_costs_the_same_for_one_case_and_three_hundred(
    count: int, staff: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = staff()
    for _ in range(min(count, 3)):
        a_case()
    many(count)
    browser.post("/desk/sok/", {"q": "lindqvist", "show": "open"})
    browser.get("/desk/?visa=all")

    with django_assert_num_queries(12):
        page = browser.get("/desk/?visa=all")

    assert len(rows(page)) == min(count, 3) + 1
    assert page.content.decode().count("<mark>Lindqvist</mark>") == min(count, 3) + 1


@pytest.mark.parametrize("show", ["open", "all"])
def test_every_case_is_on_one_page_both_ways(show: str, staff: Browser) -> None:
    browser, numbers = staff(), many(75)
    expected = numbers if show == "open" else [numbers[0], *numbers[1:]][::-1]
    forwards, backwards = [], []
    page = browser.get(f"/desk/?visa={show}")
    forwards += rows(page)
    while address := link(page, "next"):
        page = browser.get(address)
        forwards += rows(page)
    backwards = rows(page)
    while address := link(page, "prev"):
        page = browser.get(address)
        backwards = rows(page) + backwards

    assert forwards == expected
    assert backwards == expected


def test_closed_cases_are_read_page_by_page_too(staff: Browser) -> None:
    browser, anna = staff(), an_employee()
    numbers = []
    for minutes in range(32):
        case = a_case(kind="notification")
        close_case(case, by=anna, at=NOON + timedelta(minutes=minutes))
        numbers.append(case.number)
    first = browser.get("/desk/?visa=closed")
    second = browser.get(link(first, "next"))

    assert rows(first) + rows(second) == numbers[::-1]
    assert rows(browser.get(link(second, "prev"))) == rows(first)


@pytest.mark.parametrize(
    "place",
    ["efter=", "efter=i+morgon,1", "fore=,9", "efter=2026-01-01,9999999999999999999", "x=1"],
)
def test_a_place_that_is_none_shows_the_first_page(place: str, staff: Browser) -> None:
    case = a_case()
    assert rows(staff().get(f"/desk/?visa=open&{place}")) == [case.number]


def test_the_queue_is_narrowed_by_service_status_and_officer(staff: Browser) -> None:
    browser, anna = staff(), an_employee()
    mine, other = a_case(), a_case()
    take_case(mine, by=anna, at=NOON)

    assert rows(browser.get(f"/desk/?handlaggare={anna.employee}")) == [mine.number]
    assert rows(browser.get("/desk/?status=received")) == [other.number]
    assert rows(browser.get("/desk/?tjanst=bygglov")) == [mine.number, other.number]
    assert rows(browser.get("/desk/?tjanst=felanmalan")) == []
    assert rows(browser.get("/desk/?handlaggare=x&status=x&visa=x")) == [mine.number, other.number]


def test_what_is_searched_for_is_never_in_the_address(staff: Browser) -> None:
    browser, case = staff(), a_case()
    a_case(a_person(ERIK, given_name="Erik", surname="Ek"))
    answer = browser.post("/desk/sok/", {"q": "maja lindqvist", "show": "open"})

    assert answer["Location"] == "/desk/?visa=all"
    assert rows(browser.get(answer["Location"])) == [case.number]
    browser.post("/desk/sok/", {"clear": "1"})
    assert len(rows(browser.get("/desk/"))) == 2


@pytest.mark.parametrize("written", ["19880320-2384", "8803202384", " 880320-2384 "])
def test_a_search_for_a_person_is_written_in_the_trail_and_the_number_nowhere(
    written: str, staff: Browser
) -> None:
    browser, case = staff(), a_case()
    a_case(a_person(ERIK))
    answer = browser.post("/desk/sok/", {"q": written, "show": "open"})
    page = browser.get(answer["Location"])
    entries = Entry.objects.filter(what="person.looked_for")

    assert rows(page) == [case.number]
    assert [(entry.actor_name, entry.person) for entry in entries] == [("Anna Berg", a_person().pk)]
    kept = f"{answer['Location']} {dict(browser.session)} {page.content.decode()}"
    assert not [form for form in (MAJA, MAJA[2:], "880320", written.strip()) if form in kept]


def test_a_closed_report_is_not_late(staff: Callable[..., Client]) -> None:
    long_ago = timezone.now() - timedelta(days=200)
    case = a_case(kind="notification", at=long_ago)
    browser = staff()
    assert "dagar försenat" in browser.get("/desk/?visa=all").text
    close_case(case, by=an_employee(), at=timezone.now())
    assert "dagar försenat" not in browser.get("/desk/?visa=all").text
