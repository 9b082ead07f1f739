"""My day, the board, the calendar; what is saved, and lists that are taken out."""

import json
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.doors.desk.test_queue import many, rows
from tests.factories import MAJA, NOON, a_case, a_person, a_resident, an_employee
from torget.rooms.audit.models import Entry
from torget.rooms.cases.actions import add_note, take_case, write_as_resident
from torget.rooms.cases.models import Case, SavedChoice
from torget.rooms.organisation.queries import unit

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
OMAR = "omar.lind@solvik.example"


def test_my_day_shows_what_needs_me_and_what_colleagues_have_noted(staff: Browser) -> None:
    now, anna, omar = timezone.now(), an_employee(), an_employee(OMAR)
    late, written, other = (
        a_case(at=now - timedelta(days=100)),
        a_case(at=now),
        a_case(at=now - timedelta(days=100)),
    )
    for case in (late, written):
        take_case(case, by=anna, at=now)
    take_case(other, by=omar, at=now)
    write_as_resident(written, "Hej", once=uuid.uuid4(), by=a_resident(), at=now)
    add_note(written, "Ringt sökanden.", once=uuid.uuid4(), by=omar, at=now)
    add_note(written, "Min egen.", once=uuid.uuid4(), by=anna, at=now)
    page = staff().get("/desk/min-dag/").content.decode()

    assert re.findall(r"BYGG-\d{4}-\d{4}", re.sub(r'href="[^"]*"', "", page)) == [
        late.number,
        written.number,
        written.number,
    ]
    assert ("Ringt sökanden." in page, "Min egen." in page) == (True, False)


@pytest.mark.parametrize("address", ["/desk/min-dag/", "/desk/tavla/", "/desk/kalender/"])
def test_each_view_costs_the_same_for_one_case_and_three_hundred(
    address: str, staff: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser, anna = staff(), an_employee()
    expected = {"/desk/min-dag/": 15, "/desk/tavla/": 11, "/desk/kalender/": 7}[address]
    first = a_case()
    take_case(first, by=anna, at=NOON)
    browser.get(address)
    with django_assert_num_queries(expected):
        browser.get(address)
    many(300, series="MANY")

    with django_assert_num_queries(expected):
        browser.get(address)


def test_a_card_goes_on_by_its_button(staff: Browser) -> None:
    case = a_case()
    browser = staff()
    page = browser.get("/desk/tavla/").content.decode()

    assert f'action="/desk/arende/{case}/ta/"' in page.replace("&#x2f;", "/")
    browser.post(f"/desk/arende/{case}/ta/")
    columns = re.split(r"<section>", browser.get("/desk/tavla/").content.decode())
    assert [case.number in column for column in columns[1:3]] == [False, True]


def test_a_day_in_the_calendar_leads_into_the_list_from_there_on(staff: Browser) -> None:
    sooner, later = a_case(promised_days=10), a_case(promised_days=30)
    browser = staff()
    page = browser.get(f"/desk/kalender/?manad={later.due_on:%Y-%m}").content.decode()
    address = re.search(rf'href="([^"]*efter=({later.due_on})[^"]*)"', page)
    assert address is not None
    found = rows(browser.get(address[1].replace("&amp;", "&").replace("&#x2f;", "/")))

    assert (sooner.number in found, found) == (False, [later.number])


@pytest.mark.parametrize("month", ["", "x", "2026-13", "0001-01", "9999-12", "2026-1-1"])
def test_a_month_that_is_none_is_this_one(month: str, staff: Browser) -> None:
    assert staff().get(f"/desk/kalender/?manad={month}").status_code == 200


def saved(browser: Client, name: str, **fields: str) -> SavedChoice:
    browser.post("/desk/urval/", {"name": name, "show": "mine", **fields})
    return SavedChoice.objects.get(name=name)


def test_a_choice_is_saved_with_its_search_and_used_again(staff: Browser) -> None:
    browser, case = staff(), a_case()
    take_case(case, by=an_employee(), at=NOON)
    a_case()
    browser.post("/desk/sok/", {"q": "lindqvist", "show": "mine"})
    choice = saved(browser, "Mina Lindqvist")
    browser.post("/desk/sok/", {"clear": "1"})
    answer = browser.post(f"/desk/urval/{choice.pk}/")

    assert answer["Location"] == "/desk/?visa=mine"
    assert rows(browser.get(answer["Location"])) == [case.number]
    assert browser.session["queue_search"] == "lindqvist"


def test_the_same_name_saved_again_replaces_and_no_name_saves_nothing(staff: Browser) -> None:
    browser = staff()
    saved(browser, "Mina")
    browser.post("/desk/urval/", {"name": "Mina", "show": "late"})
    browser.post("/desk/urval/", {"name": " ", "show": "late"})

    assert list(SavedChoice.objects.values_list("name", "show")) == [("Mina", "late")]


def test_a_choice_is_shared_with_a_unit_and_removed_by_its_owner_alone(staff: Browser) -> None:
    browser, omar, lena = staff(), staff(OMAR), staff("lena.holm@solvik.example")
    bygg = unit("bygg").pk
    private, shared = saved(browser, "Hemligt"), saved(browser, "Delat", shared=str(bygg))
    seen = omar.get("/desk/").content.decode()

    assert ("Hemligt" in seen, "Delat" in seen) == (False, True)
    assert omar.post(f"/desk/urval/{private.pk}/").status_code == 404
    assert lena.post(f"/desk/urval/{shared.pk}/").status_code == 404
    omar.post(f"/desk/urval/{shared.pk}/ta-bort/")
    assert SavedChoice.objects.count() == 2
    browser.post(f"/desk/urval/{shared.pk}/ta-bort/")
    assert list(SavedChoice.objects.all()) == [private]


def test_one_shares_only_with_units_whose_cases_one_reads(staff: Browser) -> None:
    browser = staff()
    answer = browser.post(
        "/desk/urval/", {"name": "X", "show": "mine", "shared": str(unit("forskola").pk)}
    )

    assert (answer.status_code, SavedChoice.objects.count()) == (403, 0)


def test_a_list_is_taken_out_as_text_and_that_is_written_in_the_trail(staff: Browser) -> None:
    a_case(a_person(given_name="=HYPERLINK(1)"))
    a_case(unit=unit("gata"))
    answer = staff().post("/desk/hamta/", {"show": "open"})
    lines = answer.content.decode("utf-8-sig").splitlines()

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert lines[0].startswith("Nummer;E-tjänst;Gäller;Sökande;Status")
    assert len(lines) == 2
    assert ";'=HYPERLINK(1) Lindqvist;" in lines[1]
    assert MAJA[2:8] not in answer.content.decode()
    assert [entry.details for entry in Entry.objects.filter(what="cases.exported")] == [
        {"count": 1}
    ]


def test_a_list_is_taken_out_as_a_workbook_where_days_are_days_and_names_are_text(
    staff: Browser,
) -> None:
    case = Case.objects.get(number=a_case(a_person(given_name="=HYPERLINK(1)")))
    answer = staff().post("/desk/hamta/", {"show": "open", "as": "xlsx"})
    headings, row = load_workbook(BytesIO(answer.content)).active.iter_rows()

    assert answer["Content-Disposition"] == (
        f'attachment; filename="arenden-{timezone.localdate()}.xlsx"'
    )
    assert [cell.value for cell in headings][:4] == ["Nummer", "E-tjänst", "Gäller", "Sökande"]
    assert (row[3].value, row[3].data_type) == ("=HYPERLINK(1) Lindqvist", "s")
    assert row[8].value.date() == case.due_on


def test_a_list_is_taken_out_for_machines(staff: Browser) -> None:
    case = Case.objects.get(number=a_case())
    answer = staff().post("/desk/hamta/", {"show": "open", "as": "json"})

    (found,) = json.loads(answer.content)
    assert (found["number"], found["due"], found["decided"]) == (
        case.number,
        str(case.due_on),
        None,
    )
