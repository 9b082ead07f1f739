"""When staff are reminded of what waits, and how near a day has to be."""

from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta

from torget.foundation.calendar import next_working_day

MORNING = range(6, 11)  # the hours, in Sweden; later the day is already under way
NEAR_DAYS = 2
DAY = timedelta(days=1)


def is_reminding_time(now: datetime, holidays: AbstractSet[date]) -> bool:
    """Whether it is the morning of a working day. `now` is in Swedish time."""
    return now.hour in MORNING and next_working_day(now.date(), holidays) == now.date()


def near_until(today: date, holidays: AbstractSet[date]) -> date:
    """The second working day after today: on a Friday it is Tuesday."""
    for _each in range(NEAR_DAYS):
        today = next_working_day(today + DAY, holidays)
    return today
