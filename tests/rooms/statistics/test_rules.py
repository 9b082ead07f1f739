from collections import Counter
from datetime import date

import pytest

from torget.rooms.statistics.rules import (
    Period,
    coarse,
    coarse_share,
    percentile,
    period_of,
    share_of,
)


def test_a_year_is_told_by_month_and_a_month_by_day() -> None:
    assert period_of("2028") == Period(date(2028, 1, 1), date(2028, 12, 31), "month")
    assert period_of("2028-02") == Period(date(2028, 2, 1), date(2028, 2, 29), "day")
    assert period_of("2027-02") == Period(date(2027, 2, 1), date(2027, 2, 28), "day")


@pytest.mark.parametrize("text", ["x", "28", "2028-13", "2028-00", "2028-1", "2028-", "1", "²028"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert period_of(text) is None


def test_the_parts_begin_with_the_first_case_and_end_today() -> None:
    parts = Period(date(2028, 1, 1), date(2028, 12, 31), "month").parts(
        begun=date(2028, 1, 20), today=date(2028, 3, 1)
    )
    assert parts == [date(2028, 1, 1), date(2028, 2, 1), date(2028, 3, 1)]


def test_a_year_that_has_not_come_has_no_parts() -> None:
    year = Period(date(2029, 1, 1), date(2029, 12, 31), "month")
    assert year.parts(begun=date(2028, 1, 20), today=date(2028, 3, 1)) == []


@pytest.mark.parametrize(
    ("by", "last"), [("day", (2028, 2, 1)), ("month", (2028, 2, 29)), ("year", (2028, 12, 31))]
)
def test_a_part_ends_with_its_last_day(by: str, last: tuple[int, int, int]) -> None:
    period = Period(date(2028, 1, 1), date(2028, 12, 31), by)  # type: ignore[arg-type]  # a table
    assert period.end_of(date(2028, 2, 1)) == date(*last)


@pytest.mark.parametrize(
    ("counts", "median", "ninetieth"),
    [
        ({}, None, None),
        ({7: 1}, 7, 7),
        ({1: 1, 10: 1, 60: 1}, 10, 60),
        ({0: 9, 100: 1}, 0, 0),
        ({0: 8, 100: 2}, 0, 100),
        ({3: 2, 5: 2}, 3, 5),
    ],
)
def test_half_take_at_most_the_median_and_nine_of_ten_the_ninetieth(
    counts: dict[int, int], median: int | None, ninetieth: int | None
) -> None:
    assert (percentile(counts, 50), percentile(counts, 90)) == (median, ninetieth)


@pytest.mark.parametrize(
    ("counts", "share"),
    [({}, None), ({1: 3}, 100), ({0: 2}, 0), ({1: 2, 0: 1}, 67), ({1: 999, 0: 1}, 99)],
)
def test_a_share_is_rounded_but_all_is_only_all(counts: dict[int, int], share: int | None) -> None:
    assert share_of(counts) == share


@pytest.mark.parametrize(
    ("count", "told"), [(0, 0), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (1001, 1000)]
)
def test_everyone_sees_fives_and_no_few(count: int, told: int | None) -> None:
    assert coarse(count) == told


@pytest.mark.parametrize(
    ("yes", "no", "told"), [(50, 50, 50), (97, 3, None), (3, 97, None), (20, 0, 100), (4, 0, None)]
)
def test_no_share_leaves_a_few_on_either_side(yes: int, no: int, told: int | None) -> None:
    assert coarse_share(Counter({1: yes, 0: no})) == told
