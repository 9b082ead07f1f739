"""The page with figures: who sees it, what stands there, and what it gives out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories import a_case
from torget.doors.ui.charts import FLOOR, ROOF, Bar, bar_chart
from torget.doors.ui.figures import phase_titles
from torget.rooms.cases.models import Case

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
EVA = "eva.strom@solvik.example"  # manages the building permits unit
PAGE = "/desk/statistik/"


def cases_today(count: int) -> None:
    for _ in range(count):
        a_case()
    Case.objects.update(received_at=timezone.now() - timedelta(minutes=1))


def test_a_manager_reads_the_figures_of_the_own_unit_in_words(staff: Browser) -> None:
    cases_today(3)

    page = staff(EVA).get(f"{PAGE}?enhet=bygg").content.decode()

    assert "3 ärenden kom in." in page
    assert "3 ärenden väntade på svar när perioden slutade." in page
    assert "avrundade" not in page


def test_one_case_is_told_of_in_the_singular(staff: Browser) -> None:
    cases_today(1)

    page = staff(EVA).get(f"{PAGE}?enhet=bygg").content.decode()

    assert "1 ärende kom in." in page
    assert "1 ärende väntade på svar när perioden slutade." in page


def test_of_other_units_a_manager_sees_no_few(staff: Browser) -> None:
    cases_today(3)

    page = staff(EVA).get(f"{PAGE}?enhet=").content.decode()

    assert "3 ärenden" not in page
    assert "färre än 5" in page
    assert "avrundade till närmaste femtal" in page


def test_those_without_the_right_do_not_come_in(staff: Browser) -> None:
    browser = staff("anna.berg@solvik.example")
    assert [browser.get(f"{PAGE}{end}").status_code for end in ("", "hamta.csv")] == [403, 403]


@pytest.mark.parametrize("choice", ["tjanst=x", "enhet=x", "period=x", "period=2026-13"])
def test_what_there_is_not_is_not_found(choice: str, staff: Browser) -> None:
    assert staff(EVA).get(f"{PAGE}?{choice}").status_code == 404


def test_the_spreadsheet_has_the_rows_of_the_page(staff: Browser) -> None:
    cases_today(3)
    month = f"{timezone.localdate():%Y-%m}"

    answer = staff(EVA).get(f"{PAGE}hamta.csv?enhet=bygg&period={month[:4]}")

    head, *_months, row = answer.content.decode("utf-8-sig").splitlines()
    assert head.startswith("Period;Kom in;Beslutade;Avslutade;Väntade på svar")
    assert row == f"{month};3;0;0;3;–;–;–;–;100;–"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer["Content-Disposition"] == (
        f'attachment; filename="statistik-bygg-{month[:4]}.csv"'
    )


@pytest.mark.parametrize("count", [1, 6])
def test_the_page_costs_the_same_for_one_case_and_many(
    count: int, staff: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cases_today(count)
    browser = staff(EVA)
    browser.get(f"{PAGE}?enhet=bygg")

    with django_assert_num_queries(20):
        browser.get(f"{PAGE}?enhet=bygg")


def test_bars_stand_on_the_floor_and_the_highest_reaches_the_roof() -> None:
    chart = bar_chart([("a", 10), ("b", 5), ("c", None), ("d", 0)])
    assert chart is not None
    assert [(bar.y, bar.height) for bar in chart.bars] == [
        (ROOF, FLOOR - ROOF),
        (92, 68),
        (FLOOR, 0),
        (FLOOR, 0),
    ]
    assert chart.bars[1] == Bar(29.5, 16, 92, 68, 37.5, "b", "5")


def test_many_bars_have_fewer_labels_and_the_highest_is_said() -> None:
    chart = bar_chart([(str(day), day) for day in range(1, 32)])
    assert chart is not None
    assert [bar.label for bar in chart.bars if bar.label] == [str(day) for day in range(1, 32, 3)]
    assert chart.highest == "31"


def test_one_bar_alone_stands_in_the_middle_and_is_not_wide() -> None:
    chart = bar_chart([("nov.", 1)])
    assert chart is not None
    assert [(bar.x, bar.width) for bar in chart.bars] == [(42, 16)]


@pytest.mark.parametrize("values", [[], [("a", None)], [("a", 0)]])
def test_nothing_is_not_drawn(values: list[tuple[str, int | None]]) -> None:
    assert bar_chart(values) is None


def test_phases_are_told_in_words_also_for_all_services_together() -> None:
    titles = phase_titles("")

    assert titles == titles | phase_titles("bygglov")
    assert all(key != title for key, title in titles.items())
