"""When a table may decide, and what a person looks at."""

from datetime import date

import pytest

from torget.foundation.calendar import public_holidays
from torget.rooms.cases.rules import (
    hindrances_to_deciding,
    is_sampled,
    may_table_decide,
    review_by,
)
from torget.rooms.cases.terms import Hindrance

CLEAR = dict.fromkeys(("unsigned", "more_came_in", "in_hand", "protected", "not_from_here"), False)


def test_forvaltningslagen_28_nothing_hinders_a_case_that_only_came_in() -> None:
    assert hindrances_to_deciding(**CLEAR) == []


@pytest.mark.parametrize(
    ("fact", "hindrance"),
    [
        ("unsigned", Hindrance.UNSIGNED),
        ("more_came_in", Hindrance.MORE_CAME_IN),
        ("in_hand", Hindrance.IN_HAND),
        ("protected", Hindrance.PROTECTED),
        ("not_from_here", Hindrance.NOT_FROM_HERE),
    ],
)
def test_forvaltningslagen_28_whatever_a_table_cannot_weigh_is_for_a_person(
    fact: str, hindrance: Hindrance
) -> None:
    assert hindrances_to_deciding(**(CLEAR | {fact: True})) == [hindrance]


def test_forvaltningslagen_25_a_table_only_grants() -> None:
    assert (may_table_decide(grants=True), may_table_decide(grants=False)) == (True, False)


@pytest.mark.parametrize(
    ("asked_on", "day"),
    [
        (date(2026, 3, 2), date(2026, 3, 16)),
        (date(2026, 3, 7), date(2026, 3, 23)),  # a Saturday becomes a Monday
        (date(2026, 12, 11), date(2026, 12, 28)),  # Christmas, then a weekend
    ],
)
def test_dataskyddsforordningen_22_a_person_has_looked_within_two_weeks(
    asked_on: date, day: date
) -> None:
    assert review_by(asked_on, public_holidays(asked_on.year)) == day


def test_a_sample_is_one_in_so_many_and_the_same_every_time() -> None:
    numbers = [f"CYK-2026-{n:04}" for n in range(2000)]
    chosen = [number for number in numbers if is_sampled(number, 10)]
    assert 150 < len(chosen) < 250
    assert chosen == [number for number in numbers if is_sampled(number, 10)]
    assert all(is_sampled(number, 1) for number in numbers)
