"""Days, weeks and deadlines as Swedish law counts them."""

from collections.abc import Set
from datetime import date, timedelta
from functools import lru_cache

import holidays

SATURDAY = 5


def next_working_day(day: date, holidays: Set[date]) -> date:
    """The first day on or after `day` when an authority must be open."""
    while day.weekday() >= SATURDAY or day in holidays:
        day += timedelta(days=1)
    return day


def previous_working_day(day: date, holidays: Set[date]) -> date:
    """The last day before `day` when an authority must be open."""
    day -= timedelta(days=1)
    while day.weekday() >= SATURDAY or day in holidays:
        day -= timedelta(days=1)
    return day


@lru_cache
def public_holidays(year: int) -> frozenset[date]:
    """Public holidays of the year and the following one, with the eves law treats as such.

    The eves of Midsummer, Christmas and New Year are on a par with Sundays (lag (1930:173) om
    beräkning av lagstadgad tid, 2 §).
    """
    sweden = holidays.country_holidays(
        "SE", years=(year, year + 1), language="sv", include_sundays=False
    )
    eves = {
        day
        for y in (year, year + 1)
        for day in (midsummer_eve(y), date(y, 12, 24), date(y, 12, 31))
    }
    return frozenset(sweden) | eves


def midsummer_eve(year: int) -> date:
    """The Friday between 19 and 25 June."""
    nineteenth = date(year, 6, 19)
    return nineteenth + timedelta(days=(4 - nineteenth.weekday()) % 7)
