"""Periods, middle values, and what is too few to be told. No Django, no clock."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

FEW = 5  # fewer than so many could point at someone
FIRST_YEAR, LAST_YEAR = 1990, 2199

Part = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both with, told by day, month or year."""

    first: date
    last: date
    by: Part

    def part_of(self, day: date) -> date:
        """The first day of the part that the day is in."""
        if self.by == "day":
            return day
        return day.replace(day=1) if self.by == "month" else day.replace(month=1, day=1)

    def parts(self, *, begun: date, today: date) -> list[date]:
        """The first days of the parts, none before the day it began and none to come."""
        first, last = max(self.first, self.part_of(begun)), min(self.last, today)
        days = (first + timedelta(days=step) for step in range((last - first).days + 1))
        return [day for day in days if self.part_of(day) == day]

    def end_of(self, part: date) -> date:
        """The last day of the part."""
        if self.by == "day":
            return part
        if self.by == "year":
            return part.replace(month=12, day=31)
        return part.replace(day=calendar.monthrange(part.year, part.month)[1])


def period_of(text: str) -> Period | None:
    """ "2026" by month, "2026-03" by day, "" all years; None for what is no period."""
    if not text:
        return Period(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31), "year")
    year, dash, month = text.partition("-")
    if not (text.isascii() and year.isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR):
        return None
    if not dash:
        return Period(date(int(year), 1, 1), date(int(year), 12, 31), "month")
    if not (month.isdigit() and len(month) == 2 and 1 <= int(month) <= 12):
        return None
    first = date(int(year), int(month), 1)
    return Period(first, first.replace(day=calendar.monthrange(int(year), int(month))[1]), "day")


def percentile(counts: Mapping[int, int], share: int) -> int | None:
    """The least value that so many percent do not exceed; None of nothing."""
    needed, seen = sum(counts.values()) * share, 0
    for value in sorted(counts):
        seen += counts[value]
        if seen * 100 >= needed and seen:
            return value
    return None


def share_of(counts: Mapping[int, int]) -> int | None:
    """How many percent have the value 1, rounded; None of nothing. Never 100 when one has not."""
    whole, part = sum(counts.values()), counts.get(1, 0)
    if not whole:
        return None
    rounded = (part * 200 + whole) // (whole * 2)
    return min(rounded, 99) if part < whole else 100


def is_few(count: int) -> bool:
    return 0 < count < FEW


def coarse(count: int) -> int | None:
    """The count for everyone's eyes: to the nearest five, and None for a few."""
    return None if is_few(count) else (count + FEW // 2) // FEW * FEW


def coarse_share(counts: Mapping[int, int]) -> int | None:
    """The share for everyone's eyes; None where either side is a few, or all of them are."""
    whole, part = sum(counts.values()), counts.get(1, 0)
    if is_few(whole) or is_few(part) or is_few(whole - part):
        return None
    return share_of(counts)
