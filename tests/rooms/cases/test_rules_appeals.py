"""Appeals, changes and finality: worked examples, and what must hold on every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torget.foundation.calendar import public_holidays
from torget.rooms.cases.rules import (
    appeal_deadline,
    final_on,
    last_day_to_review,
    legality_deadline,
    may_correct,
    must_change,
    obstacles_to_changing,
    review_of,
)
from torget.rooms.cases.terms import Grounds, Obstacle, Review, ToHarm

DECIDED = date(2026, 3, 2)
LAST = date(2026, 3, 23)


@pytest.mark.parametrize(
    ("served_on", "last_day"),
    [
        (date(2026, 3, 2), date(2026, 3, 23)),
        (date(2028, 2, 8), date(2028, 2, 29)),  # a leap day
        (date(2026, 3, 7), date(2026, 3, 30)),  # a Saturday moves to Monday
        (date(2026, 3, 13), date(2026, 4, 7)),  # Good Friday moves past Easter Monday
        (date(2026, 5, 29), date(2026, 6, 22)),  # Midsummer eve is like a Sunday
        (date(2026, 12, 3), date(2026, 12, 28)),  # Christmas eve
        (date(2026, 12, 10), date(2027, 1, 4)),  # New Year's eve
        (date(2026, 12, 16), date(2027, 1, 7)),  # Epiphany of the next year
    ],
)
def test_forvaltningslagen_44_a_decision_is_appealed_within_three_weeks(
    served_on: date, last_day: date
) -> None:
    assert appeal_deadline(served_on, public_holidays(served_on.year)) == last_day


@pytest.mark.parametrize(
    ("posted_on", "last_day"),
    [
        (date(2026, 3, 2), date(2026, 3, 23)),
        (date(2026, 3, 7), date(2026, 3, 30)),  # a Saturday moves to Monday
        (date(2026, 12, 10), date(2027, 1, 4)),  # New Year's eve
    ],
)
def test_kommunallagen_13_legality_is_reviewed_within_three_weeks_of_the_notice(
    posted_on: date, last_day: date
) -> None:
    assert legality_deadline(posted_on, public_holidays(posted_on.year)) == last_day


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_lag_1930_173_2_a_last_day_is_never_when_authorities_are_closed(served_on: date) -> None:
    holidays = public_holidays(served_on.year)
    last_day = appeal_deadline(served_on, holidays)
    moved = last_day - served_on - timedelta(weeks=3)
    assert (last_day.weekday() < 5, last_day in holidays) == (True, False)
    assert timedelta(0) <= moved <= timedelta(days=5)


@pytest.mark.parametrize(
    ("received_on", "last_day", "facts", "review"),
    [
        (LAST, LAST, {}, Review.IN_TIME),
        (date(2026, 3, 24), LAST, {}, Review.LATE),
        (date(2026, 3, 24), None, {}, Review.IN_TIME),  # never served
        (date(2026, 3, 24), LAST, {"wrongly_told": True}, Review.LATE_BUT_TAKEN),
        (date(2026, 3, 24), LAST, {"reached_court_on": LAST}, Review.LATE_BUT_TAKEN),
        (date(2026, 3, 26), LAST, {"reached_court_on": date(2026, 3, 24)}, Review.LATE),
    ],
)
def test_forvaltningslagen_45_an_appeal_is_reviewed_for_time(
    received_on: date, last_day: date | None, facts: dict[str, bool], review: Review
) -> None:
    assert review_of(received_on, last_day, **facts) == review  # type: ignore[arg-type]


def test_forvaltningslagen_46_an_appeal_goes_on_within_a_week() -> None:
    holidays = public_holidays(2026)
    found = [last_day_to_review(day, holidays) for day in (DECIDED, date(2026, 12, 17))]
    assert found == [date(2026, 3, 9), date(2026, 12, 28)]


@pytest.mark.parametrize(
    ("obvious", "by_oversight", "expected"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_forvaltningslagen_36_an_obvious_slip_may_be_put_right(
    obvious: bool, by_oversight: bool, expected: bool
) -> None:
    assert may_correct(obvious=obvious, by_oversight=by_oversight) is expected


def hinders(
    grounds: Grounds, *, favourable: bool = False, appealed: bool = False, handed_over: bool = False
) -> list[Obstacle]:
    return obstacles_to_changing(
        grounds, favourable=favourable, appealed=appealed, handed_over=handed_over
    )


WORSE, NO_WORSE = Grounds(worse_for_party=True), Grounds(worse_for_party=False)


@pytest.mark.parametrize("grounds", [WORSE, NO_WORSE])
def test_forvaltningslagen_37_39_a_wrong_decision_that_favours_nobody_may_be_changed(
    grounds: Grounds,
) -> None:
    assert hinders(grounds) == []


def test_forvaltningslagen_37_39_a_favourable_decision_may_be_changed_for_the_better() -> None:
    assert hinders(NO_WORSE, favourable=True) == []


@pytest.mark.parametrize("to_harm", list(ToHarm))
def test_forvaltningslagen_37_39_a_favourable_decision_is_changed_to_harm_only_on_three_grounds(
    to_harm: ToHarm,
) -> None:
    found = hinders(Grounds(worse_for_party=True, to_harm=to_harm), favourable=True)
    assert found == ([Obstacle.FAVOURABLE] if to_harm == ToHarm.NOTHING else [])


@pytest.mark.parametrize(
    ("plainly_wrong", "quick", "worse", "expected"),
    [
        (True, True, False, []),
        (False, True, False, [Obstacle.APPEALED]),
        (True, False, False, [Obstacle.APPEALED]),
        (True, True, True, [Obstacle.APPEALED]),
    ],
)
def test_forvaltningslagen_37_39_an_appealed_decision_is_changed_only_where_it_must_be(
    plainly_wrong: bool, quick: bool, worse: bool, expected: list[Obstacle]
) -> None:
    grounds = Grounds(
        worse_for_party=worse,
        to_harm=ToHarm.MISLED,
        plainly_wrong=plainly_wrong,
        quick_and_simple=quick,
    )
    assert hinders(grounds, favourable=True, appealed=True) == expected


def test_forvaltningslagen_37_39_once_the_appeal_is_handed_over_only_the_court_changes() -> None:
    grounds = Grounds(worse_for_party=False, plainly_wrong=True, quick_and_simple=True)
    assert hinders(grounds, appealed=True, handed_over=True) == [Obstacle.WITH_THE_COURT]


@pytest.mark.parametrize(
    ("plainly_wrong", "quick", "worse", "expected"),
    [
        (True, True, False, True),
        (False, True, False, False),
        (True, False, False, False),
        (True, True, True, False),
    ],
)
def test_forvaltningslagen_38_when_a_decision_must_be_changed(
    plainly_wrong: bool, quick: bool, worse: bool, expected: bool
) -> None:
    found = must_change(plainly_wrong=plainly_wrong, quick_and_simple=quick, worse_for_party=worse)
    assert found is expected


@pytest.mark.parametrize(
    ("last_days", "contested", "expected"),
    [
        ([], False, DECIDED),  # nobody may appeal
        ([LAST], False, date(2026, 3, 24)),
        ([LAST, date(2026, 4, 7)], False, date(2026, 4, 8)),  # the latest party counts
        ([LAST, None], False, None),  # someone is not served yet
        ([LAST], True, None),
    ],
)
def test_forvaltningslagen_44_a_decision_is_final_when_nobody_can_appeal_any_more(
    last_days: list[date | None], contested: bool, expected: date | None
) -> None:
    assert final_on(last_days, decided_on=DECIDED, contested=contested) == expected
