"""How long a case may take: worked examples, and what must hold on every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torget.foundation.calendar import public_holidays
from torget.rooms.cases.rules import (
    came_in_on,
    conclude_by,
    extended_day,
    may_ask_to_conclude_from,
    months_after,
    must_communicate,
    obstacles_to_asking,
    should_tell_of_delay,
    statutory_day,
    weeks_after,
)
from torget.rooms.cases.terms import Arrival, Obstacle

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 3, 2), 6, date(2026, 9, 2)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),  # no such day: the last of the month
        (date(2027, 8, 31), 6, date(2028, 2, 29)),  # in a leap year
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_lag_1930_173_1_months_end_on_the_same_number(
    day: date, months: int, expected: date
) -> None:
    assert months_after(day, months) == expected


@given(DAYS, st.integers(0, 60))
def test_lag_1930_173_1_holds_on_every_day(day: date, count: int) -> None:
    later = months_after(day, count)
    last = (later + timedelta(days=1)).day == 1
    assert later.day == day.day or (last and later.day < day.day)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert weeks_after(day, count).weekday() == day.weekday()


@pytest.mark.parametrize(
    ("reached_on", "arrival", "expected"),
    [
        (date(2026, 3, 7), Arrival.ELECTRONIC, date(2026, 3, 7)),  # a Saturday is a day too
        (date(2026, 3, 3), Arrival.POST, date(2026, 3, 2)),
        (date(2026, 3, 2), Arrival.LETTER_BOX, date(2026, 2, 27)),  # Monday: Friday
        (date(2026, 4, 7), Arrival.POST, date(2026, 4, 2)),  # after Easter: Maundy Thursday
        (date(2027, 1, 4), Arrival.POST, date(2026, 12, 30)),  # New Year's eve is like a Sunday
    ],
)
def test_forvaltningslagen_22_the_day_a_document_came_in(
    reached_on: date, arrival: Arrival, expected: date
) -> None:
    assert came_in_on(reached_on, arrival, public_holidays(reached_on.year - 1)) == expected


@given(DAYS, st.sampled_from(Arrival))
def test_forvaltningslagen_22_never_counts_a_document_as_later_than_it_came(
    day: date, arrival: Arrival
) -> None:
    holidays = public_holidays(day.year - 1)
    found = came_in_on(day, arrival, holidays)
    open_then = found.weekday() < 5 and found not in holidays
    assert found == day if arrival == Arrival.ELECTRONIC else found < day and open_then


@pytest.mark.parametrize(
    ("complete_on", "last_day", "extended"),
    [
        (date(2026, 3, 2), date(2026, 5, 11), date(2026, 7, 20)),
        (date(2026, 4, 10), date(2026, 6, 22), date(2026, 8, 28)),  # Midsummer eve moves
        (date(2026, 10, 16), date(2026, 12, 28), date(2027, 3, 5)),  # Christmas, year's end
    ],
)
def test_plan_och_bygglagen_9_ten_weeks_and_ten_more(
    complete_on: date, last_day: date, extended: date
) -> None:
    holidays = public_holidays(complete_on.year)
    assert statutory_day(complete_on, holidays, weeks=10) == last_day
    assert extended_day(complete_on, holidays, weeks=(10, 10), months=(0, 0)) == extended


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, True),
        ({"begun_by_party": False}, False),
        ({"decided": True}, False),
        ({"told": True}, False),
        ({"today": TODAY}, False),  # the promised day itself
    ],
)
def test_forvaltningslagen_11_a_delay_is_told(facts: dict[str, bool], expected: bool) -> None:
    late = {"begun_by_party": True, "decided": False, "told": False}
    day = {"today": TODAY + timedelta(days=1)}
    assert should_tell_of_delay(TODAY, **(late | day | facts)) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("received_on", "first_day"),
    [
        (date(2026, 3, 2), date(2026, 9, 3)),
        (date(2026, 8, 31), date(2027, 3, 1)),
        (date(2027, 8, 31), date(2028, 3, 1)),  # the leap day is the last of the six months
    ],
)
def test_forvaltningslagen_12_six_months_must_have_passed(
    received_on: date, first_day: date
) -> None:
    assert may_ask_to_conclude_from(received_on) == first_day


@pytest.mark.parametrize(
    ("facts", "obstacles"),
    [
        ({}, []),
        ({"begun_by_party": False}, [Obstacle.NOT_BEGUN_BY_PARTY]),
        ({"decided": True}, [Obstacle.ALREADY_DECIDED]),
        ({"asked_before": True}, [Obstacle.ALREADY_ASKED]),
        ({"today": date(2026, 9, 2)}, [Obstacle.TOO_EARLY]),
    ],
)
def test_forvaltningslagen_12_who_may_ask_and_when(
    facts: dict[str, bool], obstacles: list[Obstacle]
) -> None:
    usual = {"begun_by_party": True, "decided": False, "asked_before": False}
    day = {"received_on": TODAY, "today": date(2026, 9, 3)}
    assert obstacles_to_asking(**(usual | day | facts)) == obstacles  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked_on", "last_day"),
    [
        (date(2026, 9, 3), date(2026, 10, 1)),
        (date(2026, 11, 26), date(2026, 12, 28)),  # Christmas eve
        (date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_forvaltningslagen_12_four_weeks_to_decide_or_refuse(
    asked_on: date, last_day: date
) -> None:
    assert conclude_by(asked_on, public_holidays(asked_on.year)) == last_day


@pytest.mark.parametrize(
    ("granting", "against_someone", "needless", "expected"),
    [
        (False, False, False, True),
        (True, False, False, False),
        (True, True, False, True),
        (False, False, True, False),
    ],
)
def test_forvaltningslagen_25_when_a_party_must_get_the_material(
    granting: bool, against_someone: bool, needless: bool, expected: bool
) -> None:
    found = must_communicate(granting=granting, against_someone=against_someone, needless=needless)
    assert found is expected
