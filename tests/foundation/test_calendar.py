"""Days as Swedish law counts them."""

from datetime import date

import pytest

from torget.foundation.calendar import midsummer_eve, next_working_day, public_holidays


def test_a_year_has_its_holidays_and_the_eves_on_a_par_with_sundays() -> None:
    of_2026 = sorted(day for day in public_holidays(2026) if day.year == 2026)

    assert [f"{day:%m-%d}" for day in of_2026] == [
        "01-01",
        "01-06",
        "04-03",  # Good Friday
        "04-05",
        "04-06",
        "05-01",
        "05-14",  # Ascension
        "05-24",
        "06-06",
        "06-19",  # Midsummer eve
        "06-20",
        "10-31",  # All Saints
        "12-24",
        "12-25",
        "12-26",
        "12-31",
    ]


def test_the_following_year_is_there_for_deadlines_over_new_year() -> None:
    assert date(2027, 1, 6) in public_holidays(2026)


@pytest.mark.parametrize(
    ("year", "eve"),
    [(2024, date(2024, 6, 21)), (2026, date(2026, 6, 19)), (2027, date(2027, 6, 25))],
)
def test_midsummer_eve_is_a_friday_between_19_and_25_june(year: int, eve: date) -> None:
    assert midsummer_eve(year) == eve


@pytest.mark.parametrize(
    ("day", "works_on"),
    [
        (date(2026, 3, 2), date(2026, 3, 2)),  # an ordinary Monday
        (date(2026, 3, 7), date(2026, 3, 9)),  # a Saturday
        (date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday to Easter Monday
        (date(2026, 6, 19), date(2026, 6, 22)),  # Midsummer eve
        (date(2026, 12, 24), date(2026, 12, 28)),
        (date(2026, 12, 31), date(2027, 1, 4)),
    ],
)
def test_a_closed_day_moves_on_to_the_next_open_one(day: date, works_on: date) -> None:
    assert next_working_day(day, public_holidays(2026)) == works_on
